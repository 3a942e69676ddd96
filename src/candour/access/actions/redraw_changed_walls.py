"""Draws the walls that a change of posting, tie, course or account bears on, within a minute."""

import dataclasses
import datetime

from django.db import connection, transaction

from candour.access.actions.draw_walls import draw_walls
from candour.access.models import ChangedPerson, DueFile
from candour.guard.actors import Actor
from candour.guard.permissions import demand

# So much in one round; what a big import changed takes several, and the rest goes on meanwhile.
MOST_PERSONS = 500
MOST_FILES = 500


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Redrawn:
    """How many files were drawn, and how many people and files still wait."""

    drawn: int
    persons_waiting: int
    files_waiting: int


def redraw_changed_walls(*, by: Actor, at: datetime.datetime) -> Redrawn:
    """Draw the walls of files near people about whom something changed, a bounded number.

    What a round takes and draws is one transaction: whatever stops it, the next begins again.
    """
    demand("access.redraw_changed_walls", by=by, at=at)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "select file_id from access.take_due_files(%s, %s)", [MOST_PERSONS, MOST_FILES]
            )
            files = [file for (file,) in cursor.fetchall()]
        if files:
            draw_walls(files=files, by=by, at=at)
    return Redrawn(
        drawn=len(files),
        persons_waiting=ChangedPerson.objects.count(),
        files_waiting=DueFile.objects.values("file_id").distinct().count(),
    )


def is_owed() -> bool:
    """Say whether any change waits; part of every round."""
    return ChangedPerson.objects.exists() or DueFile.objects.exists()
