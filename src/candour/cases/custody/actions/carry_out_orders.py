"""Carries out the work orders that were sealed to this worker, each once and in its time."""

import datetime

from django.db import transaction

from candour.cases.custody import again
from candour.guard.actors import Actor
from candour.guard.custody import orders
from candour.guard.custody.orders import Hand
from candour.guard.log import leaves
from candour.guard.models import SealedItem, WorkOrder, WorkOrderEnd
from candour.guard.permissions import demand


@transaction.atomic
def carry_out_orders(*, hand: Hand, by: Actor, at: datetime.datetime) -> int:
    """Seal the items of every open order again; return how many items were."""
    demand("cases.carry_out_orders", by=by, at=at)
    waiting = WorkOrder.objects.exclude(id__in=WorkOrderEnd.objects.values("order_id"))
    return sum(_carry_out(order, hand, by=by, at=at) for order in waiting.order_by("issued_at"))


def _carry_out(order: WorkOrder, hand: Hand, *, by: Actor, at: datetime.datetime) -> int:
    try:
        item_keys = orders.take(order=order, hand=hand, at=at)
    except orders.Refused:
        _refuse(order, by=by, at=at)
        return 0
    latest = again.newest(file=order.file_id)
    done = [
        again.seal_again(item=item, key=item_keys[item.id], to=latest[item.compartment])
        for item in SealedItem.objects.filter(id__in=list(item_keys), file_id=order.file_id)
        if item.epoch < latest[item.compartment].epoch
    ]
    ended = orders.end(order=order, outcome="done", at=at)
    entry = leaves.Entry(
        kind="write",
        what="cases.carry_out_orders",
        file=order.file_id,
        why="Items sealed again by order of a reader",
        detail={"order": str(order.id), "items": len(done)},
        after=[ended, *done],
    )
    leaves.append(entry=entry, by=by, at=at)
    return len(done)


def _refuse(order: WorkOrder, *, by: Actor, at: datetime.datetime) -> None:
    # What is for another worker stays for it, until its time is over.
    if at < order.expires_at:
        return
    ended = orders.end(order=order, outcome="refused", at=at)
    entry = leaves.Entry(
        kind="denied",
        what="cases.carry_out_orders",
        file=order.file_id,
        why="A work order has expired",
        detail={"order": str(order.id)},
        after=[ended],
    )
    leaves.append(entry=entry, by=by, at=at)
