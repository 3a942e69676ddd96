"""The legal holds that an overseer may know of: what they cover, who placed them, why and when."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import connection

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.people import naming

# Of the lifted ones; every hold in force is shown.
MOST = 500
_SEEN = """
    select hold_id, organisation_id, reference, from_on, until_on, placed_on, placed_by, body_id,
           reason, basis, is_in_force
    from oversight.holds_seen()
"""
_IN_FORCE = _SEEN + "where is_in_force"
_LIFTED = _SEEN + "where not is_in_force limit %s"
_ONE = _SEEN + "where hold_id = %s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One person's word that a hold may end."""

    on: datetime.date
    by: str
    body: str
    reason: str
    basis: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One hold. reference: of its case; empty where it covers a force between two days."""

    id: uuid.UUID
    organisation: str
    reference: str
    from_on: datetime.date | None
    until_on: datetime.date | None
    placed_on: datetime.date
    placed_by: str
    body: str
    reason: str
    basis: str
    is_in_force: bool
    said: tuple[Said, ...]

    @property
    def can_lift(self) -> bool:
        """Return whether it still stands and the actor has not said yet that it may end."""
        return self.is_in_force and not any(one.is_mine for one in self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """All holds in force, the newest that were lifted, and the forces to place one in."""

    in_force: tuple[Hold, ...]
    lifted: tuple[Hold, ...]
    has_more_lifted: bool
    forces: tuple[tuple[uuid.UUID, str], ...]


def holds(*, by: Actor, at: datetime.datetime) -> Holds:
    """Return the holds in the actor's forces; one on a case behind a wall is in none of them."""
    demand("oversight.holds", by=by, at=at)
    lifted = _read(_LIFTED, MOST + 1)
    return Holds(
        in_force=_read(_IN_FORCE),
        lifted=lifted[:MOST],
        has_more_lifted=len(lifted) > MOST,
        forces=_forces(by),
    )


def hold(*, which: uuid.UUID, by: Actor, at: datetime.datetime) -> Hold | None:
    """Return one hold, in force or not; None alike for one that is hidden and for none."""
    demand("oversight.holds", by=by, at=at)
    return next(iter(_read(_ONE, which)), None)


def _read(query: str, *values: int | uuid.UUID) -> tuple[Hold, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows = cursor.fetchall()
    said = _said()
    names = naming.organisation_names(
        organisations=[one for row in rows for one in (row[1], row[7])]
    )
    return tuple(
        Hold(
            id=row[0],
            organisation=names.get(row[1], ""),
            reference=row[2],
            from_on=row[3],
            until_on=row[4],
            placed_on=row[5],
            placed_by=row[6],
            body=names.get(row[7], ""),
            reason=row[8],
            basis=row[9],
            is_in_force=row[10],
            said=said.get(row[0], ()),
        )
        for row in rows
    )


def _said() -> dict[uuid.UUID, tuple[Said, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select hold_id, lifted_on, lifted_by, body_id, reason, basis, is_mine"
            " from oversight.lifts_seen()"
        )
        rows = cursor.fetchall()
    names = naming.organisation_names(organisations=[row[3] for row in rows])
    found: dict[uuid.UUID, tuple[Said, ...]] = {}
    for hold, on, who, body, reason, basis, is_mine in rows:
        one = Said(
            on=on, by=who, body=names.get(body, ""), reason=reason, basis=basis, is_mine=is_mine
        )
        found[hold] = (*found.get(hold, ()), one)
    return found


def _forces(by: Actor) -> tuple[tuple[uuid.UUID, str], ...]:
    """Return the bodies that the actor oversees from outside them, by name."""
    with connection.cursor() as cursor:
        cursor.execute("select unnest(guard.my_organisations())")
        mine = {force for (force,) in cursor.fetchall()} - {by.organisation_id}
    named = naming.organisation_names(organisations=mine)
    return tuple(sorted(named.items(), key=lambda one: (one[1], one[0])))
