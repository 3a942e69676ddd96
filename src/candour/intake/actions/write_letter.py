"""Writes a letter to a reporter's mailbox: sealed to her and, as a copy, to the file's readers."""

import datetime
import uuid

from django.db import connection

from candour.core import envelope
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.models import SealedItem
from candour.guard.permissions import demand
from candour.intake.mailboxes import letters
from candour.intake.mailboxes.letters import Letter
from candour.intake.models import Correspondent

KIND = "message_out"


def write_letter(
    *, file: uuid.UUID, letter: Letter, by: Actor, at: datetime.datetime
) -> SealedItem | None:
    """Deliver a letter and return the readers' copy; None where the file has no reporter.

    Belongs to its caller's transaction, and the copy to its caller's leaf.
    """
    demand("intake.write_letter", by=by, at=at, file=file)
    contact = Correspondent.objects.filter(file_id=file, is_reachable=True).first()
    if contact is None:
        return None
    place = keys.Place(file=file, organisation=contact.organisation_id)
    sealed = letters.encode(letter)
    copy = keys.seal(place=place, kind=KIND, text=sealed.decode())
    hers = envelope.seal_item(
        plaintext=sealed,
        epoch_public=keys.own_box(stored=bytes(contact.box_public), place=contact.place()),
        context=letters.letter_context(correspondent=contact.id, letter=copy.id),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.deliver(%s, %s, %s, %s)", [contact.id, copy.id, at.date(), hers]
        )
    return copy
