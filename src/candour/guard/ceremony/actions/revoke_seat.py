"""Ends a seat's certificate: no seal from that moment, no unlocking, and keys to those who stay."""

import datetime
import uuid

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.ceremony import taking
from candour.guard.ceremony.papers import Refusal
from candour.guard.ceremony.taking import CustodyOf, Taken
from candour.guard.log import leaves
from candour.guard.models import KeyRequest, SeatCertificate, Unlock, VaultKey
from candour.guard.models.keys import REVOCATIONS
from candour.guard.permissions import demand

# What a person may give as the reason; "replaced" is what installing a newer one writes.
REASONS = tuple(reason for reason, _ in REVOCATIONS if reason != "replaced")


class NoCertificate(Refusal):
    """This account has no certificate in use."""


@transaction.atomic
def revoke_seat(
    *,
    account: uuid.UUID,
    because: str,
    custody_of: CustodyOf,
    by: Actor,
    at: datetime.datetime,
) -> Taken:
    """Revoke the certificate in use and take the account's keys wherever two others can read.

    Where fewer could, the keys stay in place, useless without the holder's words, which unlock
    nothing any more; the leaf says so.
    """
    demand("guard.revoke_seat", by=by, at=at)
    row = SeatCertificate.objects.filter(account_id=account, revoked_on__isnull=True).first()
    if row is None:
        raise NoCertificate(str(NoCertificate.__doc__))
    row.revoked_on, row.revoked_because = at.date(), because
    row.save(update_fields=["revoked_on", "revoked_because"])
    Unlock.objects.filter(account_id=account).delete()
    KeyRequest.objects.filter(account_id=account).delete()
    VaultKey.objects.filter(account_id=account, retired_on__isnull=True).update(
        retired_on=at.date()
    )
    taken = taking.take(account=account, custody_of=custody_of, on=at.date())
    entry = leaves.Entry(
        kind="certificate",
        what="guard.revoke_seat",
        why="A seat's certificate was revoked",
        detail={
            "account": str(account),
            "because": because,
            "held_back": [str(file) for file in taken.held_back],
            "lost_a_reader": [str(file) for file in taken.files],
        },
        after=[row, *taken.written],
    )
    leaves.append(entry=entry, by=by, at=at)
    return taken
