"""The timeline: every event and every decision of a case, by day, with whoever recorded it."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable

from candour.cases.models import (
    Event,
    LinkDecision,
    Outcome,
    ReferralAssessment,
    Screening,
    SeverityAssessment,
)
from candour.cases.reading import heads, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.models import Grant
from candour.guard.permissions import demand
from candour.law.events import EventKind


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that happened, as the timeline shows it."""

    at: datetime.date
    title: str
    by: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Everything that happened to a case, the earliest first."""

    head: CaseHead
    moments: tuple[Moment, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    on: datetime.date
    recorded_at: datetime.datetime
    title: str
    by: uuid.UUID | None
    text: str = ""
    # Where it belongs among what was recorded at the same moment.
    place: int = len(EventKind)


def timeline_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> TimelinePage:
    """Return every event and decision in order, without a word of their reasons."""
    demand("cases.timeline", by=by, at=at, file=file)
    facts = [*_events(file), *_links(file), *_assessments(file), *_outcomes(file), *_given(file)]
    facts.sort(key=lambda fact: (fact.on, fact.recorded_at, fact.place))
    known = staff.called(accounts=[fact.by for fact in facts], by=by, at=at)
    return TimelinePage(
        head=heads.read(file=file, by=by, on=at.date()),
        moments=tuple(
            Moment(at=fact.on, title=fact.title, by=staff.named(known, fact.by), text=fact.text)
            for fact in facts
        ),
    )


def _events(file: uuid.UUID) -> Iterable[_Fact]:
    for row in Event.objects.filter(file_id=file):
        yield _Fact(
            on=row.happened_on,
            recorded_at=row.recorded_at,
            title=wording.event(row.kind),
            by=row.recorded_by,
            text=wording.EVENT_SUMMARIES.get(row.kind, ""),
            place=list(EventKind).index(EventKind(row.kind)),
        )


def _links(file: uuid.UUID) -> Iterable[_Fact]:
    for row in Screening.objects.filter(file_id=file).select_related("described"):
        yield _Fact(
            on=row.completed_at.date(),
            recorded_at=row.completed_at,
            title=f"Person {row.described.number} compared with the register",
            by=row.completed_by,
        )
    for link in LinkDecision.objects.filter(file_id=file).select_related("suggestion__described"):
        changed = " (changed)" if link.supersedes_id else ""
        yield _Fact(
            on=link.decided_at.date(),
            recorded_at=link.decided_at,
            title=f"Suggestion for person {link.suggestion.described.number} decided{changed}",
            by=link.decided_by,
            text=wording.ANSWERS[link.answer],
        )


def _assessments(file: uuid.UUID) -> Iterable[_Fact]:
    for row in SeverityAssessment.objects.filter(file_id=file).select_related("allegation"):
        basis = "on the facts alone" if row.basis == "facts" else "with the history"
        changed = " again" if row.supersedes_id else ""
        yield _Fact(
            on=row.decided_at.date(),
            recorded_at=row.decided_at,
            title=f"Severity of allegation {row.allegation.number} assessed{changed} {basis}",
            by=row.decided_by,
            text=wording.LEVELS[row.level],
        )
    for answered in ReferralAssessment.objects.filter(file_id=file):
        text = {True: "Must be referred", False: "Need not be referred", None: "Not known yet"}
        yield _Fact(
            on=answered.decided_at.date(),
            recorded_at=answered.decided_at,
            title="Referral questions answered",
            by=answered.decided_by,
            text=text[answered.is_required],
        )


def _outcomes(file: uuid.UUID) -> Iterable[_Fact]:
    for row in Outcome.objects.filter(file_id=file).select_related("allegation"):
        name, is_proven = wording.result(row.result)
        text = name if is_proven else f"{name} (unproven)"
        changed = " (changed)" if row.supersedes_id else ""
        yield _Fact(
            on=row.decided_on or row.decided_at.date(),
            recorded_at=row.decided_at,
            title=f"Outcome of allegation {row.allegation.number} decided{changed}",
            by=row.decided_by,
            text=text,
        )


def _given(file: uuid.UUID) -> Iterable[_Fact]:
    for row in Grant.objects.filter(file_id=file, role="investigator"):
        day = datetime.datetime.combine(row.granted_on, datetime.time.max, datetime.UTC)
        yield _Fact(
            on=row.granted_on, recorded_at=day, title="Given to an investigator", by=row.account_id
        )
