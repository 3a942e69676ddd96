"""Puts up a wall that somebody decided on, and takes a file from whoever should not be on it."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import connection

from candour.access.actions.draw_walls import draw_walls
from candour.access.models import Walled
from candour.cases import twins
from candour.guard import files as guard_files
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import File, Grant


def opened(*, file: uuid.UUID) -> list[uuid.UUID]:
    """Return a file and its report or case, open so that this transaction may write of them."""
    guard_files.open_again(file=file)
    return twins.files_of(file=file)


def organisation(*, file: uuid.UUID) -> uuid.UUID:
    """Return whose file it is."""
    return File.objects.values_list("organisation_id", flat=True).get(id=file)


def put_up(*, files: Sequence[uuid.UUID], account: uuid.UUID, because: str) -> None:
    """Put the wall up on these files; it counts at once."""
    with connection.cursor() as cursor:
        for one in files:
            cursor.execute("select access.wall_off(%s, %s, %s)", [one, [account], because])


def leave(
    *, file: uuid.UUID, because: str, vault: Vault | None, by: Actor, at: datetime.datetime
) -> tuple[Walled, list[Grant]]:
    """Take a file, its keys and its grants from the actor; part of a step that was demanded.

    Others are named first if the actor's vault can give them the keys; the last reader's wraps stay
    where they are, useless behind the wall.
    """
    files = opened(file=file)
    row = Walled(
        file_id=file,
        organisation_id=organisation(file=file),
        account_id=by.account,
        because=because,
        made_at=at,
        made_by=by.account,
    )
    Walled.objects.bulk_create([row])
    put_up(files=files, account=by.account, because=because)
    draw_walls(files=files, by=by, at=at, vault=vault)
    gone = list(Grant.objects.filter(file_id__in=files, account_id=by.account).order_by("id"))
    Grant.objects.filter(id__in=[grant.id for grant in gone]).delete()
    return row, gone
