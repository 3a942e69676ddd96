"""Removes what expired drafts held, and writes all drafts anew: no order of saving stays."""

import datetime

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.drafts import REMEMBERED


def renew_drafts(*, by: Actor, at: datetime.datetime) -> int:
    """Keep the drafts that can still be opened, in hash order; return how many are kept.

    Of one that has expired only the day stays, for a month, so that its words can be told.
    """
    demand("intake.seal", by=by, at=at)
    today = at.date()
    with transaction.atomic(), connection.cursor() as cursor:
        # Whoever saves a draft at this moment waits; nothing slips between reading and emptying.
        cursor.execute("lock table intake_draft in access exclusive mode")
        cursor.execute(
            "select draft_hash, case when expires_on >= %s then ciphertext else ''::bytea end,"
            " expires_on from intake_draft where expires_on >= %s order by draft_hash",
            [today, today - REMEMBERED],
        )
        kept = cursor.fetchall()
        # Truncating replaces the table's file: neither a dead row nor its date is left.
        cursor.execute("truncate intake_draft")
        cursor.executemany(
            "insert into intake_draft (draft_hash, ciphertext, expires_on) values (%s, %s, %s)",
            kept,
        )
    return sum(expires_on >= today for _, _, expires_on in kept)
