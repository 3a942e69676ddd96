"""Puts what followed a report to a named person, each thing once; it never says why it was done."""

import datetime
import uuid
from collections import defaultdict

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.patterns.models import Proposal
from candour.patterns.retaliation import followed
from candour.patterns.retaliation.followed import Found

STEP = "patterns.propose_retaliation"


@transaction.atomic
def propose_retaliation(*, by: Actor, at: datetime.datetime) -> int:
    """Propose what is new; return how many there were. Doing it twice changes nothing."""
    demand("patterns.propose_retaliation", by=by, at=at)
    with connection.cursor() as cursor:
        # Two rounds at once would propose the same twice.
        cursor.execute("select pg_advisory_xact_lock(hashtext('patterns.propose_retaliation'))")
    known = followed.marked()
    if not known:
        return 0
    put = set(Proposal.objects.values_list("reporter_id", "later_file_id", "event_id"))
    found = [*followed.matters(known=known), *followed.hr_events(known=known)]
    new = [one for one in found if (one.reporter.id, one.later_file, one.event) not in put]
    rows = [_row(one, at) for one in new]
    Proposal.objects.bulk_create(rows)
    by_file: dict[uuid.UUID, list[Proposal]] = defaultdict(list)
    for row in rows:
        by_file[row.file_id].append(row)
    for file, proposed in by_file.items():
        entry = leaves.Entry(
            kind="write",
            what=STEP,
            file=file,
            why="Something followed a report",
            after=proposed,
        )
        leaves.append(entry=entry, by=by, at=at)
    return len(rows)


def _row(one: Found, at: datetime.datetime) -> Proposal:
    return Proposal(
        file_id=one.reporter.file_id,
        organisation_id=one.reporter.organisation_id,
        reporter=one.reporter,
        kind="counter" if one.later_file else "hr",
        later_file_id=one.later_file,
        event_id=one.event,
        what=one.what,
        happened_on=one.on,
        because=[because.value for because in one.because],
        found_at=at,
        knower_id=one.reporter.knower_id,
    )
