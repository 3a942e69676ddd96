"""Records that a statutory step was taken outside the system, on its own day."""

import datetime
import uuid

from django.db import models, transaction

from candour.cases import steps
from candour.cases.courses import following
from candour.cases.feeds import owing
from candour.cases.models import Event
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.actions.tell_progress import tell_progress
from candour.law.duties import UPDATE
from candour.law.events import EventKind
from candour.law.policies.crime_side import Owed

# Steps that have no page of their own yet; all others are recorded by the action that takes them.
RECORDABLE = (
    EventKind.CALLED_IN,
    EventKind.DELAY_REPORT_SENT,
    EventKind.FINAL_REPORT_SUBMITTED,
    EventKind.REVIEW_APPLIED,
    EventKind.CRIMINAL_OUTCOME_KNOWN,
    EventKind.RECORDED_UNDER_SCHEDULE_3,
)


class NotRecordable(Exception):
    """This step is recorded on its own page."""


class InTheFuture(Exception):
    """The day can't lie in the future."""


@transaction.atomic
def record_event(
    *,
    file: uuid.UUID,
    kind: EventKind,
    happened_on: datetime.date,
    by: Actor,
    at: datetime.datetime,
) -> Event:
    """Add the event; every clock that hangs on it is recomputed."""
    demand("cases.record_event", by=by, at=at, file=file)
    if kind not in RECORDABLE:
        raise NotRecordable
    if happened_on > at.date():
        raise InTheFuture
    case = steps.get_case(file=file)
    (event,) = steps.events(case=case, facts={kind: happened_on}, by=by, at=at)
    after: list[models.Model] = [event]
    if kind is EventKind.CRIMINAL_OUTCOME_KNOWN:
        for person in owing.subjects_of(file=file):
            after += owing.owe(
                case=case, person=person, owed=(Owed.MISCONDUCT,), record=None, by=by, at=at
            )
    if kind is EventKind.REVIEW_APPLIED:
        next_on = at.date() + datetime.timedelta(days=UPDATE.number)
        tell_progress(file=file, state="under_review", next_on=next_on, by=by, at=at)
    if kind in following.OF_EVENTS:
        step = following.OF_EVENTS[kind]
        after += following.followed(case=case, step=step, by=by, at=at, on=happened_on)
    steps.finish(step="cases.record_event", case=case, after=after, by=by, at=at)
    return event
