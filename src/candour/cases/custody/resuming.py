"""Lets a request whose vault is open go on with what waits to be sealed again for its reader."""

import uuid

from candour.cases.custody.actions.resume_sealing import resume_sealing
from candour.guard.custody.orders import NoWorker
from candour.guard.models import FileKey
from candour.guard.permissions import table
from candour.guard.requests import Locked, StaffRequest, vault_of


def resume_if_unlocked(request: StaffRequest, file: uuid.UUID) -> bool:
    """Have sealed again what this reader opens, if the vault is open and there is a worker.

    Where there is none it waits for the next page. Says whether an order was issued.
    """
    # A case from which nobody was ever removed has no second key.
    if not FileKey.objects.filter(file_id=file, epoch__gt=1).exists():
        return False
    if request.actor.seat not in table()["cases.order_sealing"].seats:
        return False
    try:
        vault = vault_of(request)
        return bool(resume_sealing(file=file, vault=vault, by=request.actor, at=request.at))
    except (Locked, NoWorker):
        return False
