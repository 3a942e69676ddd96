"""Shuts an account: unlocks and sessions end, the seat is revoked, its keys are taken."""

import datetime

from candour.access import custody
from candour.guard.actors import Actor
from candour.guard.ceremony.actions import revoke_seat as revoking
from candour.guard.ceremony.taking import Taken
from candour.guard.models import Account, SeatCertificate, SetUpCode, Unlock


def shut(*, account: Account, because: str, by: Actor, at: datetime.datetime) -> Taken:
    """End whatever an account can do, in its caller's transaction.

    A session ends because the account is shut, and for good because its password is another one: a
    session is bound to the password it began with.
    """
    account.is_active = False
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
    Unlock.objects.filter(account=account).delete()
    SetUpCode.objects.filter(account=account).delete()
    if not SeatCertificate.objects.filter(account=account, revoked_on__isnull=True).exists():
        return Taken(files=(), held_back=(), written=())
    return revoking.revoke_seat(
        account=account.id, because=because, custody_of=custody.custody_of, by=by, at=at
    )
