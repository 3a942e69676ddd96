"""Outcome: each allegation's severity and result, what may be recorded, and what is told of it."""

import dataclasses
import datetime
import uuid

from candour.cases.courses import reviewing
from candour.cases.courses.reviewing import Offer
from candour.cases.models import Allegation, Event, Learning, Outcome
from candour.cases.reading import heads, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.cases.rules import findings, severity
from candour.guard.actors import Actor
from candour.guard.permissions import demand, deny
from candour.intake.mailboxes import meanings
from candour.intake.models import Correspondent
from candour.law.events import EventKind
from candour.law.outcomes import Result

_LEARNED = {
    "policy": "The police change a rule or how they work",
    "unit": "A team of the police changes how it works",
    "force": "The whole force changes how it works",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One outcome as a page shows it."""

    result: str
    is_proven: bool | None
    sanction: str
    by: str
    at: datetime.datetime
    # What each means, in the words of the report site.
    result_means: str
    sanction_means: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AllegationOutcome:
    """One allegation with the level that stands and its outcomes, newest first."""

    id: uuid.UUID
    number: int
    about: str
    level: str
    awaits_second_person: bool
    decided: tuple[Decided, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was learned of the case: what changes by when, and what became of it, for a reporter.

    No unit is named, since that could say who it was about.
    """

    what: str
    by_on: datetime.date
    end: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePage:
    """Every allegation of a case with its outcome, and whether it has been told."""

    head: CaseHead
    allegations: tuple[AllegationOutcome, ...]
    has_reporter: bool
    is_decided: bool
    told_on: datetime.date | None
    right: Offer | None
    changes: tuple[Change, ...]

    @property
    def can_tell(self) -> bool:
        """Return whether the outcome can be told now."""
        return self.head.can_change and self.has_reporter and self.is_decided

    @property
    def can_close(self) -> bool:
        """Return whether nothing keeps the case from being closed."""
        is_told = self.told_on is not None or not self.has_reporter
        return self.head.can_change and self.is_decided and is_told


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecidingPage:
    """One allegation whose outcome is being decided: the results that its severity allows."""

    head: CaseHead
    allegation: AllegationOutcome
    results: tuple[Result, ...]


def outcome_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> OutcomePage:
    """Return where every allegation stands, and the reporter's right of review."""
    demand("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    rows = list(Allegation.objects.filter(file_id=file).order_by("number", "id"))
    events = dict(
        Event.objects.filter(file_id=file)
        .order_by("happened_on", "id")
        .values_list("kind", "happened_on")
    )
    has_reporter = Correspondent.objects.filter(file_id=file, is_reachable=True).exists()
    return OutcomePage(
        head=head,
        allegations=_allegations(rows, file, by=by, at=at),
        has_reporter=has_reporter,
        is_decided=EventKind.OUTCOME_DECIDED.value in events,
        told_on=events.get(EventKind.OUTCOME_NOTIFIED.value),
        right=reviewing.offered(file=file, told_on=at.date()) if has_reporter else None,
        changes=_changes(file),
    )


def deciding_page(
    *, file: uuid.UUID, allegation: uuid.UUID, by: Actor, at: datetime.datetime
) -> DecidingPage:
    """Return one allegation and the results that may be recorded for it."""
    demand("cases.read", by=by, at=at, file=file)
    row = Allegation.objects.filter(id=allegation, file_id=file).first()
    if row is None:
        deny("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    level = severity.standings(file=file)[row.id].level
    allowed: tuple[Result, ...] = ()
    if level is not None:
        allowed = findings.results(
            kind=head.kind, is_under_schedule_3=head.is_under_schedule_3, level=level
        )
    return DecidingPage(
        head=head, allegation=_allegations([row], file, by=by, at=at)[0], results=allowed
    )


def _allegations(
    rows: list[Allegation], file: uuid.UUID, *, by: Actor, at: datetime.datetime
) -> tuple[AllegationOutcome, ...]:
    standing = severity.standings(file=file)
    outcomes = list(Outcome.objects.filter(file_id=file).order_by("-decided_at", "id"))
    known = staff.called(accounts=[one.decided_by for one in outcomes], by=by, at=at)
    found = []
    for row in rows:
        level = standing[row.id].level
        found.append(
            AllegationOutcome(
                id=row.id,
                number=row.number,
                about=wording.category(row.category, source=row.source_category),
                level=wording.LEVELS[level.value] if level else "",
                awaits_second_person=standing[row.id].awaits_second_person,
                decided=tuple(
                    _decided(one, known) for one in outcomes if one.allegation_id == row.id
                ),
            )
        )
    return tuple(found)


def _decided(row: Outcome, known: dict[uuid.UUID, staff.Colleague]) -> Decided:
    name, is_proven = wording.result(row.result)
    return Decided(
        result=name,
        is_proven=is_proven,
        sanction=wording.SANCTIONS.get(row.sanction, row.sanction),
        by=staff.named(known, row.decided_by),
        at=row.decided_at,
        result_means=_means(row.result),
        sanction_means=_means(row.sanction),
    )


def _means(code: str) -> str:
    return str(meanings.EVERY[code][1]) if code in meanings.EVERY else ""


def _changes(file: uuid.UUID) -> tuple[Change, ...]:
    rows = Learning.objects.filter(file_id=file).select_related("end").order_by("by_on", "id")
    return tuple(
        Change(
            what=_LEARNED[row.learned_on],
            by_on=row.by_on,
            end=row.end.code if hasattr(row, "end") else "",
        )
        for row in rows
    )
