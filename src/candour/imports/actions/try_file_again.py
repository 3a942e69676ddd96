"""Lets a file of the case system that was put aside be tried again, as it lies there."""

import datetime
import uuid

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand


class NotPutAside(Exception):
    """This file is not put aside any more."""


@transaction.atomic
def try_file_again(*, which: uuid.UUID, by: Actor, at: datetime.datetime) -> None:
    """Let the next round of the worker try it; a changed file needs nobody to say so."""
    demand("imports.try_file_again", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select imports.try_again(%s)", [which])
        (is_there,) = cursor.fetchone()
    if not is_there:
        raise NotPutAside
    entry = leaves.Entry(
        kind="write",
        what="imports.try_file_again",
        why="A file that was put aside is tried again",
        detail={"file": str(which)},
    )
    leaves.append(entry=entry, by=by, at=at)
