"""Draws walls on the day that a posting or a tie begins: nobody writes anything on that day."""

import datetime

from django.db import connection

from candour.access.actions.draw_walls import draw_walls
from candour.guard.actors import Actor
from candour.guard.permissions import demand

# A day may be missed, and drawing again changes nothing; a week is more than a holiday's outage.
LOOKED_BACK = datetime.timedelta(days=7)


def redraw_due_walls(
    *, on: datetime.date, by: Actor, at: datetime.datetime, since: datetime.date | None = None
) -> int:
    """Draw the walls of every file near a posting or tie that begins on `on`; return how many.

    Counts what began after `since`, the day of the last run, or within a week where that isn't
    told. Belongs to its caller's transaction.
    """
    demand("access.redraw_due_walls", by=by, at=at)
    first = on - LOOKED_BACK if since is None else min(since, on)
    with connection.cursor() as cursor:
        cursor.execute("select file_id from access.files_due(%s, %s)", [first, on])
        files = [file for (file,) in cursor.fetchall()]
    if files:
        draw_walls(files=files, by=by, at=at)
    return len(files)
