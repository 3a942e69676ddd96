"""Takes a file from somebody who says "I should not be on this case"; nobody asks them why."""

import datetime
import uuid

from django.db import transaction

from candour.access.models import Walled
from candour.cases.impartial import standing
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.permissions import demand


@transaction.atomic
def remove_self(
    *, file: uuid.UUID, vault: Vault | None, by: Actor, at: datetime.datetime
) -> Walled:
    """Take rows, keys and grants of a file from the actor at once, and tell nothing more."""
    demand("cases.remove_self", by=by, at=at, file=file)
    row, gone = standing.leave(file=file, because="removed_self", vault=vault, by=by, at=at)
    entry = leaves.Entry(
        kind="wall",
        what="cases.remove_self",
        file=file,
        why="Should not be on it",
        after=[row],
        gone=gone,
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
