"""Orders what is left of a case to be sealed again, where an earlier order ran out."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.custody import again
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import WorkOrder
from candour.guard.permissions import demand


@transaction.atomic
def order_sealing(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[WorkOrder, ...]:
    """Issue orders for every body and file that this vault opens; none where nothing is left.

    Raises orders.NoWorker where no worker is there to take it.
    """
    demand("cases.order_sealing", by=by, at=at, file=file)
    steps.get_case(file=file)
    made = again.order(file=file, vault=vault, at=at)
    if made:
        entry = leaves.Entry(
            kind="key",
            what="cases.order_sealing",
            file=file,
            why="Items to be sealed again",
            detail={"items": sum(one.item_count for one in made)},
            after=made,
        )
        leaves.append(entry=entry, by=by, at=at)
    return made
