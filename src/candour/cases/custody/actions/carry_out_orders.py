"""Carries out the work orders that were sealed to this worker, each once and in its time."""

import datetime
import uuid

from django.db import transaction

from candour.cases.custody import again, anew
from candour.core import envelope
from candour.guard.actors import Actor
from candour.guard.custody import orders
from candour.guard.custody.orders import Hand
from candour.guard.log import leaves
from candour.guard.models import FileKey, SealedItem, WorkOrder, WorkOrderEnd
from candour.guard.permissions import demand
from candour.intake.attachments import blobs, opening

EXPIRED = "A work order has expired"
NOT_STORED = "An attached file could not be stored anew"


def carry_out_orders(*, hand: Hand, by: Actor, at: datetime.datetime) -> int:
    """Seal the items of every open order again; return how many items were.

    Each order is a transaction of its own: whatever stops one undoes no other.
    """
    demand("cases.carry_out_orders", by=by, at=at)
    waiting = WorkOrder.objects.filter(kind="seal_again").exclude(
        id__in=WorkOrderEnd.objects.values("order_id")
    )
    return sum(_carry_out(order, hand, by=by, at=at) for order in waiting.order_by("issued_at"))


def _carry_out(order: WorkOrder, hand: Hand, *, by: Actor, at: datetime.datetime) -> int:
    try:
        with transaction.atomic():
            item_keys = orders.take(order=order, hand=hand, at=at)
            return _seal(order, item_keys, by=by, at=at)
    except orders.Refused:
        # What is for another worker stays for it, until its time is over.
        if at >= order.expires_at:
            _refuse(order, EXPIRED, by=by, at=at)
    except (opening.Missing, blobs.NoRoom):
        _refuse(order, NOT_STORED, by=by, at=at)
    return 0


def _seal(
    order: WorkOrder, item_keys: dict[uuid.UUID, bytes], *, by: Actor, at: datetime.datetime
) -> int:
    latest = again.newest(file=order.file_id)
    items = SealedItem.objects.filter(id__in=list(item_keys), file_id=order.file_id)
    tried = [
        _item(item, item_keys[item.id], latest[item.compartment], by=by, at=at)
        for item in items.order_by("id")
    ]
    done = [item for item in tried if item is not None]
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


def _item(
    item: SealedItem, key: bytes, to: FileKey, *, by: Actor, at: datetime.datetime
) -> SealedItem | None:
    try:
        text = again.opened(item=item, key=key)
    except envelope.CannotOpen:
        # Another order was there before: this key is not the item's any more.
        return None
    if item.kind == opening.KIND:
        text = anew.file_anew(item=item, text=text, by=by, at=at)
    return again.put(item=item, text=text, to=to)


def _refuse(order: WorkOrder, why: str, *, by: Actor, at: datetime.datetime) -> None:
    with transaction.atomic():
        ended = orders.end(order=order, outcome="refused", at=at)
        entry = leaves.Entry(
            kind="denied",
            what="cases.carry_out_orders",
            file=order.file_id,
            why=why,
            detail={"order": str(order.id)},
            after=[ended],
        )
        leaves.append(entry=entry, by=by, at=at)
