"""Writes to the reporter's mailbox: sealed to her and, as a copy, to the case's readers."""

import datetime
import uuid

from django.db import models, transaction

from candour.cases import steps
from candour.cases.courses import following, reviewing
from candour.cases.models import Case, Event
from candour.core.states import Step
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.actions.tell_progress import tell_progress
from candour.intake.actions.write_letter import write_letter
from candour.intake.mailboxes.letters import MESSAGE, OUTCOME, UPDATE, Letter
from candour.law.duties import UPDATE as UPDATE_DUTY
from candour.law.events import EventKind

UPDATE_WITHIN = datetime.timedelta(days=UPDATE_DUTY.number)
# What a letter counts as, for the clocks: news of progress, a written answer to a concern of
# several people, or the outcome with its rights.
COUNTS = {
    "message": (),
    "update": (EventKind.UPDATE_SENT,),
    "answer": (EventKind.UPDATE_SENT, EventKind.ANSWERED_IN_WRITING),
    "outcome": (EventKind.OUTCOME_NOTIFIED,),
}
_STEPS = {"update": Step.UPDATE_REPORTER, "outcome": Step.NOTIFY_OUTCOME}
# How the mailbox shows it.
KINDS = {"update": UPDATE, "answer": UPDATE, "outcome": OUTCOME}


class NoReporter(Exception):
    """This case has no reporter who could be written to."""


class NothingDecided(Exception):
    """Decide the outcome of every allegation before telling it."""


@transaction.atomic
def write_to_reporter(
    *, file: uuid.UUID, text: str, counts_as: str, by: Actor, at: datetime.datetime
) -> uuid.UUID:
    """Deliver a letter and record what it counts as; return its id."""
    demand("cases.write_to_reporter", by=by, at=at, file=file)
    if counts_as == "outcome":
        demand("cases.notify_outcome", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if counts_as == "outcome" and not _is_decided(case):
        raise NothingDecided
    letter = Letter(text=text, kind=KINDS.get(counts_as, MESSAGE))
    copy = write_letter(file=file, letter=letter, by=by, at=at)
    if copy is None:
        raise NoReporter
    facts = dict.fromkeys(COUNTS[counts_as], at.date())
    if counts_as == "outcome" and reviewing.offered(file=file, told_on=at.date()) is not None:
        facts[EventKind.REVIEW_INFORMATION_GIVEN] = at.date()
    events: list[models.Model] = list(steps.events(case=case, facts=facts, by=by, at=at))
    if counts_as != "message":
        # News moves the day by which the next is due, whatever the state is.
        state = "outcome_given" if counts_as == "outcome" else ""
        next_on = at.date() + UPDATE_WITHIN
        tell_progress(file=file, state=state, next_on=next_on, by=by, at=at)
    detail = {"recipients": ["reporter"]}
    after = [copy, *events]
    if counts_as in _STEPS:
        after += following.followed(case=case, step=_STEPS[counts_as], by=by, at=at)
    steps.finish(
        step="cases.write_to_reporter", case=case, after=after, by=by, at=at, detail=detail
    )
    return copy.id


def _is_decided(case: Case) -> bool:
    return Event.objects.filter(file_id=case.file_id, kind=EventKind.OUTCOME_DECIDED.value).exists()
