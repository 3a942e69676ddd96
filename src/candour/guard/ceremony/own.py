"""What a holder is told of her own key: how it stands, and what she asks officers to sign."""

import dataclasses
import datetime

from candour.core import certificates
from candour.core.certificates import Seat
from candour.guard.actors import Actor
from candour.guard.ceremony import asking, standing
from candour.guard.ceremony.standing import Standing
from candour.guard.models import Account, VaultKey
from candour.guard.permissions import demand


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnKey:
    """The key in use, if there is one, how it stands, and the request that waits, if one does."""

    has_key: bool
    standing: Standing
    fingerprint: str
    asked_on: datetime.date | None
    asked_fingerprint: str


def own_key(*, by: Actor, at: datetime.datetime) -> OwnKey:
    """Return how the actor's own key stands."""
    demand("guard.own_key", by=by, at=at)
    account = Account.objects.get(id=by.account)
    row = VaultKey.objects.filter(account=account, retired_on__isnull=True).first()
    asked = asking.waiting(account=account)
    return OwnKey(
        has_key=row is not None,
        standing=standing.of_account(account=account, on=at.date()),
        fingerprint=_fingerprint(bytes(row.public_key)) if row else "",
        asked_on=asked.not_before if asked else None,
        asked_fingerprint=_fingerprint(asked.public_key) if asked else "",
    )


def own_request(*, by: Actor, at: datetime.datetime) -> Seat | None:
    """Return what the actor asks two officers to sign, None where no new key waits."""
    demand("guard.own_key", by=by, at=at)
    return asking.waiting(account=Account.objects.get(id=by.account))


def _fingerprint(public_key: bytes) -> str:
    return certificates.fingerprint(public_key=public_key)
