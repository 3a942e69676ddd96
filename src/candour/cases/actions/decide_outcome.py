"""Decides the outcome of one allegation, with reasons; a later decision replaces it."""

import dataclasses
import datetime
import uuid

from django.db import models, transaction

from candour.cases import steps, words
from candour.cases.models import Allegation, Case, Event, Outcome
from candour.cases.rules import findings, severity
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.events import CaseKind, EventKind


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What is decided of an allegation: its result, any sanction, and why."""

    allegation: uuid.UUID
    result: str
    sanction: str
    reason: str


class SeverityMissing(Exception):
    """Assess how serious the allegation is first; some levels need a second person who agrees."""


class NotOpen(Exception):
    """This result or sanction isn't open for the allegation as it was assessed."""


@transaction.atomic
def decide_outcome(
    *, file: uuid.UUID, decided: Decided, by: Actor, at: datetime.datetime
) -> Outcome:
    """Record the outcome; once every allegation has one, the case's outcome is decided."""
    demand("cases.decide_outcome", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    allegation = Allegation.objects.get(id=decided.allegation, file_id=file)
    _demand_allowed(case, allegation, decided)
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
    Outcome.objects.bulk_create([outcome])
    after: list[models.Model] = [item, outcome]
    if outcome.supersedes is None and not _undecided(case):
        facts = {EventKind.OUTCOME_DECIDED: at.date()}
        after += steps.events(case=case, facts=facts, by=by, at=at)
    steps.finish(step="cases.decide_outcome", case=case, after=after, by=by, at=at)
    return outcome


def _undecided(case: Case) -> bool:
    decided = Outcome.objects.filter(file_id=case.file_id).values("allegation_id")
    return Allegation.objects.filter(file_id=case.file_id).exclude(id__in=decided).exists()


def _demand_allowed(case: Case, allegation: Allegation, decided: Decided) -> None:
    level = severity.standings(file=case.file_id)[allegation.id].level
    if level is None:
        raise SeverityMissing
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
