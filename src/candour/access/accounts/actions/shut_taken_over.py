"""Shuts an account at once because somebody else may be using it."""

import datetime
import uuid

from allauth.mfa.models import Authenticator
from django.db import transaction

from candour.access.accounts import shutting
from candour.guard.actors import Actor
from candour.guard.ceremony.taking import Taken
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.permissions import demand


@transaction.atomic
def shut_taken_over(*, account: uuid.UUID, by: Actor, at: datetime.datetime) -> Taken:
    """End sessions and unlocks, forget every way to sign in, revoke the seat, take the keys.

    Ways to sign in are forgotten, since the other person may have set up a passkey.
    """
    demand("access.shut_taken_over", by=by, at=at)
    row = Account.objects.select_for_update().get(id=account)
    taken = shutting.shut(account=row, because="takeover", by=by, at=at)
    Authenticator.objects.filter(user_id=account).delete()
    entry = leaves.Entry(
        kind="account",
        what="access.shut_taken_over",
        why="Somebody else may have used the account, and it was shut",
        detail={"account": str(account)},
    )
    leaves.append(entry=entry, by=by, at=at)
    return taken
