"""Closes the account of somebody who leaves, once others hold every key that would go with it."""

import datetime
import uuid

from django.db import transaction

from candour.access.accounts import shutting
from candour.guard.actors import Actor
from candour.guard.ceremony import taking
from candour.guard.ceremony.papers import Refusal
from candour.guard.ceremony.taking import Held, Taken
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.permissions import demand


class StillNeeded(Refusal):
    """Files would be left with too few readers. Nothing was closed."""

    def __init__(self, worklist: tuple[Held, ...]) -> None:
        super().__init__(str(StillNeeded.__doc__))
        self.worklist = worklist


@transaction.atomic
def close_account(
    *, account: uuid.UUID, must_go_now: bool, by: Actor, at: datetime.datetime
) -> Taken:
    """Shut a leaver's account and take its keys.

    Where a file would be left with fewer readers than it must have, nothing is closed and
    StillNeeded lists them. Who `must_go_now` is shut out all the same, and keys that too few others
    have stay where they are, useless to the leaver, until colleagues have named more readers.
    """
    demand("access.close_account", by=by, at=at)
    row = Account.objects.select_for_update().get(id=account)
    worklist = taking.worklist(account=account, on=at.date())
    if worklist and not must_go_now:
        raise StillNeeded(worklist)
    taken = shutting.shut(account=row, because="leaver", by=by, at=at)
    entry = leaves.Entry(
        kind="account",
        what="access.close_account",
        why="Somebody left, and the account was closed",
        detail={
            "account": str(account),
            "too_few_readers": sorted({str(held.file) for held in worklist}),
        },
    )
    leaves.append(entry=entry, by=by, at=at)
    return taken
