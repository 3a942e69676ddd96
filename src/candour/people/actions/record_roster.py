"""Brings a batch of a roster onto the register: persons, names, numbers, service, postings."""

import datetime

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.people import staged, staging
from candour.people.roster import RosterBatch, RosterTally

_SCRIPTS = (
    "roster_who.sql", "roster_persons.sql", "roster_facts.sql", "roster_courses.sql",
    "roster_postings.sql",
)  # fmt: skip


@transaction.atomic
def record_roster(*, batch: RosterBatch, by: Actor, at: datetime.datetime) -> RosterTally:
    """Write what differs from the register, in sets; one leaf commits to source and counts.

    The same batch a second time writes nothing and leaves no leaf. The caller draws the walls of
    the files near those who moved, in the same transaction.
    """
    demand("people.record_roster", by=by, at=at)
    batch_id = staged.put(batch=batch, on=at.date())
    for script in _SCRIPTS:
        staging.run(staged.SQL / script)
    tally = staged.tally()
    if tally.written:
        entry = leaves.Entry(
            kind="batch",
            what="people.record_roster",
            detail={
                "people_batch": str(batch_id),
                "content": batch.content_hash.hex(),
                "written": dict(tally.written),
            },
        )
        leaves.append(entry=entry, by=by, at=at)
    return tally
