"""Draws walls anew after people moved: whom a case is near depends on where they serve."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import connection

from candour.access.actions.draw_walls import draw_walls
from candour.guard.actors import Actor

# Whoever is below somebody who moved has a new line of command, too.
_FILES = """
    with recursive moved (person_id) as (
        select unnest(%s::uuid[])
        union
        select posting.person_id
        from people_posting as posting
        join moved on posting.line_manager_id = moved.person_id
    )
    select near.file_id
    from access.files_near(array(select person_id from moved)) as near
    order by near.file_id
"""


def draw_near(*, persons: Iterable[uuid.UUID], by: Actor, at: datetime.datetime) -> int:
    """Draw the walls of every file that these people's postings bear on; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(_FILES, [sorted(persons, key=lambda person: person.bytes)])
        files = [file for (file,) in cursor.fetchall()]
    if files:
        draw_walls(files=files, by=by, at=at)
    return len(files)
