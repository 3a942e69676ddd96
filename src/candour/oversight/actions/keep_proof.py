"""Keeps what a proof of the receipts looked at, and alerts overseers to what it found."""

import datetime

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.oversight.models import Alert, Proof
from candour.oversight.proving import Fault, Proved, alert_of, unknown

# As many as somebody can go through; the number of the others is an alert of its own.
MOST = 100
# What nobody but an intruder brings about stands before what a reader's leaving does.
_FIRST = ("row", "log")


@transaction.atomic
def keep_proof(*, proved: Proved, by: Actor, at: datetime.datetime) -> int:
    """Raise an alert for everything found that is not an open alert yet; return how many."""
    demand("oversight.keep_proof", by=by, at=at)
    proof = Proof(
        proved_on=at.date(),
        receipts=proved.receipts,
        rows=proved.rows,
        leaves=proved.leaves,
        findings=len(proved.faults),
    )
    alerts = [alert_of(fault, on=at.date()) for fault in _new(proved)]
    Proof.objects.bulk_create([proof])
    Alert.objects.bulk_create(alerts)
    entry = leaves.Entry(
        kind="write",
        what="oversight.keep_proof",
        why="The receipts and the log were proved",
        detail={"findings": proof.findings, "receipts": proof.receipts},
        after=[proof, *alerts],
    )
    leaves.append(entry=entry, by=by, at=at)
    return len(alerts)


def _new(proved: Proved) -> list[Fault]:
    ordered = sorted(unknown(proved.faults), key=lambda one: one.kind not in _FIRST)
    more = len(ordered) - MOST
    # Told by its number: as long as it grows, or falls, it is another finding.
    surplus = Fault(kind="more", place=f"more {more}", words=f"{more:,} more findings.")
    return [*ordered[:MOST], *(unknown([surplus]) if more > 0 else [])]
