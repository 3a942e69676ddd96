"""Who could open a case, who is kept from it, and why: for the few who may ask, by role."""

import dataclasses
import datetime
import uuid

from django.db import connection

from candour.cases.reading import wording
from candour.core import walls
from candour.guard import permissions
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.guard.seats import Seat
from candour.people import naming

MOST = 500
_BY_ROLE = {
    "reader": "Named as a reader of the case",
    "investigator": "Was given the case to investigate",
    "scope": "Sees every case of the force",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One account by its seat and its body, never by name, and why in words."""

    seat: str
    organisation: str
    because: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WhoPage:
    """Both lists of one case; `is_cut` says that more are walled than are shown."""

    reference: str
    could_open: tuple[Line, ...]
    walled: tuple[Line, ...]
    is_cut: bool


class NoCase(Exception):
    """No case that you may ask about has this reference."""


def may_ask(*, by: Actor, at: datetime.datetime) -> None:
    """Refuse whoever has no seat that asks who could open a case."""
    demand("cases.ask_who", by=by, at=at)


def find(*, reference: str, by: Actor, at: datetime.datetime) -> uuid.UUID:
    """Return the case of a reference that the actor may ask about."""
    demand("cases.who_may_open", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select cases.asked_about(%s)", [reference.strip().upper()])
        (found,) = cursor.fetchone()
    if found is None:
        raise NoCase
    file: uuid.UUID = found
    return file


def who_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> WhoPage:
    """Return who could open a case and who is walled; whoever may not ask is told of no case."""
    demand("cases.who_may_open", by=by, at=at, file=file)
    with connection.cursor() as cursor:
        cursor.execute("select cases.reference_asked(%s)", [file])
        (reference,) = cursor.fetchone()
        if reference is None:
            permissions.deny("cases.who_may_open", by=by, at=at, file=file)
        cursor.execute(
            "select seat, organisation_id, by_role, holds_keys from cases.who_could_open(%s)"
            " limit %s",
            [file, MOST],
        )
        could = cursor.fetchall()
        cursor.execute(
            "select seat, organisation_id, because from cases.who_is_walled(%s) limit %s",
            [file, MOST + 1],
        )
        walled = cursor.fetchall()
    names = naming.organisation_names(organisations={row[1] for row in (*could, *walled)})
    return WhoPage(
        reference=reference,
        could_open=tuple(
            Line(
                seat=wording.SEATS[Seat(seat)],
                organisation=names.get(body, ""),
                because=(_BY_ROLE.get(role, role), _keys(holds_keys=holds)),
            )
            for seat, body, role, holds in could
        ),
        walled=tuple(
            Line(
                seat=wording.SEATS[Seat(seat)],
                organisation=names.get(body, ""),
                because=tuple(walls.WORDS[walls.Because(one)] for one in because),
            )
            for seat, body, because in walled[:MOST]
        ),
        is_cut=len(walled) > MOST,
    )


def _keys(*, holds_keys: bool) -> str:
    return "Holds its keys" if holds_keys else "Holds no key: sees codes and dates alone"
