"""Orders what an earlier order left, once a reader who has the keys to it is there."""

import datetime
import uuid

from django.db import transaction

from candour.cases.custody import again, progress
from candour.cases.custody.actions.order_sealing import order_sealing
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import WorkOrder
from candour.guard.permissions import demand


@transaction.atomic
def resume_sealing(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[WorkOrder, ...]:
    """Issue orders for what this vault opens, unless a worker has some already; nobody presses.

    Raises orders.NoWorker where no worker is there to take it.
    """
    demand("cases.order_sealing", by=by, at=at, file=file)
    left = again.remaining(file=file)
    is_openable = again.opened_by(items=left, account=by.account)
    if not is_openable or progress.is_running(file=file, at=at):
        return ()
    return order_sealing(file=file, vault=vault, by=by, at=at)
