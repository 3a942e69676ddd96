"""Compares by order of a reader, in memory, and keeps codes alone: no word, no person."""

import datetime
import json
import uuid
from collections.abc import Mapping

from django.db import transaction

from candour.cases import screening
from candour.cases.models import Case, Described, Suggestion
from candour.cases.screening import Asked
from candour.core import envelope
from candour.guard.actors import Actor
from candour.guard.custody import orders
from candour.guard.custody.orders import Hand
from candour.guard.log import leaves
from candour.guard.models import SealedItem, WorkOrder, WorkOrderEnd
from candour.guard.permissions import demand
from candour.law.policies import lookbacks as policy
from candour.patterns.lookback.actions.order_screening import KIND
from candour.patterns.models import ScreeningFlag


@transaction.atomic
def screen_ordered(*, hand: Hand, by: Actor, at: datetime.datetime) -> int:
    """Carry out every open order to screen, each once and in its time; return how many flags."""
    demand("patterns.screen_ordered", by=by, at=at)
    waiting = WorkOrder.objects.filter(kind=KIND).exclude(
        id__in=WorkOrderEnd.objects.values("order_id")
    )
    return sum(_screen(order, hand, by=by, at=at) for order in waiting.order_by("issued_at", "id"))


def _screen(order: WorkOrder, hand: Hand, *, by: Actor, at: datetime.datetime) -> int:
    try:
        opened = orders.take(order=order, hand=hand, at=at)
    except orders.Refused:
        if at >= order.expires_at:
            _end(order, "refused", [], by=by, at=at)
        return 0
    on = Case.objects.values_list("incident_on", flat=True).get(file_id=order.file_id)
    rows = Described.objects.filter(file_id=order.file_id, item_id__in=list(opened))
    flags = [
        ScreeningFlag(
            file_id=order.file_id,
            organisation_id=order.organisation_id,
            order=order,
            described=row,
            flag=_flag(row, _said(row.item, opened), on, by=by, at=at),
            rules=screening.RULES,
            flagged_at=at,
        )
        for row in rows.select_related("item").order_by("number", "id")
        if row.item is not None
    ]
    ScreeningFlag.objects.bulk_create(flags)
    _end(order, "done", flags, by=by, at=at)
    return len(flags)


def _flag(
    row: Described, said: dict[str, str], on: datetime.date | None, *, by: Actor,
    at: datetime.datetime,
) -> str:  # fmt: skip
    if not any(said.get(name, "").strip() for name in ("given", "family", "number")):
        return policy.NO_CLUE
    known = set(Suggestion.objects.filter(described=row).values_list("person_id", flat=True))
    matches = screening.compare(asked=Asked(said=said, on=on), by=by, at=at)
    is_new = any(one.person_id not in known for one in matches)
    return policy.SOMEBODY_NEW if is_new else policy.NOTHING_NEW


def _said(item: SealedItem, opened: Mapping[uuid.UUID, bytes]) -> dict[str, str]:
    place = envelope.KeyContext(
        file_id=item.file_id, compartment=item.compartment, epoch=item.epoch
    )
    text = envelope.open_body(
        blob=bytes(item.ciphertext),
        key=opened[item.id],
        context=envelope.ItemContext(key=place, item_id=item.id),
    )
    said: dict[str, str] = json.loads(text)
    return said


def _end(
    order: WorkOrder, outcome: str, flags: list[ScreeningFlag], *, by: Actor,
    at: datetime.datetime,
) -> None:  # fmt: skip
    ended = orders.end(order=order, outcome=outcome, at=at)
    entry = leaves.Entry(
        kind="write" if outcome == "done" else "denied",
        what="patterns.screen_ordered",
        file=order.file_id,
        why="Who is described was compared again by order of a reader",
        detail={"order": str(order.id), "flags": len(flags)},
        after=[ended, *flags],
    )
    leaves.append(entry=entry, by=by, at=at)
