"""Decides what becomes of an alert: looked into, explained, or a matter of its own."""

import datetime

from django.db import transaction

from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Place
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.imports.models import LookupAlert, LookupDecision


@transaction.atomic
def decide_lookup(
    *, alert: LookupAlert, decision: str, why: str, by: Actor, at: datetime.datetime
) -> LookupDecision:
    """Add a decision with its reasons, sealed; an earlier one stays and no longer counts."""
    demand("imports.decide_lookup", by=by, at=at, file=alert.file_id)
    place = Place(file=alert.file_id, organisation=alert.organisation_id)
    item = keys.seal(place=place, kind="reason", text=why)
    row = LookupDecision(
        file_id=alert.file_id,
        organisation_id=alert.organisation_id,
        alert=alert,
        decision=decision,
        item=item,
        decided_at=at,
        decided_by=by.account,
    )
    LookupDecision.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="imports.decide_lookup",
        file=alert.file_id,
        why="What becomes of a look-up of the reporter",
        detail={"alert": str(alert.id), "decision": decision},
        after=[item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
