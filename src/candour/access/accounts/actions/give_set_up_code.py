"""Gives an account a fresh set-up code: after a forgotten password, or to open it again."""

import datetime
import uuid

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.ceremony import codes
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.permissions import demand


@transaction.atomic
def give_set_up_code(*, account: uuid.UUID, by: Actor, at: datetime.datetime) -> str:
    """Open an account for one more first sign-in; its password is another one from now on.

    Its second factor stays, and its key: whoever gives the code can read nothing with it. An
    account that was shut has neither seat nor key, and needs a new ceremony.
    """
    demand("access.give_set_up_code", by=by, at=at)
    row = Account.objects.select_for_update().get(id=account)
    row.is_active = True
    row.set_unusable_password()
    row.save(update_fields=["is_active", "password"])
    entry = leaves.Entry(
        kind="account",
        what="access.give_set_up_code",
        why="An account was given a set-up code",
        detail={"account": str(account)},
    )
    leaves.append(entry=entry, by=by, at=at)
    return codes.give(account=row, on=at.date())
