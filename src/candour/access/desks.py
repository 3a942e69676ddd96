"""Receiving desks: which one may take a report, and which of its readers nothing speaks against.

A report is sealed before anything is known of its people, so every doubt counts. The answer is
used in the request that seals, is shown to nobody and kept nowhere.
"""

import dataclasses
import datetime
import uuid

from django.db import connection

from candour.core import certificates
from candour.core.matching import conflicts
from candour.guard import keys
from candour.guard.keys import Reader

FEWEST = 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A force that reports may be about, and the body outside it."""

    organisation_id: uuid.UUID
    name: str
    outside_id: uuid.UUID
    outside_name: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The desk that gets a report: its clean readers, and those who must never learn of it."""

    organisation_id: uuid.UUID
    name: str
    readers: tuple[Reader, ...]
    walled: tuple[uuid.UUID, ...]


class NoDesk(Exception):
    """Not one certified reader anywhere is free of doubt; nothing was sent."""


def receivers() -> tuple[Receiver, ...]:
    """Return the forces that can be chosen, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, name, outside_id, outside_name from access.receivers()"
        )
        return tuple(
            Receiver(organisation_id=row[0], name=row[1], outside_id=row[2], outside_name=row[3])
            for row in cursor.fetchall()
        )


def officers() -> tuple[certificates.OfficerCertificate, ...]:
    """Return the certifying officers that seat certificates are checked against."""
    with connection.cursor() as cursor:
        cursor.execute("select body, signature from access.officers()")
        return tuple(
            certificates.OfficerCertificate(body=bytes(body), signature=bytes(signature))
            for body, signature in cursor.fetchall()
        )


def choose(
    *, receiver: Receiver, is_outside: bool, written: conflicts.Written, on: datetime.date
) -> Desk:
    """Choose the force's desk, or the outside body's wherever the force's is in doubt.

    In doubt means: she asked for it, the department that handles complaints is itself described,
    people are described in letters that no reader can be compared with, or fewer than two of its
    readers are clean.
    """
    known = officers()
    inside: Desk | None = None
    if not is_outside and not _doubts_all(written.about_people):
        inside = _desk(receiver.organisation_id, receiver.name, written, known, on)
        if len(inside.readers) >= FEWEST:
            return inside
    outside = _desk(receiver.outside_id, receiver.outside_name, written, known, on)
    if not outside.readers:
        raise NoDesk
    return outside


def _doubts_all(about: tuple[str, ...]) -> bool:
    standards = conflicts.names_standards(about_people=about)
    return standards or conflicts.in_another_script(about_people=about)


def _desk(
    organisation: uuid.UUID,
    name: str,
    written: conflicts.Written,
    known: tuple[certificates.OfficerCertificate, ...],
    on: datetime.date,
) -> Desk:
    clean, walled = [], []
    with connection.cursor() as cursor:
        cursor.execute(
            "select account_id, body, signatures, names, numbers, units, close_names"
            " from access.seal_targets(%s, %s)",
            [organisation, on],
        )
        for account, body, signatures, names, numbers, units, close_names in cursor.fetchall():
            facts = conflicts.ReaderFacts(
                names=tuple(names),
                numbers=tuple(numbers),
                units=tuple(units),
                close_names=tuple(close_names),
            )
            if conflicts.may_concern(written=written, reader=facts):
                walled.append(account)
            else:
                clean.append((account, body, signatures))
    readers = keys.certified(seats=clean, officers=known, on=on)
    return Desk(organisation_id=organisation, name=name, readers=readers, walled=tuple(walled))
