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
    IS_HANDLER = "is_handler"
    IS_WITNESS = "is_witness"
    IS_REPRESENTATIVE = "is_representative"
    SHARED_UNIT = "shared_unit"
    SHARED_COURSE = "shared_course"
    LINE_OF_COMMAND = "line_of_command"
    UNDER_COMMAND = "under_command"
    FAMILY = "family"
    PARTNER = "partner"
    FORMER_PARTNER = "former_partner"
    ASSOCIATION = "association"
    DISCOVERED_ASSOCIATION = "discovered_association"
    CO_SUBJECT = "co_subject"
    EARLIER_CASE = "earlier_case"
    NAMED_BY_REPORTER = "named_by_reporter"
    WATCHED_MANAGER = "watched_manager"
    ADDED_BY_HAND = "added_by_hand"
    REMOVED_SELF = "removed_self"
    DECLARED_CONFLICT = "declared_conflict"
    OTHER_TEAM = "other_team"


# What people decided stays through every computing anew.
STANDING = frozenset(
    {
        Because.NAMED_BY_REPORTER,
        Because.WATCHED_MANAGER,
        Because.ADDED_BY_HAND,
        Because.REMOVED_SELF,
        Because.DECLARED_CONFLICT,
        Because.OTHER_TEAM,
    }
)
TIES = frozenset(
    {
        Because.FAMILY,
        Because.PARTNER,
        Because.FORMER_PARTNER,
        Because.ASSOCIATION,
        Because.DISCOVERED_ASSOCIATION,
    }
)
WORDS = {
    Because.IS_SUBJECT: "It may be about them.",
    Because.IS_HANDLER: "Their own handling of a case is complained of.",
    Because.IS_WITNESS: "They are a witness in it.",
    Because.IS_REPRESENTATIVE: "They stand by one side of it.",
    Because.SHARED_UNIT: "They served in one unit with someone it may be about, in the last ten"
    " years.",
    Because.SHARED_COURSE: "They attended one training course with someone it may be about, in the"
    " last ten years.",
    Because.LINE_OF_COMMAND: "They command someone it may be about.",
    Because.UNDER_COMMAND: "Someone it may be about commands them.",
    Because.FAMILY: "They are of one family with someone it concerns.",
    Because.PARTNER: "They are the partner of someone it concerns.",
    Because.FORMER_PARTNER: "They were the partner of someone it concerns.",
    Because.ASSOCIATION: "They are associated with someone it concerns.",
    Because.DISCOVERED_ASSOCIATION: "An association with someone it concerns was discovered.",
    Because.CO_SUBJECT: "They were named together with someone it may be about, in one case.",
    Because.EARLIER_CASE: "A wall keeps them from an earlier case of the same person.",
    Because.NAMED_BY_REPORTER: "The reporter named them as someone who must not see it.",
    Because.WATCHED_MANAGER: "They were told of it as a manager, and had to pass it on.",
    Because.ADDED_BY_HAND: "A handler of the case added them.",
    Because.REMOVED_SELF: "They said that they should not be on it.",
    Because.DECLARED_CONFLICT: "They declared a conflict of interest.",
    Because.OTHER_TEAM: "They handle a case that another team must keep apart from this one.",
}

# Whom a file concerns, by role. A witness's unit and course are mostly the reporter's own, and
# would leave nobody; whoever is close to a witness may still shape the account.
OWN = {
    "subject": Because.IS_SUBJECT,
    "candidate": Because.IS_SUBJECT,
    "handler": Because.IS_HANDLER,
    "witness": Because.IS_WITNESS,
    "representative": Because.IS_REPRESENTATIVE,
}
SURROUNDED = frozenset({"subject", "candidate", "handler"})


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
    """An association of two people; `ended_on` is None while it lasts, or if nobody knows."""

    person_id: uuid.UUID
    other_id: uuid.UUID
    ended_on: datetime.date | None
    kind: str = "associate"
    is_discovered: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Somebody attended one run of a training course; both days included."""

    person_id: uuid.UUID
    run: tuple[uuid.UUID, str]
    from_on: datetime.date
    until_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything about people that a wall is computed from; `together`: the subjects by file."""

    holders: Sequence[Holder]
    spells: Sequence[Spell]
    ties: Sequence[Tie]
    attendances: Sequence[Attendance] = ()
    together: Sequence[frozenset[uuid.UUID]] = ()


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


def drawn(
    *, world: World, involved: Iterable[tuple[uuid.UUID, str]], on: datetime.date
) -> frozenset[tuple[uuid.UUID, Because]]:
    """Return (account, reason) for every wall that people in these roles draw round a file."""
    found: set[tuple[uuid.UUID, Because]] = set()
    for person, role in involved:
        for account, reason in near(world=world, persons=[person], on=on):
            wall = as_wall(role=role, reason=reason)
            if wall is not None:
                found.add((account, wall))
    return frozenset(found)


def as_wall(*, role: str, reason: Because) -> Because | None:
    """Return why somebody near a person is walled from a file the person has this role in.

    None: not at all. Whoever stands by one side is walled alone, a witness with those close.
    """
    if reason is Because.IS_SUBJECT:
        return OWN[role]
    if role in SURROUNDED or (role == "witness" and reason in TIES):
        return reason
    return None


def _reasons(
    holder: Holder, world: World, about: frozenset[uuid.UUID], on: datetime.date
) -> set[Because]:
    others = about - {holder.person_id}
    tests = {
        Because.IS_SUBJECT: holder.person_id in about,
        Because.SHARED_UNIT: _shared_unit(holder, world, others, on),
        Because.LINE_OF_COMMAND: _commands(holder, world, about, on),
        Because.UNDER_COMMAND: _is_under(holder, world, about, on),
        Because.SHARED_COURSE: _shared_course(holder, world, others, on),
        Because.CO_SUBJECT: _is_named_with(holder, world, others),
    }
    return {reason for reason, holds in tests.items() if holds} | _ties(holder, world, about, on)


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


def _shared_course(
    holder: Holder, world: World, others: frozenset[uuid.UUID], on: datetime.date
) -> bool:
    """Compare runs, not days: whoever left a course early still knows who was on it."""
    earliest = _years_before(on, YEARS_SHARED)
    recent = [
        one
        for one in world.attendances
        if one.from_on <= on and (one.until_on or one.from_on) >= earliest
    ]
    own = {one.run for one in recent if one.person_id == holder.person_id}
    return any(one.run in own for one in recent if one.person_id in others)


def _is_named_with(holder: Holder, world: World, others: frozenset[uuid.UUID]) -> bool:
    return any(holder.person_id in group and group & others for group in world.together)


def _ties(
    holder: Holder, world: World, about: frozenset[uuid.UUID], on: datetime.date
) -> set[Because]:
    earliest = _years_before(on, YEARS_SHARED)
    return {
        _of_tie(tie)
        for tie in world.ties
        if (tie.ended_on is None or tie.ended_on >= earliest)
        and (
            (tie.person_id == holder.person_id and tie.other_id in about)
            or (tie.other_id == holder.person_id and tie.person_id in about)
        )
    }


def _of_tie(tie: Tie) -> Because:
    if tie.kind in {"family", "partner", "former_partner"}:
        return Because(tie.kind)
    return Because.DISCOVERED_ASSOCIATION if tie.is_discovered else Because.ASSOCIATION


def _covers(spell: Spell, on: datetime.date) -> bool:
    return spell.from_on <= on and (spell.until_on is None or spell.until_on >= on)


def _years_before(on: datetime.date, years: int) -> datetime.date:
    """Return the same day so many years before; 29 February becomes the 28th, as in PostgreSQL."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)
