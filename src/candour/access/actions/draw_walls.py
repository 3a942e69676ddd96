"""Draws the walls of files anew, and takes keys from whoever must not hold one any more."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import connection

from candour.access import desks
from candour.guard import files as guard_files
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Place
from candour.guard.log import leaves
from candour.guard.models import FileKey
from candour.guard.permissions import demand


def draw_walls(
    *, files: Sequence[uuid.UUID], by: Actor, at: datetime.datetime
) -> tuple[uuid.UUID, ...]:
    """Compute the walls of these files; return the files that lost a reader.

    A reader who loses a file loses the wraps at once, and a new epoch opens for the others: what is
    sealed from now on was never within reach. Belongs to its caller's transaction.
    """
    demand("access.draw_walls", by=by, at=at)
    guard_files.token()
    with connection.cursor() as cursor:
        cursor.execute(
            "select file_id, account_id from access.compute_walls(%s, %s)",
            [list(files), at.date()],
        )
        lost = sorted({file for file, _ in cursor.fetchall()})
    fresh = [key for file in lost for key in _open_epochs(file, on=at.date())]
    entry = leaves.Entry(
        kind="wall",
        what="access.draw_walls",
        file=files[0] if len(files) == 1 else None,
        why="Walls computed from people",
        detail={"files": len(files), "lost_a_reader": [str(file) for file in lost]},
        after=fresh,
    )
    leaves.append(entry=entry, by=by, at=at)
    return tuple(lost)


def _open_epochs(file: uuid.UUID, *, on: datetime.date) -> list[FileKey]:
    fresh = []
    for key in (
        FileKey.objects.filter(file_id=file)
        .order_by("compartment", "-epoch")
        .distinct("compartment")
    ):
        seats = _remaining(file, key.compartment)
        readers = keys.certified(seats=seats, officers=desks.officers(), on=on)
        place = Place(file=file, organisation=key.organisation_id, compartment=key.compartment)
        fresh.append(keys.open_epoch(place=place, epoch=key.epoch + 1, readers=readers))
    return fresh


def _remaining(file: uuid.UUID, compartment: str) -> list[tuple[uuid.UUID, bytes, object]]:
    """Return who still holds a wrap of this compartment; the walled ones' wraps are gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select account_id, body, signatures from access.remaining_readers(%s, %s)",
            [file, compartment],
        )
        return [(account, bytes(body), signed) for account, body, signed in cursor.fetchall()]
