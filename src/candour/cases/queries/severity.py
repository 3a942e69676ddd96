"""Severity: what is missing, each allegation on both bases, and the history that must be seen."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from candour.cases.models import Allegation, LinkDecision, Suggestion
from candour.cases.reading import heads, history, progress, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.cases.rules import links, severity
from candour.core import assess, calendar
from candour.core.assess import Prompt
from candour.guard.actors import Actor
from candour.guard.permissions import demand, deny
from candour.law.severity import FLOORS, Floor
from candour.people import queries as people_queries
from candour.people.queries import PersonCard


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One assessment as a page shows it."""

    level: str
    by: str
    at: datetime.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AllegationSeverity:
    """One allegation with the assessments on the facts alone and with the history, newest first."""

    id: uuid.UUID
    number: int
    about: str
    # What it may breach, and whether it is put as that before anybody has assessed it.
    standards: tuple[str, ...]
    is_always_put: bool
    standing: severity.Standing
    facts: tuple[Recorded, ...]
    history: tuple[Recorded, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SeverityPage:
    """Every allegation of a case, and what keeps severity from being assessed."""

    head: CaseHead
    missing: tuple[str, ...]
    allegations: tuple[AllegationSeverity, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PersonHistory:
    """Someone it may be about, with every earlier allegation."""

    card: PersonCard
    is_confirmed: bool
    is_by_one: bool
    earlier_by_one: int
    earlier: tuple[history.Earlier, ...]
    # Warnings and other actions before, newest first.
    past: tuple[history.PastAction, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AllegationPage:
    """One allegation being assessed, with all that the assessor must have on the screen."""

    head: CaseHead
    missing: tuple[str, ...]
    allegation: AllegationSeverity
    people: tuple[PersonHistory, ...]
    prompts: tuple[Prompt, ...]
    stated: tuple[Floor, ...]
    asked: tuple[Floor, ...]


def severity_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> SeverityPage:
    """Return the allegations of a case with what was assessed of each."""
    demand("cases.read", by=by, at=at, file=file)
    rows = list(Allegation.objects.filter(file_id=file).order_by("number", "id"))
    return SeverityPage(
        head=heads.read(file=file, by=by, on=at.date()),
        missing=_missing(file),
        allegations=_allegations(rows, file, by=by, at=at),
    )


def allegation_page(
    *, file: uuid.UUID, allegation: uuid.UUID, by: Actor, at: datetime.datetime
) -> AllegationPage:
    """Return one allegation with the history of everyone it may be about."""
    demand("cases.history", by=by, at=at, file=file)
    past = history.earlier(file=file, by=by, at=at)
    actions = history.past_actions(file=file, by=by, at=at)
    row = Allegation.objects.filter(id=allegation, file_id=file).first()
    if row is None:
        deny("cases.history", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    persons = _persons(row)
    cards = people_queries.cards(persons=persons, by=by, at=at) if persons else {}
    matters = tuple(one.matter for person in persons for one in past.get(person, ()))
    floors = [one for one in FLOORS if calendar.covers(period=one.in_force, on=head.received_on)]
    told = severity.told(file=file)
    stated = severity.floors(category=row.category, told=told, on=head.received_on)
    linked, by_one = links.confirmed(file=file), links.earlier_by_one(file=file)
    return AllegationPage(
        head=head,
        missing=_missing(file),
        allegation=_allegations([row], file, by=by, at=at)[0],
        people=tuple(
            PersonHistory(
                card=cards[person],
                is_confirmed=person == row.subject_id,
                is_by_one=person in linked and not linked[person].is_by_two,
                earlier_by_one=by_one.get(person, 0),
                earlier=past.get(person, ()),
                past=actions.get(person, ()),
            )
            for person in persons
        ),
        prompts=assess.taken_together(earlier=matters, category=row.category, on=head.received_on),
        stated=stated,
        asked=tuple(one for one in floors if one not in stated),
    )


def _missing(file: uuid.UUID) -> tuple[str, ...]:
    return tuple(one.missing for one in progress.people(file=file) if one.missing)


def _persons(row: Allegation) -> list[uuid.UUID]:
    """Return the confirmed subject, or else everyone whom nobody has ruled out."""
    if row.subject_id is not None:
        return [row.subject_id]
    if row.described_id is None:
        return []
    ruled_out = LinkDecision.objects.filter(
        suggestion__described_id=row.described_id, answer="not_same", superseded_by__isnull=True
    )
    return list(
        Suggestion.objects.filter(described_id=row.described_id)
        .exclude(id__in=ruled_out.values("suggestion_id"))
        .order_by("-weight", "id")
        .values_list("person_id", flat=True)
    )


def _allegations(
    rows: Sequence[Allegation], file: uuid.UUID, *, by: Actor, at: datetime.datetime
) -> tuple[AllegationSeverity, ...]:
    standing = severity.standings(file=file)
    everyone = [
        one.by for row in rows for one in (*standing[row.id].facts, *standing[row.id].history)
    ]
    known = staff.called(accounts=everyone, by=by, at=at)
    return tuple(
        AllegationSeverity(
            id=row.id,
            number=row.number,
            about=wording.category(row.category, source=row.source_category),
            standards=wording.standards(row.category),
            is_always_put=wording.is_always_put(row.category),
            standing=standing[row.id],
            facts=_recorded(standing[row.id].facts, known),
            history=_recorded(standing[row.id].history, known),
        )
        for row in rows
    )


def _recorded(
    made: Sequence[severity.Assessed], known: dict[uuid.UUID, staff.Colleague]
) -> tuple[Recorded, ...]:
    return tuple(
        Recorded(level=wording.LEVELS[one.level.value], by=staff.named(known, one.by), at=one.at)
        for one in reversed(made)
    )
