"""Seals the day's submissions: leaves in hash order among covers, rows rewritten, released."""

import dataclasses
import datetime
import secrets
import uuid

from django.db import connection, transaction

from candour.core import merkle, receipts
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand

# The number of leaves a sealing adds is a multiple of this, whatever came in.
MULTIPLE = 16


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """How much a sealing released, and how many leaves cover it."""

    reports: int
    letters: int
    covers: int


def seal_submissions(*, by: Actor, at: datetime.datetime) -> Sealed:
    """Release everything staged, in an order that says nothing about when it came."""
    demand("intake.seal", by=by, at=at)
    if not _anything_staged():
        return Sealed(reports=0, letters=0, covers=0)
    with transaction.atomic(), connection.cursor() as cursor:
        # Whoever sends a report at this moment waits; nothing slips between reading and emptying.
        cursor.execute("lock table intake_staged, intake_stagedletter in access exclusive mode")
        cursor.execute(
            "select mailbox_hash, leaf_body, day, package ->> 'file'"
            " from intake_staged order by leaf_hash"
        )
        reports = [(bytes(box), bytes(body), day, file) for box, body, day, file in cursor]
        cursor.execute("select id from intake_stagedletter order by day, id")
        letters = [letter for (letter,) in cursor]
        covers = _store_leaves([(body, day) for _, body, day, _ in reports])
        for box, _, _, _ in reports:
            cursor.execute("select intake.release(%s)", [box])
        for letter in letters:
            cursor.execute("select intake.release_letter(%s)", [letter])
        files = [uuid.UUID(file) for *_, file in reports if file is not None]
        cursor.execute("select intake.log_released(%s, %s, %s)", [files, letters, at.date()])
        # Truncating replaces the table's file: no dead row is left to tell the order of arrival.
        cursor.execute("truncate intake_staged, intake_stagedletter")
    return Sealed(reports=len(reports), letters=len(letters), covers=covers)


def _anything_staged() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from intake_staged) or exists (select from intake_stagedletter)"
        )
        return bool(cursor.fetchone()[0])


def _store_leaves(reports: list[tuple[bytes, datetime.date]]) -> int:
    """Store the reports' leaves among cover leaves, in hash order; return how many are covers.

    A cover bears the day of one of the reports: that of the sealing would give it away.
    """
    days = [day for _, day in reports]
    covers = [receipts.cover_leaf(day=secrets.choice(days)) for _ in range(-len(days) % MULTIPLE)]
    bodies = [*(body for body, _ in reports), *covers]
    for body in sorted(bodies, key=merkle.leaf_hash):
        leaves.store(leaf_id=uuid.uuid4(), body=body)
    return len(covers)
