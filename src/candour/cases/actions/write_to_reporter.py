"""Writes to the reporter's mailbox: sealed to her and, as a copy, to the case's readers."""

import datetime
import uuid

from django.db import connection, models, transaction

from candour.cases import steps, words
from candour.cases.models import Case, Event
from candour.cases.reading import heads
from candour.cases.rules import review
from candour.core import envelope
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.actions.tell_progress import tell_progress
from candour.intake.mailboxes import letter_context
from candour.intake.models import Correspondent
from candour.law.events import EventKind

UPDATE_WITHIN = datetime.timedelta(days=28)
# What a letter counts as, for the clocks: news of progress, or the outcome with its rights.
COUNTS = {
    "message": (),
    "update": (EventKind.UPDATE_SENT,),
    "outcome": (EventKind.OUTCOME_NOTIFIED,),
}


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
    contact = Correspondent.objects.filter(file_id=file).first()
    if contact is None:
        raise NoReporter
    if counts_as == "outcome" and not _is_decided(case):
        raise NothingDecided
    place = words.narrative(file, case.organisation_id)
    copy = keys.seal(place=place, kind="message_out", text=text)
    _deliver(contact, copy.id, text, on=at.date())
    facts = dict.fromkeys(COUNTS[counts_as], at.date())
    if counts_as == "outcome" and _has_right(case, by=by, on=at.date()):
        facts[EventKind.REVIEW_INFORMATION_GIVEN] = at.date()
    events: list[models.Model] = list(steps.events(case=case, facts=facts, by=by, at=at))
    if counts_as == "outcome":
        tell_progress(file=file, state="outcome_given", next_on=at.date() + UPDATE_WITHIN,
                      by=by, at=at)  # fmt: skip
    detail = {"recipients": ["reporter"]}
    after = [copy, *events]
    steps.finish(
        step="cases.write_to_reporter", case=case, after=after, by=by, at=at, detail=detail
    )
    return copy.id


def _deliver(contact: Correspondent, letter: uuid.UUID, text: str, *, on: datetime.date) -> None:
    sealed = envelope.seal_item(
        plaintext=text.encode(),
        epoch_public=bytes(contact.box_public),
        context=letter_context(correspondent=contact.id, letter=letter),
    )
    with connection.cursor() as cursor:
        cursor.execute("select intake.deliver(%s, %s, %s, %s)", [contact.id, letter, on, sealed])


def _has_right(case: Case, *, by: Actor, on: datetime.date) -> bool:
    """Say whether the letter tells of a right to a review; without one no window opens."""
    head = heads.read(file=case.file_id, by=by, on=on)
    return review.right_of(head=head, told_on=on) is not None


def _is_decided(case: Case) -> bool:
    return Event.objects.filter(file_id=case.file_id, kind=EventKind.OUTCOME_DECIDED.value).exists()
