"""Puts a seat's certificate into use: from then on its holder is sealed to."""

import dataclasses
import datetime

from django.db import models, transaction

from candour.core import certificates
from candour.core.certificates import Reason, Seat
from candour.guard.actors import Actor
from candour.guard.ceremony import standing, waits
from candour.guard.ceremony.papers import Refusal
from candour.guard.log import leaves
from candour.guard.models import Account, KeyRequest, SeatCertificate, VaultKey
from candour.guard.permissions import demand


class NotThisSeat(Refusal):
    """No active account holds this seat in this organisation any more. Make a new request."""


class NoSuchKey(Refusal):
    """This key does not wait here: another request took its place, or it was made elsewhere."""


class AlreadyInUse(Refusal):
    """This certificate is in use already."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """The seat that is sealed to from now on; how many files wait for others to give their keys,
    and how many only the words of the former key can open.
    """

    seat: Seat
    waiting: int = 0
    held_back: int = 0


@transaction.atomic
def install_seat(
    *,
    certificate: certificates.SeatCertificate,
    root_public: bytes,
    by: Actor,
    at: datetime.datetime,
) -> Installed:
    """Install a certificate that two officers of different bodies signed; end the former one.

    A new key takes the former one's place: sessions end, and each file's other readers are asked
    to give its keys. Raises certificates.NotCertified, or one of the refusals above.
    """
    demand("guard.install_seat", by=by, at=at)
    on = at.date()
    seat = certificates.verify_seat(
        certificate=certificate, officers=standing.officers(), root_public=root_public, on=on
    )
    account = _account(seat)
    former = SeatCertificate.objects.filter(account=account, revoked_on__isnull=True).first()
    if former is not None and bytes(former.body) == certificate.body:
        raise AlreadyInUse(str(AlreadyInUse.__doc__))
    request = _key(seat)
    rows: list[models.Model] = []
    if former is not None:
        former.revoked_on, former.revoked_because = on, "replaced"
        former.save(update_fields=["revoked_on", "revoked_because"])
        rows.append(former)
    rows.append(_row(certificate, account))
    moved = waits.Moved()
    if request is not None:
        moved = waits.change_key(account=account, request=request, on=on)
    entry = leaves.Entry(
        kind="certificate",
        what="guard.install_seat",
        why="Two officers of different bodies certified a seat",
        detail={
            "account": str(account.id),
            "officers": sorted(str(one.officer_id) for one in certificate.signatures),
            "held_back": [str(file) for file in moved.held_back],
            "is_new_key": request is not None,
        },
        after=[*rows, *moved.written],
    )
    leaves.append(entry=entry, by=by, at=at)
    return Installed(seat=seat, waiting=len(moved.files), held_back=len(moved.held_back))


def demand_complete(*, certificate: certificates.SeatCertificate) -> None:
    """Say which signature is still missing; part of installing, before anything is asked."""
    missing = 2 - len(certificate.signatures)
    if missing > 0:
        words = "one more officer, of another body" if missing == 1 else "two officers"
        message = f"{Reason.SIGNATURES} It must be signed by {words} first."
        raise Refusal(message)


def _account(seat: Seat) -> Account:
    account = Account.objects.filter(id=seat.account, is_active=True).first()
    if account is None or (account.organisation_id, account.seat) != (
        seat.organisation, seat.seat,
    ):  # fmt: skip
        raise NotThisSeat(str(NotThisSeat.__doc__))
    return account


def _key(seat: Seat) -> KeyRequest | None:
    """Return the request whose key was certified, None where the key in use goes on."""
    in_use = VaultKey.objects.filter(account_id=seat.account, retired_on__isnull=True).first()
    if in_use is not None and bytes(in_use.public_key) == seat.public_key:
        return None
    request = KeyRequest.objects.filter(account_id=seat.account).first()
    if request is None or bytes(request.public_key) != seat.public_key:
        raise NoSuchKey(str(NoSuchKey.__doc__))
    return request


def _row(certificate: certificates.SeatCertificate, account: Account) -> SeatCertificate:
    return SeatCertificate.objects.create(
        account=account,
        body=certificate.body,
        signatures=waits.stored(signatures=certificate.signatures),
    )
