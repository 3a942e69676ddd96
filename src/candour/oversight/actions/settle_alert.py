"""Settles an alert: an overseer says what became of it, with reasons."""

import datetime
import uuid

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand


class NothingToSettle(Exception):
    """This alert has been settled already, or there is none."""


@transaction.atomic
def settle_alert(*, alert: uuid.UUID, reason: str, by: Actor, at: datetime.datetime) -> uuid.UUID:
    """Keep what an overseer says of an alert; what is still wrong is found again the next night."""
    demand("oversight.settle_alert", by=by, at=at)
    settlement = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "select oversight.settle(%s, %s, %s, %s)", [alert, settlement, at.date(), reason]
        )
        if not cursor.fetchone()[0]:
            raise NothingToSettle
    entry = leaves.Entry(
        kind="write",
        what="oversight.settle_alert",
        why="An alert was settled",
        detail={"alert": str(alert), "settlement": str(settlement)},
    )
    leaves.append(entry=entry, by=by, at=at)
    return settlement
