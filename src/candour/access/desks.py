"""Receiving desks: which one may take a report, and which of its readers nothing speaks against.

A report is sealed before anything is known of its people, so every doubt counts. The answer is
used in the request that seals, is shown to nobody and kept nowhere.
"""

import dataclasses
import datetime
import json
import uuid

from django.db import connection

from candour.core import certificates
from candour.core.matching import conflicts
from candour.guard import keys
from candour.guard.keys import Reader
from candour.guard.seats import Seat

FEWEST = 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body outside a force that takes reports about it, and what it must pass on of them."""

    organisation_id: uuid.UUID
    name: str
    must_pass_on: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A force that reports may be about, and the bodies outside it, the first of them first."""

    organisation_id: uuid.UUID
    name: str
    outside: tuple[Body, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The desk that gets a report: its clean readers, and those who must never learn of it."""

    organisation_id: uuid.UUID
    name: str
    readers: tuple[Reader, ...]
    walled: tuple[uuid.UUID, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a desk is chosen for: the force, what was written, and who is left out from the start.

    `without` are accounts that must not get it although nothing written speaks against them.
    """

    receiver: Receiver
    written: conflicts.Written
    on: datetime.date
    without: frozenset[uuid.UUID] = frozenset()


class NoDesk(Exception):
    """Not one certified reader anywhere is free of doubt; nothing was sent."""


def receivers() -> tuple[Receiver, ...]:
    """Return the forces that can be chosen, by name."""
    with connection.cursor() as cursor:
        cursor.execute("select organisation_id, name, outside from access.receivers()")
        return tuple(
            Receiver(organisation_id=force, name=name, outside=_bodies(outside))
            for force, name, outside in cursor.fetchall()
        )


def officers() -> tuple[certificates.OfficerCertificate, ...]:
    """Return the certifying officers that seat certificates are checked against."""
    with connection.cursor() as cursor:
        cursor.execute("select body, signature from access.officers()")
        return tuple(
            certificates.OfficerCertificate(body=bytes(body), signature=bytes(signature))
            for body, signature in cursor.fetchall()
        )


def choose(*, asked: Asked, is_outside: bool) -> Desk:
    """Choose the force's desk, or an outside body's wherever the force's is in doubt.

    In doubt means: she asked for it, the department that handles complaints is itself described,
    people are described in letters that no reader can be compared with, or fewer than two of its
    readers are clean.
    """
    known = officers()
    if not is_outside and not _doubts_all(asked.written.about_people):
        force = asked.receiver
        inside = _desk(force.organisation_id, force.name, asked, known)
        if len(inside.readers) >= FEWEST:
            return inside
    outside = [desk for desk in _outside(asked, known) if desk.readers]
    if not outside:
        raise NoDesk
    return next((desk for desk in outside if len(desk.readers) >= FEWEST), outside[0])


def next_after(desk: Desk, *, asked: Asked) -> Desk | None:
    """Return the outside body's desk whose turn comes after that desk's, None if it is the last."""
    bodies = [body.organisation_id for body in asked.receiver.outside]
    place = bodies.index(desk.organisation_id) + 1 if desk.organisation_id in bodies else 0
    later = [one for one in _outside(asked, officers()) if one.organisation_id in bodies[place:]]
    return next((one for one in later if len(one.readers) >= FEWEST), None)


def keepers(*, asked: Asked, but_not: Desk) -> tuple[Reader, ...]:
    """Return who may hold a reporter's name: clean readers of a body that has not the report."""
    found = (
        desk.readers
        for desk in _outside(asked, officers())
        if desk.organisation_id != but_not.organisation_id
    )
    return next((readers for readers in found if len(readers) >= FEWEST), ())


def of(*, organisation_id: uuid.UUID, name: str, asked: Asked) -> Desk:
    """Return the clean readers of one organisation's desk, however few they are."""
    return _desk(organisation_id, name, asked, officers())


def _outside(asked: Asked, known: tuple[certificates.OfficerCertificate, ...]) -> list[Desk]:
    return [_desk(one.organisation_id, one.name, asked, known) for one in asked.receiver.outside]


def _doubts_all(about: tuple[str, ...]) -> bool:
    standards = conflicts.names_standards(about_people=about)
    return standards or conflicts.in_another_script(about_people=about)


def _desk(
    organisation: uuid.UUID,
    name: str,
    asked: Asked,
    known: tuple[certificates.OfficerCertificate, ...],
) -> Desk:
    clean, kept_out = [], []
    with connection.cursor() as cursor:
        cursor.execute(
            "select account_id, body, signatures, names, numbers, units, close_names"
            " from access.seal_targets(%s, %s)",
            [organisation, asked.on],
        )
        for account, body, signatures, names, numbers, units, close_names in cursor.fetchall():
            facts = conflicts.ReaderFacts(
                names=tuple(names),
                numbers=tuple(numbers),
                units=tuple(units),
                close_names=tuple(close_names),
            )
            may_concern = conflicts.may_concern(written=asked.written, reader=facts)
            if may_concern or account in asked.without:
                kept_out.append(account)
            else:
                clean.append((account, body, signatures))
    readers = keys.certified(
        seats=clean,
        officers=known,
        on=asked.on,
        seat=Seat.DESK_READER,
        organisation=organisation,
    )
    # An account with two certificates is found twice; a wall stands once.
    walled = tuple(dict.fromkeys(kept_out))
    return Desk(organisation_id=organisation, name=name, readers=readers, walled=walled)


def _bodies(outside: object) -> tuple[Body, ...]:
    # A cursor hands JSON over as text, or as what it holds.
    found = json.loads(outside) if isinstance(outside, str) else outside
    assert isinstance(found, list)  # noqa: S101 - the definer function answers nothing else
    return tuple(
        Body(
            organisation_id=uuid.UUID(body["id"]),
            name=body["name"],
            must_pass_on=body["must_pass_on"],
        )
        for body in found
    )
