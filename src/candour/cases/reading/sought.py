"""What somebody searches for, sealed to the worker: no other part can open it, and it is deleted
as soon as it has been compared with what is hidden from whoever searched.

Every search does the same work and none touches a hidden row, so its time tells nothing.
"""

import datetime
import uuid

from django.conf import settings
from django.db import connection

from candour.core import envelope
from candour.guard.actors import Actor

MOST_LETTERS = 200
_COMPARTMENT = "sought"


def note(*, text: str, by: Actor, at: datetime.datetime) -> None:
    """Keep what was searched for, sealed and padded, until the worker's next round."""
    sought = uuid.uuid4()
    sealed = envelope.seal_item(
        plaintext=text[:MOST_LETTERS].encode(),
        epoch_public=settings.ALARM_PUBLIC,
        context=_context(sought, by.account),
    )
    with connection.cursor() as cursor:
        cursor.execute("select cases.note_search(%s, %s, %s)", [sought, at, sealed])


def opened(*, sought: uuid.UUID, account: uuid.UUID, ciphertext: bytes) -> str | None:
    """Return what was searched for, in the worker's memory; None where nothing can be read."""
    try:
        plain = envelope.open_item(
            blob=ciphertext,
            epoch_private=settings.ALARM_PRIVATE,
            context=_context(sought, account),
        )
    except (envelope.CannotOpen, envelope.UnknownVersion, envelope.BadKey):
        return None
    return plain.decode()


def _context(sought: uuid.UUID, account: uuid.UUID) -> envelope.ItemContext:
    key = envelope.KeyContext(file_id=account, compartment=_COMPARTMENT, epoch=1)
    return envelope.ItemContext(key=key, item_id=sought)
