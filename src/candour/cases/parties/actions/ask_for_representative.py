"""A subject asks from their seat for a representative; the answer is the same whatever follows."""

import datetime
import uuid

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand


@transaction.atomic
def ask_for_representative(
    *, reference: str, account: uuid.UUID, by: Actor, at: datetime.datetime
) -> None:
    """Put the request to those who handle the case; nothing tells whether it can be granted."""
    demand("cases.ask_for_representative", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select cases.ask_for_representative(%s, %s, %s)", [reference, account, at])
    entry = leaves.Entry(
        kind="write",
        what="cases.ask_for_representative",
        why="Asked for a representative",
        detail={"account": str(account)},
    )
    leaves.append(entry=entry, by=by, at=at)
