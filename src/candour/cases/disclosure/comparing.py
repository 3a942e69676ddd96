"""Lets a request whose vault is open finish what waits to be compared."""

import uuid

from candour.cases.disclosure.actions.compare_waiting import compare_waiting
from candour.guard.requests import Locked, StaffRequest, vault_of


def compare_if_unlocked(request: StaffRequest, file: uuid.UUID) -> bool:
    """Hold words that wait against the earlier cases that this reader opens, if the vault is open.

    Where it is not, they wait for the next session of any reader who opens both. Says whether an
    alert was raised.
    """
    try:
        vault = vault_of(request)
    except Locked:
        return False
    return bool(compare_waiting(file=file, vault=vault, by=request.actor, at=request.at))
