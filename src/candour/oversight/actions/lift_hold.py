"""Says that a legal hold may end; it ends once two people have, one of the body that placed it."""

import datetime
import secrets
import uuid

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models.holds import SALT_BYTES, LegalHoldLift
from candour.guard.permissions import demand


class NothingToLift(Exception):
    """There is no such hold, it was lifted already, or you have said so before."""


@transaction.atomic
def lift_hold(
    *, hold: uuid.UUID, reason: str, basis: str, by: Actor, at: datetime.datetime
) -> bool:
    """Keep one person's word that a hold may end; return whether it still stands."""
    demand("oversight.lift_hold", by=by, at=at)
    lift, salt = uuid.uuid4(), secrets.token_bytes(SALT_BYTES)
    with connection.cursor() as cursor:
        cursor.execute(
            "select still_stands, version, image from oversight.lift_hold(%s, %s, %s, %s, %s, %s)",
            [hold, lift, at.date(), reason, basis, salt],
        )
        written = cursor.fetchone()
    if written is None:
        raise NothingToLift
    stands: bool = written[0]
    version, image = written[1:]
    entry = leaves.Entry(
        kind="write",
        what="oversight.lift_hold",
        why="A legal hold is to end" if stands else "A legal hold was lifted",
        detail={"hold": str(hold), "lift": str(lift), "still_stands": stands},
        # The image binds the row; its salt stays there, so that nobody guesses the words.
        images=[(LegalHoldLift._meta.db_table, version, str(lift), bytes(image).hex())],
    )
    leaves.append(entry=entry, by=by, at=at)
    return stands
