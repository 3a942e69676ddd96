"""Which certificates stand, of officers and of seats: what is wrong with each, and when it ends."""

import dataclasses
import datetime
import uuid

from django.conf import settings
from django.db.models import Q

from candour.core import certificates
from candour.core.certificates import NotCertified, OfficerCertificate
from candour.guard import keys
from candour.guard.models import Account, VaultKey
from candour.guard.models import OfficerCertificate as OfficerRow
from candour.guard.models import SeatCertificate as SeatRow
from candour.guard.seats import Seat

WARNING = datetime.timedelta(days=30)
# Seats that read what is sealed to them; the others need no key.
KEYED = frozenset({Seat.DESK_READER, Seat.INVESTIGATOR, Seat.APPROPRIATE_AUTHORITY, Seat.CUSTODIAN})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One certificate, or one seat that lacks its own: `problem` stops seals, `warning` will."""

    name: str
    until: datetime.date | None
    problem: str = ""
    warning: str = ""


def officers() -> tuple[OfficerCertificate, ...]:
    """Return the certifying officers as they stand in the database, unchecked."""
    return tuple(
        OfficerCertificate(body=bytes(row.body), signature=bytes(row.signature))
        for row in OfficerRow.objects.order_by("id")
    )


def certified_accounts(*, on: datetime.date) -> tuple[uuid.UUID, ...]:
    """Return the accounts whose seat certificate holds on that day."""
    known = officers()
    rows = SeatRow.objects.filter(revoked_on__isnull=True).order_by("account_id")
    readers = keys.certified(
        seats=[(row.account_id, bytes(row.body), row.signatures) for row in rows],
        officers=known,
        on=on,
    )
    return tuple(reader.account_id for reader in readers)


def of_officers(*, on: datetime.date) -> tuple[Standing, ...]:
    """Return the officers, and whether two bodies have one each."""
    found, bodies = [], set()
    for certificate in officers():
        try:
            officer = certificates.verify_officer(
                certificate=certificate, root_public=settings.ROOT_PUBLIC, on=on
            )
        except NotCertified as refusal:
            found.append(Standing(name="officer", until=None, problem=str(refusal)))
            continue
        bodies.add(officer.organisation)
        name = f"officer {officer.officer_id} of {officer.organisation}"
        found.append(
            Standing(name=name, until=officer.not_after, warning=_soon(officer.not_after, on=on))
        )
    if len(bodies) < 2:
        problem = "Officers of two bodies must be in force; nothing is certified without them."
        found.append(Standing(name="officers", until=None, problem=problem))
    return tuple(found)


def of_account(*, account: Account, on: datetime.date) -> Standing:
    """Return how the key of one account stands."""
    row = SeatRow.objects.filter(account=account, revoked_on__isnull=True).first()
    key = VaultKey.objects.filter(account=account, retired_on__isnull=True).first()
    return _of_seat(account, row, officers(), bytes(key.public_key) if key else None, on=on)


def of_seats(*, on: datetime.date) -> tuple[Standing, ...]:
    """Return every active account whose seat reads sealed words, and how its key stands."""
    known = officers()
    rows = {row.account_id: row for row in SeatRow.objects.filter(revoked_on__isnull=True)}
    in_use = VaultKey.objects.filter(retired_on__isnull=True)
    public = {row.account_id: bytes(row.public_key) for row in in_use}
    needed = Q(seat__in=KEYED) | Q(id__in=rows.keys())
    accounts = Account.objects.filter(needed, is_active=True).order_by("username")
    return tuple(
        _of_seat(account, rows.get(account.id), known, public.get(account.id), on=on)
        for account in accounts
    )


def _of_seat(
    account: Account,
    row: SeatRow | None,
    known: tuple[OfficerCertificate, ...],
    public: bytes | None,
    *,
    on: datetime.date,
) -> Standing:
    if row is None:
        problem = "This seat has no certificate. Make a request, and have two officers sign it."
        return Standing(name=account.username, until=None, problem=problem)
    try:
        seat = keys.demand_seat(
            body=bytes(row.body), signatures=row.signatures, officers=known, on=on
        )
    except NotCertified as refusal:
        return Standing(name=account.username, until=_until(row), problem=str(refusal))
    if (seat.account, seat.organisation, seat.seat) != (
        account.id, account.organisation_id, account.seat,
    ):  # fmt: skip
        problem = "The certificate is for another account, organisation or seat."
        return Standing(name=account.username, until=seat.not_after, problem=problem)
    if public is None or public != seat.public_key:
        problem = "The certificate is for another key than the one in the holder's vault."
        return Standing(name=account.username, until=seat.not_after, problem=problem)
    return Standing(
        name=account.username, until=seat.not_after, warning=_soon(seat.not_after, on=on)
    )


def _until(row: SeatRow) -> datetime.date | None:
    try:
        return certificates.read_seat(body=bytes(row.body)).not_after
    except NotCertified:
        return None


def _soon(until: datetime.date, *, on: datetime.date) -> str:
    left = (until - on).days
    return f"It ends in {left} days. Renew it now." if left <= WARNING.days else ""
