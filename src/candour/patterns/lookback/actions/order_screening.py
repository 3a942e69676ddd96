"""Orders a worker to compare who is described in a reader's cases with the register again."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from candour.cases.models import Described
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.custody import orders
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import SealedItem, WorkOrder
from candour.guard.permissions import demand

KIND = "screen_again"
# So many cases at a time; the reader orders the rest once these are done.
MOST = 50


@transaction.atomic
def order_screening(
    *, files: Sequence[uuid.UUID], vault: Vault, by: Actor, at: datetime.datetime
) -> int:
    """Issue an order for each case whose words this vault opens; return how many were issued.

    Raises orders.NoWorker where no worker is there to take them.
    """
    demand("patterns.order_screening", by=by, at=at)
    items: dict[uuid.UUID, list[SealedItem]] = defaultdict(list)
    found = Described.objects.filter(file_id__in=list(files)[:MOST], item__isnull=False)
    for row in found.select_related("item").order_by("file_id", "number"):
        if row.item is not None:
            items[row.file_id].append(row.item)
    return sum(_issue(sealed, vault, by=by, at=at) for sealed in items.values())


def _issue(items: Sequence[SealedItem], vault: Vault, *, by: Actor, at: datetime.datetime) -> bool:
    opened = keys.item_keys(items=items, vault=vault)
    if not opened:
        return False
    order = WorkOrder(
        file_id=items[0].file_id,
        organisation_id=items[0].organisation_id,
        kind=KIND,
        worker_key=orders.find_worker(log_public=settings.LOG_PUBLIC, at=at),
        issued_at=at,
        expires_at=at + orders.VALID,
        item_count=len(opened),
    )
    made = orders.issue(order=order, item_keys=opened)
    entry = leaves.Entry(
        kind="key",
        what="patterns.order_screening",
        file=made.file_id,
        why="Who is described is compared with the register again",
        detail={"items": sorted(str(item) for item in opened)},
        after=[made],
    )
    leaves.append(entry=entry, by=by, at=at)
    return True
