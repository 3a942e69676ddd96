"""Hands the way to the reporter over from a report to the case that was made of it."""

import datetime
import uuid

from candour.core.keys.box_keys import BoxPlace
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.actions.tell_progress import tell_progress
from candour.intake.models import Correspondent
from candour.law.duties import UPDATE

UPDATE_WITHIN = datetime.timedelta(days=UPDATE.number)


def hand_over(
    *,
    report: uuid.UUID,
    case: uuid.UUID,
    organisation: uuid.UUID,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Make the case's readers the reporter's correspondents; her words open the same mailbox.

    Belongs to its caller's transaction: a case is recorded and its mailbox handed over together.
    """
    demand("intake.hand_over", by=by, at=at, file=case)
    contact = Correspondent.objects.filter(file_id=report).first()
    if contact is None:
        return
    # The key of her mailbox was stamped for the report; only that key goes with her.
    public = keys.own_box(stored=bytes(contact.box_public), place=contact.place())
    place = BoxPlace(file=case, correspondent=contact.id)
    Correspondent.objects.filter(id=contact.id).update(
        file_id=case,
        organisation_id=organisation,
        box_public=keys.stamped_box(public=public, place=place),
    )
    tell_progress(file=case, state="recorded", next_on=at.date() + UPDATE_WITHIN, by=by, at=at)
