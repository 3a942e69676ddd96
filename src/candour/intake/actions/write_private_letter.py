"""Writes a letter that its reporter alone can read: no copy is kept for the file's readers."""

import datetime
import uuid

from django.db import connection

from candour.core import envelope
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.mailboxes import letters
from candour.intake.mailboxes.letters import Letter
from candour.intake.models import Correspondent


def write_private_letter(
    *, file: uuid.UUID, correspondent: uuid.UUID, text: str, by: Actor, at: datetime.datetime
) -> uuid.UUID | None:
    """Deliver a letter to one reporter of a file; None where she can't be written to.

    Belongs to its caller's transaction. The readers of the file see that there is a letter.
    """
    demand("intake.write_letter", by=by, at=at, file=file)
    contact = Correspondent.objects.filter(
        id=correspondent, file_id=file, is_reachable=True
    ).first()
    if contact is None:
        return None
    letter = uuid.uuid4()
    sealed = envelope.seal_item(
        plaintext=letters.encode(Letter(text=text)),
        epoch_public=keys.own_box(stored=bytes(contact.box_public), place=contact.place()),
        context=letters.letter_context(correspondent=contact.id, letter=letter),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.deliver(%s, %s, %s, %s)", [contact.id, letter, at.date(), sealed]
        )
    return letter
