"""Compares a description with a person, field by field: which level of agreement each reaches."""

import dataclasses
import datetime
import uuid
from collections.abc import Callable, Sequence

from candour.core.matching import nicknames, ranks, similarity
from candour.core.matching.levels import Level

SHORTEST_NUMBER = 3
NEAR = datetime.timedelta(days=365)
NEAR_YEARS = 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Born:
    """A date of birth, or the year alone where the day is None."""

    year: int
    on: datetime.date | None = None
    is_about: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What was said of a person, folded; empty where nothing was said.

    `unit_ids` are the units that what was typed may mean; `on` is when it happened, None if unsaid,
    `or_on` the same day with day and month swapped. `is_one_name`: one name was given without
    saying which. `is_family_borne`, `is_given_borne`: somebody of the register has that very name.
    `near_families`, `near_givens`: the names of the register that are nearly it; None where each
    is to be compared anew.
    """

    given: str = ""
    family: str = ""
    numbers: tuple[str, ...] = ()
    rank: str = ""
    unit_ids: frozenset[uuid.UUID] = frozenset()
    force_ids: frozenset[uuid.UUID] = frozenset()
    on: datetime.date | None = None
    or_on: datetime.date | None = None
    born: Born | None = None
    is_one_name: bool = False
    is_family_borne: bool = True
    is_given_borne: bool = True
    near_families: frozenset[str] | None = None
    near_givens: frozenset[str] | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A name of the register, folded; `others` are further given names and parts of the family."""

    given: str
    family: str
    is_current: bool
    others: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A number, or a unit with a rank, and the days between which it holds (both included)."""

    value: str
    unit_id: uuid.UUID | None = None
    force_id: uuid.UUID | None = None
    from_on: datetime.date | None = None
    until_on: datetime.date | None = None

    def covers(self, on: datetime.date | None, *, within: datetime.timedelta) -> bool:
        """Say whether the day falls in the period, or so close to it; an unsaid day always does."""
        if on is None:
            return True
        starts = self.from_on is None or self.from_on - within <= on
        return starts and (self.until_on is None or on <= self.until_on + within)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the register knows of one person."""

    person_id: uuid.UUID
    names: Sequence[KnownName]
    numbers: Sequence[Dated]
    postings: Sequence[Dated]
    born: Born | None = None


def levels(*, said: Description, known: Known) -> tuple[Level, ...]:
    """Return the level of every field that was said and is known."""
    found = [compare(said, known) for compare in _FIELDS]
    return tuple(level for level in found if level is not None)


def _family(said: Description, known: Known) -> Level | None:
    if not said.family or not known.names:
        return None
    found = [level for name in known.names if (level := _family_level(said, name))]
    return _first(found, Level.FAMILY_DIFFERENT)


def _family_level(said: Description, name: KnownName) -> Level | None:
    if name.family == said.family:
        return Level.FAMILY_EXACT if name.is_current else Level.FAMILY_FORMER
    if said.family in name.parts:
        return Level.FAMILY_PART
    if _is_near(said.family, name.family, said.near_families):
        return Level.FAMILY_CLOSE if said.is_family_borne else Level.FAMILY_MISSPELT
    return None


def _given(said: Description, known: Known) -> Level | None:
    if not said.given or not known.names:
        return None
    found = [level for name in known.names if (level := _given_level(said, name))]
    return _first(found, Level.GIVEN_DIFFERENT)


def _given_level(said: Description, name: KnownName) -> Level | None:
    if said.given == name.given:
        return Level.GIVEN_EXACT
    if nicknames.are_forms(said.given, name.given):
        return Level.GIVEN_FORM
    if said.given in name.others:
        return Level.GIVEN_OTHER
    if len(said.given) == 1 or len(name.given) == 1:
        return Level.GIVEN_INITIAL if said.given[:1] == name.given[:1] else None
    if _is_near(said.given, name.given, said.near_givens):
        return Level.GIVEN_CLOSE if said.is_given_borne else Level.GIVEN_MISSPELT
    return None


def _is_near(said: str, name: str, near: frozenset[str] | None) -> bool:
    return similarity.is_near(said, name) if near is None else name in near


def _number(said: Description, known: Known) -> Level | None:
    if not said.numbers or not known.numbers:
        return None
    pairs = [(typed, own) for typed in said.numbers for own in known.numbers]
    found = [level for typed, own in pairs if (level := _number_level(typed, own, said))]
    return _first(found, Level.NUMBER_DIFFERENT)


def _number_level(typed: str, own: Dated, said: Description) -> Level | None:
    if typed == own.value:
        held = own.covers(said.on, within=datetime.timedelta(0))
        return Level.NUMBER_THEN if held else Level.NUMBER_OTHER_TIME
    if len(typed) > SHORTEST_NUMBER and similarity.one_slip_apart(typed, own.value):
        return Level.NUMBER_SLIP
    return None


def _unit(said: Description, known: Known) -> Level | None:
    if not said.unit_ids or not known.postings:
        return None
    found = [
        _unit_level(posting, said) for posting in known.postings if posting.unit_id in said.unit_ids
    ]
    return _first(found, Level.UNIT_DIFFERENT)


def _unit_level(posting: Dated, said: Description) -> Level:
    if posting.covers(said.on, within=datetime.timedelta(0)):
        return Level.UNIT_THEN
    if posting.covers(said.on, within=NEAR):
        return Level.UNIT_NEAR
    if said.or_on is not None and posting.covers(said.or_on, within=datetime.timedelta(0)):
        return Level.UNIT_NEAR
    return Level.UNIT_OTHER_TIME


def _rank(said: Description, known: Known) -> Level | None:
    posted = [posting for posting in known.postings if posting.value]
    if not said.rank or not posted:
        return None
    level = ranks.level_of(said.rank)
    fits = [posting for posting in posted if ranks.level_of(posting.value) == level]
    if any(posting.covers(said.on, within=NEAR) for posting in fits):
        return Level.RANK_THEN
    return Level.RANK_OTHER_TIME if fits else Level.RANK_DIFFERENT


def _born(said: Description, known: Known) -> Level | None:
    if said.born is None or known.born is None:
        return None
    one, other = said.born, known.born
    if one.on and other.on:
        return _born_days(one.on, other.on)
    if one.year == other.year and not one.is_about:
        return Level.BORN_SAME
    is_near = abs(one.year - other.year) <= NEAR_YEARS
    return Level.BORN_NEAR if is_near else Level.BORN_DIFFERENT


def _born_days(one: datetime.date, other: datetime.date) -> Level:
    if one == other:
        return Level.BORN_SAME
    is_swapped = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    if is_swapped or similarity.one_slip_apart(f"{one:%Y%m%d}", f"{other:%Y%m%d}"):
        return Level.BORN_SLIP
    return Level.BORN_DIFFERENT


def _force(said: Description, known: Known) -> Level | None:
    served = {posting.force_id for posting in known.postings} - {None}
    if not said.force_ids or not served or said.unit_ids:
        return None
    return Level.FORCE_SAME if served & said.force_ids else Level.FORCE_DIFFERENT


def _first(found: Sequence[Level], otherwise: Level) -> Level:
    return min(found, key=_ORDER.__getitem__, default=otherwise)


_ORDER = {level: place for place, level in enumerate(Level)}
_FIELDS: tuple[Callable[[Description, Known], Level | None], ...] = (
    _family, _given, _number, _unit, _rank, _born, _force,
)  # fmt: skip
