"""Closes a case once the outcome of every allegation has been told."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.courses import following
from candour.cases.models import Case, Event
from candour.cases.reading import heads
from candour.core.states import Step
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.actions.tell_progress import tell_progress
from candour.intake.models import Correspondent
from candour.law.events import EventKind


class OutcomeNotTold(Exception):
    """Decide and tell the outcome before closing the case."""


class MisconductNotDecided(Exception):
    """A criminal outcome ends nothing here. Take the misconduct question up, then decide anew."""


class SupervisorsUndecided(Exception):
    """A supervisor who knew has no decision yet. The authority decides first, under Supervisors."""


class AlreadyClosed(Exception):
    """This case has been closed before."""


@transaction.atomic
def close_case(*, file: uuid.UUID, reason: str, by: Actor, at: datetime.datetime) -> Case:
    """Close the case on this day; its clocks stop."""
    demand("cases.close", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if not heads.is_open(case):
        raise AlreadyClosed
    told = set(Event.objects.filter(file_id=file).values_list("kind", flat=True))
    has_reporter = Correspondent.objects.filter(file_id=file, is_reachable=True).exists()
    needed = EventKind.OUTCOME_NOTIFIED if has_reporter else EventKind.OUTCOME_DECIDED
    if needed.value not in told:
        raise OutcomeNotTold
    following.demand_over(case=case, on=at.date())
    item = words.seal_reason(case=case, text=reason)
    try:
        with transaction.atomic():
            Case.objects.filter(file_id=file).update(closed_on=at.date())
    except IntegrityError as error:
        if "has no outcome" in str(error):
            raise OutcomeNotTold from None
        if "supervisor who knew" in str(error):
            raise SupervisorsUndecided from None
        # The database asks of every criminal outcome for a misconduct decision after it.
        if "criminal outcome" not in str(error):
            raise
        raise MisconductNotDecided from None
    case.closed_on = at.date()
    facts = {EventKind.CLOSED: at.date()}
    events = steps.events(case=case, facts=facts, by=by, at=at, item=item)
    tell_progress(file=file, state="closed", next_on=None, by=by, at=at)
    followed = following.followed(case=case, step=Step.FINALISE, by=by, at=at)
    after = [case, item, *events, *followed]
    steps.finish(step="cases.close", case=case, after=after, by=by, at=at)
    return case
