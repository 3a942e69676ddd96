"""What a holder asks two officers to sign: for a new key, or for the same key once more."""

import datetime
import uuid

from candour.core import certificates
from candour.core.certificates import Seat
from candour.guard.ceremony.offline import VALID
from candour.guard.models import Account, KeyRequest, VaultKey


def seat_of(*, account: Account, public_key: bytes, on: datetime.date) -> Seat:
    """Return an account's seat with a key, in force from that day."""
    return Seat(
        account=account.id,
        organisation=account.organisation_id,
        seat=account.seat,
        public_key=public_key,
        not_before=on,
        not_after=on + VALID,
    )


def waiting(*, account: Account) -> Seat | None:
    """Return what an account asks for since it made a new key, None where no key waits."""
    row = KeyRequest.objects.filter(account_id=account.id).first()
    if row is None:
        return None
    return seat_of(account=account, public_key=bytes(row.public_key), on=row.made_on)


def renewal(*, account: Account, on: datetime.date) -> Seat | None:
    """Return what an account asks for to go on with the key it has, None where it has none."""
    row = VaultKey.objects.filter(account_id=account.id, retired_on__isnull=True).first()
    if row is None:
        return None
    return seat_of(account=account, public_key=bytes(row.public_key), on=on)


def file_of(*, seat: Seat) -> bytes:
    """Write what is asked for as the small file that officers sign."""
    return certificates.encode_seat(certificate=certificates.certify_seat(seat=seat, signatures=[]))


def account_called(*, username: str) -> Account | None:
    """Return the account of that user name or id."""
    found = Account.objects.filter(username=username).first()
    if found is None:
        try:
            return Account.objects.filter(id=uuid.UUID(username)).first()
        except ValueError:
            return None
    return found
