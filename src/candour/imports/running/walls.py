"""Draws walls anew after people moved: whom a case is near depends on where they serve."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import connection

from candour.access.actions.draw_walls import draw_walls
from candour.guard.actors import Actor

# What an import draws by itself need not wait for the worker's round.
_SETTLED = "delete from access_changedperson where person_id = any(%s)"


def draw_near(*, persons: Iterable[uuid.UUID], by: Actor, at: datetime.datetime) -> int:
    """Draw the walls of every file that these people's postings bear on; return how many."""
    moved = sorted(persons, key=lambda person: person.bytes)
    with connection.cursor() as cursor:
        cursor.execute("select file_id from access.files_changed(%s) order by file_id", [moved])
        files = [file for (file,) in cursor.fetchall()]
        cursor.execute(_SETTLED, [moved])
    if files:
        draw_walls(files=files, by=by, at=at)
    return len(files)
