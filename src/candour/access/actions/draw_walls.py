"""Draws the walls of files anew, and takes keys from whoever must not hold one any more."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import connection

from candour.access.actions import await_keys
from candour.access.actions.keep_readers import keep_readers
from candour.access.models import Drawn
from candour.guard import files as guard_files
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import KeyShare
from candour.guard.permissions import demand

# What an import draws takes several leaves, each of a size that can still be read.
MOST_IN_A_LEAF = 2_000


def draw_walls(
    *, files: Sequence[uuid.UUID], by: Actor, at: datetime.datetime, vault: Vault | None = None
) -> tuple[uuid.UUID, ...]:
    """Compute the walls of these files; return the files that took keys from a reader.

    Whoever a wall keeps out sees nothing at once and loses the wraps, and a new epoch opens for the
    others. Where too few would be left, clean readers are named first if `vault` can give them the
    keys; if not, the wraps stay where they are, useless behind the wall, and the leaf says so.
    Whoever is clean again waits for the keys. Belongs to its caller's transaction.
    """
    demand("access.draw_walls", by=by, at=at)
    guard_files.token()
    waited = await_keys.waits_in(files=files)
    with connection.cursor() as cursor:
        cursor.execute(
            "select file_id, account_id from access.compute_walls(%s, %s)",
            [list(files), at.date()],
        )
        closer = {file for file, _ in cursor.fetchall()}
        cursor.execute("select share_id, file_id from access.drop_shares(%s)", [list(files)])
        dropped = cursor.fetchall()
    back = await_keys.await_keys(files=files, before=waited, by=by, at=at)
    # A custodian whom a wall keeps out gives back her share, and what comes next is split anew.
    lost = sorted(closer | {file for _, file in dropped})
    kept = {file: keep_readers(file=file, vault=vault, by=by, at=at) for file in lost}
    taken = tuple(file for file in lost if not kept[file].is_held_back)
    entry = leaves.Entry(
        kind="wall",
        what="access.draw_walls",
        file=files[0] if len(files) == 1 else None,
        why="Walls computed from people",
        detail={
            "files": len(files),
            "held_back": [str(file) for file in lost if kept[file].is_held_back],
            "lost_a_reader": [str(file) for file in taken if file in closer],
            "custody": {str(file): kept[file].custody for file in taken},
        },
        after=[
            *[row for file in lost for row in kept[file].written],
            *back,
            *drawn(files=files[:MOST_IN_A_LEAF]),
        ],
        gone=[KeyShare(id=share) for share, _ in dropped],
    )
    leaves.append(entry=entry, by=by, at=at)
    for start in range(MOST_IN_A_LEAF, len(files), MOST_IN_A_LEAF):
        rows = drawn(files=files[start : start + MOST_IN_A_LEAF])
        more = leaves.Entry(kind="wall", what="access.draw_walls", after=rows)
        leaves.append(entry=more, by=by, at=at)
    return taken


def drawn(*, files: Sequence[uuid.UUID]) -> list[Drawn]:
    """Return what stands round these files, for a leaf to commit to; part of drawing walls."""
    return [Drawn(id=file) for file in dict.fromkeys(files)]
