"""Shares as the database tells them to their holder, and whom a request goes to."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection

from candour.access import certifying, custody
from candour.guard.custody import splitting
from candour.guard.custody.giving import Given
from candour.guard.custody.splitting import Holder
from candour.guard.models import FileKey, KeyShare


class Lapsed(Exception):
    """Too few custodians gave their shares in time, so this is over. It can be asked for anew."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where a request stands, as one who is asked may know it."""

    is_answered: bool
    is_taken: bool
    given: int
    bodies: int
    is_lapsed: bool = False

    def suffices(self, *, kind: str) -> bool:
        """Say whether enough has been given to open the keys."""
        if kind == "recovery":
            return self.given >= splitting.RECOVERS
        return self.bodies >= splitting.BODIES


def holders(*, file: uuid.UUID, scheme: str, on: datetime.date) -> tuple[Holder, ...]:
    """Return who holds shares of a file in a scheme and is certified today."""
    rows = _rows("select * from cases.share_holders(%s)", file)
    return custody.certified(
        seats=[row[:4] for row in rows if row[4] == scheme],
        officers=certifying.officers(),
        on=on,
    )


def eligible(*, file: uuid.UUID, on: datetime.date) -> tuple[Holder, ...]:
    """Return who could be named: certified handlers whom no wall keeps from the file."""
    return custody.certified(
        seats=_rows("select * from cases.who_may_be_named(%s)", file),
        officers=certifying.officers(),
        on=on,
    )


def held(*, ask: uuid.UUID, file: uuid.UUID, account: uuid.UUID) -> tuple[KeyShare, ...]:
    """Return the shares that a custodian holds for a request."""
    return tuple(
        KeyShare(
            id=row[0],
            file_id=file,
            scheme=row[1],
            number=row[2],
            commitment=row[3],
            sealed=row[4],
            account_id=account,
            file_key=_key(file, row[5:]),
        )
        for row in _rows("select * from cases.held_for(%s)", ask)
    )


def given(*, ask: uuid.UUID, file: uuid.UUID) -> tuple[Given, ...]:
    """Return what was given for a request to the person named in it."""
    return tuple(
        Given(
            account_id=row[0],
            scheme=row[2],
            number=row[3],
            commitment=bytes(row[4]),
            wrapped=bytes(row[5]),
            key=_key(file, row[6:]),
        )
        for row in _rows("select * from cases.given_for(%s)", ask)
    )


def wanted(*, ask: uuid.UUID) -> frozenset[uuid.UUID]:
    """Return the keys that must open again."""
    return frozenset(row[0] for row in _rows("select * from cases.keys_for(%s)", ask))


def state(*, ask: uuid.UUID) -> State | None:
    """Return where a request stands; None where the asked one may not see it any more."""
    rows = _rows("select * from cases.ask_state(%s)", ask)
    if not rows:
        return None
    answered, taken, number, bodies = rows[0]
    return State(
        is_answered=answered,
        is_taken=taken,
        given=number,
        bodies=bodies,
        is_lapsed=bool(_rows("select cases.is_lapsed(%s)", ask)[0][0]),
    )


def open_asked(*, ask: uuid.UUID) -> bool:
    """Let this transaction write into the file that somebody is asked about."""
    return _rows("select cases.open_asked(%s)", ask)[0][0] is not None


def open_for_asking(*, file: uuid.UUID) -> bool:
    """Let this transaction ask about a case that somebody sees, or holds a part of for asking."""
    return _rows("select cases.open_for_asking(%s)", file)[0][0] is not None


def _key(file: uuid.UUID, row: Sequence[Any]) -> FileKey:
    key_id, compartment, epoch, public = row
    return FileKey(
        id=key_id, file_id=file, compartment=compartment, epoch=epoch, public_key=bytes(public)
    )


def _rows(query: str, subject: uuid.UUID) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [subject])
        return list(cursor.fetchall())
