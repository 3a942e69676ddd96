"""Removes drafts that have expired, and writes the others anew: no order of saving stays."""

import datetime

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.permissions import demand


def renew_drafts(*, by: Actor, at: datetime.datetime) -> int:
    """Keep the drafts that can still be opened, in hash order; return how many are kept."""
    demand("intake.seal", by=by, at=at)
    with transaction.atomic(), connection.cursor() as cursor:
        # Whoever saves a draft at this moment waits; nothing slips between reading and emptying.
        cursor.execute("lock table intake_draft in access exclusive mode")
        cursor.execute(
            "select draft_hash, ciphertext, expires_on from intake_draft"
            " where expires_on >= %s order by draft_hash",
            [at.date()],
        )
        kept = cursor.fetchall()
        # Truncating replaces the table's file: neither a dead row nor its date is left.
        cursor.execute("truncate intake_draft")
        cursor.executemany(
            "insert into intake_draft (draft_hash, ciphertext, expires_on) values (%s, %s, %s)",
            kept,
        )
    return len(kept)
