"""Names the readers of a new case: clean ones only, and never fewer than three if three exist."""

import dataclasses
import datetime
import uuid

from django.db import connection

from candour.access import desks
from candour.guard import files, keys
from candour.guard.actors import Actor
from candour.guard.keys import Reader
from candour.guard.models import Grant
from candour.guard.permissions import demand
from candour.guard.seats import Seat

FEWEST = 3


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Who may open the case from now on: certified keys, and the grants that were written."""

    certified: tuple[Reader, ...]
    grants: tuple[Grant, ...]

    @property
    def accounts(self) -> frozenset[uuid.UUID]:
        """Return the accounts."""
        return frozenset(reader.account_id for reader in self.certified)


class NoReader(Exception):
    """No certified reader anywhere is clean for this case; nothing was recorded."""


def name_readers(
    *, file: uuid.UUID, organisation: uuid.UUID, by: Actor, at: datetime.datetime
) -> Readers:
    """Grant the case to the clean readers of the desk and the authority, or of the outside body.

    The outside body's desk joins where fewer than three would be left. Belongs to its caller's
    transaction: a case and its readers are written together.
    """
    demand("access.name_readers", by=by, at=at, file=file)
    certified = clean_of(file=file, organisation=organisation, on=at.date())
    if len(certified) < FEWEST:
        outside = _outside(organisation)
        if outside:
            certified += _certified(Seat.DESK_READER, file, outside, on=at.date())
    if not certified:
        raise NoReader
    grants = files.grant(
        file=file,
        organisation=organisation,
        accounts=[reader.account_id for reader in certified],
        role="reader",
        on=at.date(),
    )
    return Readers(certified=certified, grants=tuple(grants))


def clean_of(*, file: uuid.UUID, organisation: uuid.UUID, on: datetime.date) -> tuple[Reader, ...]:
    """Return the clean, certified readers and deciders of one organisation.

    Part of naming readers, which was demanded.
    """
    readers = _certified(Seat.DESK_READER, file, organisation, on=on)
    return readers + _certified(Seat.APPROPRIATE_AUTHORITY, file, organisation, on=on)


_QUERIES = {
    Seat.DESK_READER: "select account_id, body, signatures from access.clean_readers(%s, %s)",
    Seat.APPROPRIATE_AUTHORITY: "select account_id, body, signatures"
    " from access.clean_deciders(%s, %s)",
}


def _certified(
    seat: Seat, file: uuid.UUID, organisation: uuid.UUID, *, on: datetime.date
) -> tuple[Reader, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_QUERIES[seat], [file, organisation])
        seats = [(account, bytes(body), signed) for account, body, signed in cursor.fetchall()]
    return keys.certified(
        seats=seats, officers=desks.officers(), on=on, seat=seat, organisation=organisation
    )


def _outside(organisation: uuid.UUID) -> uuid.UUID | None:
    found = [one for one in desks.receivers() if one.organisation_id == organisation]
    return found[0].outside[0].organisation_id if found and found[0].outside else None
