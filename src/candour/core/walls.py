"""The rule of the walls, stated once: who may see a file, and whom a file's people keep out.

`guard` applies the first rule in PostgreSQL's row security and the second is computed there in
bulk; tests hold both against these functions on generated worlds.
"""

import dataclasses
import datetime
import enum
import uuid
from collections.abc import Iterable, Sequence

YEARS_SHARED = 10
LONGEST_LINE = 20


class Because(enum.StrEnum):
    """Why an account is kept from a file."""

    IS_SUBJECT = "is_subject"
    SHARED_UNIT = "shared_unit"
    LINE_OF_COMMAND = "line_of_command"
    UNDER_COMMAND = "under_command"
    ASSOCIATION = "association"
    EARLIER_CASE = "earlier_case"
    NAMED_BY_REPORTER = "named_by_reporter"


WORDS = {
    Because.IS_SUBJECT: "It may be about them.",
    Because.SHARED_UNIT: "They served in one unit with someone it may be about, in the last ten"
    " years.",
    Because.LINE_OF_COMMAND: "They command someone it may be about.",
    Because.UNDER_COMMAND: "Someone it may be about commands them.",
    Because.ASSOCIATION: "They are associated with someone it may be about.",
    Because.EARLIER_CASE: "A wall keeps them from an earlier case of the same person.",
    Because.NAMED_BY_REPORTER: "The reporter named them as someone who must not see it.",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What decides whether an account sees a file.

    `wall_epoch` is None until a wall has been computed; an inactive account has no grants.
    """

    has_actor: bool
    is_active: bool
    is_granted: bool
    is_in_scope: bool
    is_report: bool
    wall_epoch: int | None
    is_walled: bool


def may_see(sight: Sight) -> bool:
    """Decide whether a file is visible: an actor, a grant or scope, a computed wall, and none here.

    A scope covers cases only: a report is seen by those it was sealed to.
    """
    if not sight.has_actor or not sight.is_active:
        return False
    if sight.wall_epoch is None or sight.is_walled:
        return False
    return sight.is_granted or (sight.is_in_scope and not sight.is_report)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Someone with an account; `decides` marks the appropriate authority, where the line stops."""

    account_id: uuid.UUID
    person_id: uuid.UUID
    decides: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A posting: who, in which unit, under whom, between which days (both included)."""

    person_id: uuid.UUID
    unit_id: uuid.UUID
    from_on: datetime.date
    until_on: datetime.date | None
    line_manager_id: uuid.UUID | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """An association of two people; `ended_on` is None while it lasts."""

    person_id: uuid.UUID
    other_id: uuid.UUID
    ended_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything about people that a wall is computed from."""

    holders: Sequence[Holder]
    spells: Sequence[Spell]
    ties: Sequence[Tie]


def near(
    *, world: World, persons: Iterable[uuid.UUID], on: datetime.date
) -> frozenset[tuple[uuid.UUID, Because]]:
    """Return (account, reason) for every holder too close to one of these persons on that day."""
    found: set[tuple[uuid.UUID, Because]] = set()
    about = frozenset(persons)
    for holder in world.holders:
        reasons = _reasons(holder, world, about, on)
        found.update((holder.account_id, reason) for reason in reasons)
    return frozenset(found)


def _reasons(
    holder: Holder, world: World, about: frozenset[uuid.UUID], on: datetime.date
) -> set[Because]:
    others = about - {holder.person_id}
    tests = {
        Because.IS_SUBJECT: holder.person_id in about,
        Because.SHARED_UNIT: _shared_unit(holder, world, others, on),
        Because.LINE_OF_COMMAND: _commands(holder, world, about, on),
        Because.UNDER_COMMAND: _is_under(holder, world, about, on),
        Because.ASSOCIATION: _is_tied(holder, world, about, on),
    }
    return {reason for reason, holds in tests.items() if holds}


def _shared_unit(
    holder: Holder, world: World, about: frozenset[uuid.UUID], on: datetime.date
) -> bool:
    earliest = _years_before(on, YEARS_SHARED)
    own = [spell for spell in world.spells if spell.person_id == holder.person_id]
    theirs = [spell for spell in world.spells if spell.person_id in about]
    return any(
        mine.unit_id == other.unit_id
        and max(mine.from_on, other.from_on, earliest)
        <= min(mine.until_on or on, other.until_on or on, on)
        for mine in own
        for other in theirs
    )


def _commands(holder: Holder, world: World, about: frozenset[uuid.UUID], on: datetime.date) -> bool:
    """Walk up from each subject; the line stops below whoever decides for the force."""
    if holder.decides:
        return False
    deciders = {one.person_id for one in world.holders if one.decides}
    managers = _managers(world, on)
    level, steps = set(about), 0
    while level and steps < LONGEST_LINE:
        level = {above for below in level for above in managers.get(below, ())}
        if holder.person_id in level:
            return True
        level -= deciders
        steps += 1
    return False


def _is_under(holder: Holder, world: World, about: frozenset[uuid.UUID], on: datetime.date) -> bool:
    return bool(set(_managers(world, on).get(holder.person_id, ())) & about)


def _managers(world: World, on: datetime.date) -> dict[uuid.UUID, set[uuid.UUID]]:
    managers: dict[uuid.UUID, set[uuid.UUID]] = {}
    for spell in world.spells:
        if spell.line_manager_id is not None and _covers(spell, on):
            managers.setdefault(spell.person_id, set()).add(spell.line_manager_id)
    return managers


def _is_tied(holder: Holder, world: World, about: frozenset[uuid.UUID], on: datetime.date) -> bool:
    earliest = _years_before(on, YEARS_SHARED)
    return any(
        (tie.ended_on is None or tie.ended_on >= earliest)
        and (
            (tie.person_id == holder.person_id and tie.other_id in about)
            or (tie.other_id == holder.person_id and tie.person_id in about)
        )
        for tie in world.ties
    )


def _covers(spell: Spell, on: datetime.date) -> bool:
    return spell.from_on <= on and (spell.until_on is None or spell.until_on >= on)


def _years_before(on: datetime.date, years: int) -> datetime.date:
    """Return the same day so many years before; 29 February becomes the 28th, as in PostgreSQL."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)
