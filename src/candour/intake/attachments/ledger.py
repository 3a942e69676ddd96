"""Which sealed files there are until their report is sent: taken note of, removed, forgotten."""

import datetime

from django.db import connection

from candour.intake.attachments import blobs
from candour.intake.attachments.attached import Attached

# As long as a saved draft that names them, and a little longer.
KEPT = datetime.timedelta(days=32)


def keep(*, attached: Attached, on: datetime.date) -> bool:
    """Take note of a file that has arrived; say whether it is the holder's own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.keep_blob(%s, %s, %s, %s)",
            [attached.id, attached.capability, attached.stored, on + KEPT],
        )
        return bool(cursor.fetchone()[0])


def drop(*, attached: Attached) -> bool:
    """Remove a file that has not been sent; say whether there was one."""
    with connection.cursor() as cursor:
        cursor.execute("select intake.drop_blob(%s, %s)", [attached.id, attached.capability])
        (is_gone,) = cursor.fetchone()
    if is_gone:
        blobs.remove(blob=attached.id)
    return bool(is_gone)
