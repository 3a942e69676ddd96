"""Who is clean to hold shares of a file's keys, and epochs that are opened with their shares."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from candour.access import certifying
from candour.core import certificates, envelope
from candour.guard import keys
from candour.guard.custody.splitting import Custody, Holder
from candour.guard.keys import Epoch, Place, Reader
from candour.guard.seats import Seat

Seats = Iterable[tuple[uuid.UUID, uuid.UUID, bytes, object]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which compartment gets a new epoch, with which number."""

    compartment: str
    epoch: int = 1


def custody_of(*, file: uuid.UUID, on: datetime.date) -> Custody:
    """Return the certified custodians and askers whom no wall keeps from a file."""
    officers = certifying.officers()
    return Custody(
        custodians=certified(
            seats=_seats("select * from access.clean_custodians(%s)", file),
            officers=officers,
            on=on,
            seat=Seat.CUSTODIAN,
        ),
        askers=certified(
            seats=_seats("select * from access.clean_askers(%s)", file), officers=officers, on=on
        ),
    )


def targets(*, on: datetime.date) -> list[tuple[Any, ...]]:
    """Return every custodian: body, certificate, and the facts that could tell of a conflict."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access.custodian_targets(%s)", [on])
        return list(cursor.fetchall())


def certified(
    *,
    seats: Seats,
    officers: Sequence[certificates.OfficerCertificate],
    on: datetime.date,
    seat: Seat | None = None,
) -> tuple[Holder, ...]:
    """Return the holders whose certificate says what the database says: account, body and seat."""
    found = []
    for account, organisation, body, signatures in seats:
        held = keys.check_seat(body=bytes(body), signatures=signatures, officers=officers, on=on)
        if (
            held is not None
            and (held.account, held.organisation) == (account, organisation)
            and (seat is None or held.seat == seat.value)
            and envelope.can_seal_to(public=held.public_key)
        ):
            found.append(
                Holder(account_id=account, body_id=organisation, public_key=held.public_key)
            )
    return tuple(found)


def open_epochs(
    *,
    file: uuid.UUID,
    organisation: uuid.UUID,
    wanted: Sequence[Wanted],
    readers: Sequence[Reader],
    custody: Custody,
) -> tuple[Epoch, ...]:
    """Open new epochs of a file for its readers, each split among its custodians."""
    return tuple(
        keys.open_epoch(
            place=Place(file=file, organisation=organisation, compartment=one.compartment),
            epoch=one.epoch,
            readers=readers,
            custody=custody,
        )
        for one in wanted
    )


def first_epochs() -> tuple[Wanted, ...]:
    """Return what a new case needs: the first epoch of each compartment that handlers open."""
    return tuple(Wanted(compartment=name) for name in keys.COMPARTMENTS)


def _seats(query: str, file: uuid.UUID) -> list[tuple[uuid.UUID, uuid.UUID, bytes, object]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [file])
        return list(cursor.fetchall())
