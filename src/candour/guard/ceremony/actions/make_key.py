"""Makes a new key for a seat under its holder's own six words; it waits for two officers."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction

from candour.core import envelope, vault
from candour.core.certificates import Seat
from candour.guard.actors import Actor
from candour.guard.ceremony import asking
from candour.guard.log import leaves
from candour.guard.models import Account, KeyRequest
from candour.guard.permissions import demand, deny


@transaction.atomic
def make_key(*, account: uuid.UUID, words: Sequence[str], by: Actor, at: datetime.datetime) -> Seat:
    """Make a key, seal its private half under six words, and return what two officers must sign.

    A request that waits is replaced: its key opens nothing yet. The key in use stays in use.
    """
    demand("guard.make_key", by=by, at=at)
    if by.account_id not in {None, account}:
        deny("guard.make_key", by=by, at=at)
    holder = Account.objects.get(id=account)
    pair = envelope.new_epoch_key()
    KeyRequest.objects.filter(account_id=account).delete()
    KeyRequest.objects.bulk_create(
        [
            KeyRequest(
                account_id=account,
                public_key=pair.public,
                sealed_private_key=vault.seal_vault(private_key=pair.private, words=words),
                made_on=at.date(),
            )
        ]
    )
    entry = leaves.Entry(
        kind="key",
        what="guard.make_key",
        why="A new key was made and waits for its certificate",
        detail={"account": str(account)},
    )
    leaves.append(entry=entry, by=by, at=at)
    return asking.seat_of(account=holder, public_key=pair.public, on=at.date())
