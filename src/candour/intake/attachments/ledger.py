"""Which sealed files there are until their report is sent: taken note of, removed, forgotten."""

import datetime
import enum

from django.db import connection

from candour.intake.attachments import blobs
from candour.intake.attachments.attached import Attached

# A page lives for hours: this is enough for a file that only a page names.
WAITS = datetime.timedelta(days=2)
# As long as a saved draft that names them, and a little longer.
KEPT = datetime.timedelta(days=32)


class Noted(enum.Enum):
    """What became of a file that was to be kept."""

    KEPT = "kept"
    NO_ROOM = "no_room"
    NOT_YOURS = "not_yours"
    GONE = "gone"


def note(*, attached: Attached, on: datetime.date) -> Noted:
    """Take note of a file that has arrived; what is not kept is gone afterwards."""
    noted = _kept(attached, until=on + WAITS)
    if noted is Noted.NO_ROOM:
        blobs.remove(blob=attached.id)
    if noted is Noted.GONE:
        drop(attached=attached)
    return noted


def keep(*, attached: Attached, on: datetime.date) -> bool:
    """Let a file wait as long as a draft; say whether it is the holder's own and still there."""
    return _kept(attached, until=on + KEPT) is Noted.KEPT


def drop(*, attached: Attached) -> bool:
    """Remove a file that has not been sent; say whether there was one."""
    with connection.cursor() as cursor:
        cursor.execute("select intake.drop_blob(%s, %s)", [attached.id, attached.capability])
        (is_gone,) = cursor.fetchone()
    if is_gone:
        blobs.remove(blob=attached.id)
    return bool(is_gone)


def is_whole(attached: Attached) -> bool:
    """Say whether the sealed bytes of a file are there, all of them."""
    return blobs.stored_size(blob=attached.id) == attached.stored


def _kept(attached: Attached, *, until: datetime.date) -> Noted:
    if not is_whole(attached):
        return Noted.GONE
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.keep_blob(%s, %s, %s, %s, %s)",
            [attached.id, attached.capability, attached.stored, until, blobs.most_unsent()],
        )
        noted = Noted(cursor.fetchone()[0])
    # Looked at again: until it was known, the daily renewal could still have swept it.
    return noted if noted is not Noted.KEPT or is_whole(attached) else Noted.GONE
