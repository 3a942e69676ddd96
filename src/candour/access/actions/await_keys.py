"""Whoever is clean again once a wall has fallen: granted the file, and waiting for its keys."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import connection, models

from candour.guard import files as guard_files
from candour.guard.actors import Actor
from candour.guard.models import Grant, KeyWait
from candour.guard.permissions import demand


def waits_in(*, files: Sequence[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return the waits for keys that there are in these files; part of drawing walls."""
    with connection.cursor() as cursor:
        cursor.execute("select wait_id from access.waits_in(%s)", [list(files)])
        return frozenset(wait for (wait,) in cursor.fetchall())


def await_keys(
    *, files: Sequence[uuid.UUID], before: frozenset[uuid.UUID], by: Actor, at: datetime.datetime
) -> list[models.Model]:
    """Grant files to those who wait for their keys since walls fell; return what was written.

    Nobody who draws walls holds their keys: a reader with an open vault gives them. Permitted to
    whoever draws walls. Belongs to its caller's transaction and leaf.
    """
    demand("access.draw_walls", by=by, at=at)
    fresh = waits_in(files=files) - before
    if not fresh:
        return []
    waits = list(KeyWait.objects.filter(id__in=fresh).order_by("id"))
    # Those who were granted the file before have kept their old grant, and the new one isn't there.
    made = [
        grant.id
        for file, organisation in {(one.file_id, one.organisation_id) for one in waits}
        for grant in guard_files.grant(
            file=file,
            organisation=organisation,
            accounts={one.account_id for one in waits if one.file_id == file},
            role="reader",
            on=at.date(),
        )
    ]
    return [*waits, *Grant.objects.filter(id__in=made).order_by("id")]
