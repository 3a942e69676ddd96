"""Decides the outcome of one allegation, with reasons; a later decision replaces it."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, models, transaction

from candour.cases import screening, steps, words
from candour.cases.actions.assess_severity import ScreeningIncomplete
from candour.cases.courses import following
from candour.cases.models import Allegation, Case, Event, Outcome
from candour.cases.rules import findings, ladder, severity
from candour.core.states import Step
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.events import CaseKind, EventKind
from candour.law.severity import SeverityLevel


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What is decided of an allegation: its result, any sanction, and why."""

    allegation: uuid.UUID
    result: str
    sanction: str
    reason: str


class SeverityMissing(Exception):
    """Assess how serious the allegation is first; some levels need a second person who agrees."""


class SeverityOutdated(Exception):
    """Assess how serious it is again: who the person may be has been looked at since."""


class NotOpen(Exception):
    """This result or sanction isn't open for the allegation as it was assessed."""


class EarlierReportFirst(ScreeningIncomplete):
    """Somebody must hold this case beside an earlier report first. Ask the authority."""


class OriginFirst(ScreeningIncomplete):
    """Say first where the evidence came from, under Retaliation: who obtained it, and why."""


class AnotherTeam(ScreeningIncomplete):
    """You decided in a case that is kept apart from this one. Somebody else decides here."""


# What the database says, in its own words, of a case about somebody who reported.
_KEPT_APART = (
    ("an earlier report is considered first", EarlierReportFirst),
    ("where the evidence came from is said first", OriginFirst),
    ("somebody who decided in the other case", AnotherTeam),
)


@transaction.atomic
def decide_outcome(
    *, file: uuid.UUID, decided: Decided, by: Actor, at: datetime.datetime
) -> Outcome:
    """Record the outcome; once every allegation has one, the case's outcome is decided."""
    demand("cases.decide_outcome", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    allegation = Allegation.objects.get(id=decided.allegation, file_id=file)
    level = _level(case, allegation)
    _demand_allowed(case, decided, level)
    following.demand_checked(
        case=case, allegation=allegation, result=decided.result, level=level, by=by
    )
    ladder.demand_reason(person=allegation.subject_id, file=file, sanction=decided.sanction)
    item = words.seal_reason(case=case, text=decided.reason)
    outcome = Outcome(
        file_id=file,
        organisation_id=case.organisation_id,
        allegation=allegation,
        result=decided.result,
        sanction=decided.sanction,
        decided_on=at.date(),
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
        supersedes=Outcome.objects.filter(
            allegation=allegation, superseded_by__isnull=True
        ).first(),
    )
    _write(outcome)
    after: list[models.Model] = [item, outcome]
    if outcome.supersedes is None and not _undecided(case):
        facts = {EventKind.OUTCOME_DECIDED: at.date()}
        after += steps.events(case=case, facts=facts, by=by, at=at)
    if not _undecided(case):
        after += following.followed(case=case, step=Step.DECIDE_OUTCOME, by=by, at=at)
    steps.finish(step="cases.decide_outcome", case=case, after=after, by=by, at=at)
    return outcome


def _write(outcome: Outcome) -> None:
    try:
        with transaction.atomic():
            Outcome.objects.bulk_create([outcome])
    except IntegrityError as error:
        found = (refusal for said, refusal in _KEPT_APART if said in str(error))
        raise next(found, ScreeningIncomplete) from None


def _undecided(case: Case) -> bool:
    decided = Outcome.objects.filter(file_id=case.file_id).values("allegation_id")
    return Allegation.objects.filter(file_id=case.file_id).exclude(id__in=decided).exists()


def _demand_allowed(case: Case, decided: Decided, level: SeverityLevel) -> None:
    under_schedule_3 = Event.objects.filter(
        file_id=case.file_id, kind=EventKind.RECORDED_UNDER_SCHEDULE_3.value
    )
    allowed = findings.results(
        kind=CaseKind(case.kind), is_under_schedule_3=under_schedule_3.exists(), level=level
    )
    if decided.result not in {row.code for row in allowed}:
        raise NotOpen
    opened = {row.code for row in findings.sanctions(result=decided.result)}
    if decided.sanction and decided.sanction not in opened:
        raise NotOpen


def _level(case: Case, allegation: Allegation) -> SeverityLevel:
    """Return the level that stands, assessed by everyone it needs on what is known by now."""
    standing = severity.standings(file=case.file_id)[allegation.id]
    if standing.level is None:
        raise SeverityMissing
    if allegation.described_id is None:
        return standing.level
    changed = screening.last_change(described=allegation.described_id)
    if changed is None:
        return standing.level
    level = severity.since(standing=standing, at=changed).level
    if level is None:
        raise SeverityOutdated
    return level
