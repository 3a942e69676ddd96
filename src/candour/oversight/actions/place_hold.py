"""Places a legal hold: nothing that it covers is erased until two people outside lift it."""

import datetime
import secrets
import uuid
from dataclasses import dataclass

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models.holds import SALT_BYTES, LegalHold
from candour.guard.permissions import demand


class NothingToHold(Exception):
    """There is no such case or force that your body oversees from outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is held and why: a case by its reference, or a force from one day on.

    until_on: the last day, None for whatever still comes in.
    """

    reason: str
    basis: str
    reference: str = ""
    force: uuid.UUID | None = None
    from_on: datetime.date | None = None
    until_on: datetime.date | None = None


@transaction.atomic
def place_hold(*, wish: Wish, by: Actor, at: datetime.datetime) -> uuid.UUID:
    """Place a hold; raise NothingToHold alike for what is hidden, absent or the own body's."""
    demand("oversight.place_hold", by=by, at=at)
    hold, salt = uuid.uuid4(), secrets.token_bytes(SALT_BYTES)
    with connection.cursor() as cursor:
        cursor.execute(
            "select version, image from oversight.place_hold(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                hold, wish.reference, wish.force, wish.from_on, wish.until_on, at.date(),
                wish.reason, wish.basis, salt,
            ],
        )  # fmt: skip
        written = cursor.fetchone()
    if written is None:
        raise NothingToHold
    version, image = written
    entry = leaves.Entry(
        kind="write",
        what="oversight.place_hold",
        why="A legal hold was placed",
        detail={"hold": str(hold)},
        # Which case it is stands in no leaf that others may read; the image binds the row, and
        # its salt, which stays there, keeps anybody from guessing the words.
        images=[(LegalHold._meta.db_table, version, str(hold), bytes(image).hex())],
    )
    leaves.append(entry=entry, by=by, at=at)
    return hold
