"""Ends the numbers that a roster no longer gives to their holders, before others receive them."""

import datetime

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.people import staged, staging
from candour.people.roster import RosterBatch, RosterTally


@transaction.atomic
def end_numbers(*, batch: RosterBatch, by: Actor, at: datetime.datetime) -> RosterTally:
    """End each open number whose holder the batch gives another of its kind, or an end to it."""
    demand("people.end_numbers", by=by, at=at)
    batch_id = staged.put(batch=batch, on=at.date())
    staging.run(staged.SQL / "roster_who.sql")
    staging.run(staged.SQL / "numbers.sql")
    tally = staged.tally()
    if tally.written:
        entry = leaves.Entry(
            kind="batch",
            what="people.end_numbers",
            detail={
                "people_batch": str(batch_id),
                "content": batch.content_hash.hex(),
                "written": dict(tally.written),
            },
        )
        leaves.append(entry=entry, by=by, at=at)
    return tally
