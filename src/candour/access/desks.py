"""Receiving desks: which one may take a report, and which of its readers nothing speaks against.

A report is sealed before anything is known of its people, so every doubt counts. The answer is
used in the request that seals, is shown to nobody and kept nowhere.
"""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Sequence

from django.db import connection

from candour.access import certifying, custody
from candour.core import certificates
from candour.core.matching import conflicts
from candour.guard import keys
from candour.guard.custody.splitting import Custody, Holder
from candour.guard.keys import Reader
from candour.guard.seats import Seat

FEWEST = 2
NOBODY = Custody()


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
    """The desk that gets a report: its clean readers, and those who must never learn of it.

    `custody` holds shares of its keys, so that the words outlive the last reader.
    """

    organisation_id: uuid.UUID
    name: str
    readers: tuple[Reader, ...]
    walled: tuple[uuid.UUID, ...]
    custody: Custody = NOBODY


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
    return certifying.officers()


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
            return _with_custody(inside, asked, known)
    outside = [desk for desk in _outside(asked, known) if desk.readers]
    if not outside:
        raise NoDesk
    chosen = next((desk for desk in outside if len(desk.readers) >= FEWEST), outside[0])
    return _with_custody(chosen, asked, known)


def next_after(desk: Desk, *, asked: Asked) -> Desk | None:
    """Return the outside body's desk whose turn comes after that desk's, None if it is the last."""
    known = officers()
    bodies = [body.organisation_id for body in asked.receiver.outside]
    place = bodies.index(desk.organisation_id) + 1 if desk.organisation_id in bodies else 0
    later = [one for one in _outside(asked, known) if one.organisation_id in bodies[place:]]
    found = next((one for one in later if len(one.readers) >= FEWEST), None)
    return None if found is None else _with_custody(found, asked, known)


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
    known = officers()
    return _with_custody(_desk(organisation_id, name, asked, known), asked, known)


def _with_custody(
    desk: Desk, asked: Asked, known: tuple[certificates.OfficerCertificate, ...]
) -> Desk:
    """Add who holds shares of its keys: clean custodians, and the desks that may ask for them."""
    clean, doubted = [], []
    for account, body_id, body, signatures, *facts in custody.targets(on=asked.on):
        if account in asked.without or _may_concern(asked, facts):
            doubted.append(account)
        else:
            clean.append((account, body_id, body, signatures))
    asking = {one.organisation_id: one for one in [*_outside(asked, known), desk]}
    return dataclasses.replace(
        desk,
        walled=(*desk.walled, *doubted),
        custody=Custody(
            custodians=custody.certified(
                seats=clean, officers=known, on=asked.on, seat=Seat.CUSTODIAN
            ),
            askers=tuple(
                Holder(
                    account_id=reader.account_id,
                    body_id=one.organisation_id,
                    public_key=reader.public_key,
                )
                for one in asking.values()
                for reader in one.readers
            ),
        ),
    )


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
        for account, body, signatures, *facts in cursor.fetchall():
            if account in asked.without or _may_concern(asked, facts):
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


def _may_concern(asked: Asked, facts: Sequence[Sequence[str]]) -> bool:
    names, numbers, units, close_names = map(tuple, facts)
    reader = conflicts.ReaderFacts(
        names=names, numbers=numbers, units=units, close_names=close_names
    )
    return conflicts.may_concern(written=asked.written, reader=reader)


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
