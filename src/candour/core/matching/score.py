"""Scores how well a person of the register fits a description, field by field, with the reasons.

Additive weights in bits, in the form of Fellegi and Sunter: log2 of how much likelier a level of
agreement is for the same person than for another. These are set by hand from the plain frequencies
named beside them; a trained table replaces `WEIGHTS` without any other change.

References: Fellegi and Sunter (1969), A theory for record linkage, JASA 64:1183.
"""

import dataclasses
import datetime
import enum
import uuid
from collections.abc import Sequence

from candour.core.matching import nicknames, ranks, similarity

CLOSE = 0.88
SHORTEST_NUMBER = 3
NEAR = datetime.timedelta(days=365)


class Level(enum.StrEnum):
    """A level of agreement of one field; the code is what is stored with a suggestion."""

    FAMILY_EXACT = "family_exact"
    FAMILY_CLOSE = "family_close"
    FAMILY_FORMER = "family_former"
    FAMILY_DIFFERENT = "family_different"
    GIVEN_EXACT = "given_exact"
    GIVEN_FORM = "given_form"
    GIVEN_CLOSE = "given_close"
    GIVEN_INITIAL = "given_initial"
    GIVEN_DIFFERENT = "given_different"
    NUMBER_THEN = "number_then"
    NUMBER_OTHER_TIME = "number_other_time"
    NUMBER_SLIP = "number_slip"
    NUMBER_DIFFERENT = "number_different"
    UNIT_THEN = "unit_then"
    UNIT_NEAR = "unit_near"
    UNIT_OTHER_TIME = "unit_other_time"
    UNIT_DIFFERENT = "unit_different"
    RANK_THEN = "rank_then"
    RANK_DIFFERENT = "rank_different"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a level of agreement counts, in bits, and what it says in words."""

    bits: float
    words: str


# A family name is shared by about one in 500 people, a given name by about one in 60; a number is
# one person's at a time; a unit holds about one in 100 of a force, a rank about one in three.
WEIGHTS = {
    Level.FAMILY_EXACT: Weight(bits=8.5, words="The family name is the same"),
    Level.FAMILY_CLOSE: Weight(bits=5.5, words="The family name is nearly the same"),
    Level.FAMILY_FORMER: Weight(bits=7.0, words="The family name is a former or other name"),
    Level.FAMILY_DIFFERENT: Weight(bits=-5.0, words="The family name is different"),
    Level.GIVEN_EXACT: Weight(bits=5.5, words="The given name is the same"),
    Level.GIVEN_FORM: Weight(bits=4.5, words="The given name is a form of the same name"),
    Level.GIVEN_CLOSE: Weight(bits=3.0, words="The given name is nearly the same"),
    Level.GIVEN_INITIAL: Weight(bits=2.0, words="The initial is the same"),
    Level.GIVEN_DIFFERENT: Weight(bits=-3.0, words="The given name is different"),
    Level.NUMBER_THEN: Weight(bits=12.0, words="The number was theirs at that time"),
    Level.NUMBER_OTHER_TIME: Weight(bits=8.0, words="The number was theirs at another time"),
    Level.NUMBER_SLIP: Weight(bits=5.0, words="The number is one slip away from theirs"),
    Level.NUMBER_DIFFERENT: Weight(bits=-2.0, words="The number is different"),
    Level.UNIT_THEN: Weight(bits=5.5, words="They served in that unit at that time"),
    Level.UNIT_NEAR: Weight(bits=4.0, words="They served in that unit within a year of it"),
    Level.UNIT_OTHER_TIME: Weight(bits=2.0, words="They served in that unit at another time"),
    Level.UNIT_DIFFERENT: Weight(bits=-2.0, words="They are not known in that unit"),
    Level.RANK_THEN: Weight(bits=1.5, words="The rank fits"),
    Level.RANK_DIFFERENT: Weight(bits=-1.0, words="The rank is different"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What was said of a person, folded; empty where nothing was said.

    `unit_ids` are the units that what was typed may mean; `on` is when it happened, None if unsaid.
    """

    given: str = ""
    family: str = ""
    numbers: tuple[str, ...] = ()
    rank: str = ""
    unit_ids: frozenset[uuid.UUID] = frozenset()
    on: datetime.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A name of the register, folded."""

    given: str
    family: str
    is_current: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A number, or a unit with a rank, and the days between which it holds (both included)."""

    value: str
    unit_id: uuid.UUID | None = None
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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How well one person fits, in bits, and why, strongest reason first."""

    person_id: uuid.UUID
    bits: float
    because: tuple[Level, ...]


def score(*, said: Description, known: Known) -> Match:
    """Compare a description with one person; what was not said, or not known, counts nothing."""
    levels = [
        level
        for level in (_family(said, known), _given(said, known), _number(said, known),
                      _unit(said, known), _rank(said, known))
        if level is not None
    ]  # fmt: skip
    levels.sort(key=lambda level: (-WEIGHTS[level].bits, level))
    bits = sum(WEIGHTS[level].bits for level in levels)
    return Match(person_id=known.person_id, bits=bits, because=tuple(levels))


def rank(
    *, said: Description, register: Sequence[Known], at_least: float, most: int
) -> tuple[Match, ...]:
    """Return the best matches, best first; equal ones in the order of their ids."""
    matches = [score(said=said, known=known) for known in register]
    worth = [match for match in matches if match.bits >= at_least]
    worth.sort(key=lambda match: (-match.bits, match.person_id.bytes))
    return tuple(worth[:most])


def _family(said: Description, known: Known) -> Level | None:
    if not said.family or not known.names:
        return None
    found = []
    for name in known.names:
        if name.family == said.family:
            found.append(Level.FAMILY_EXACT if name.is_current else Level.FAMILY_FORMER)
        elif similarity.jaro_winkler(name.family, said.family) >= CLOSE:
            found.append(Level.FAMILY_CLOSE)
    return _best(found, Level.FAMILY_DIFFERENT)


def _given(said: Description, known: Known) -> Level | None:
    if not said.given or not known.names:
        return None
    found = [level for name in known.names if (level := _given_level(said.given, name.given))]
    return _best(found, Level.GIVEN_DIFFERENT)


def _given_level(said: str, given: str) -> Level | None:
    if said == given:
        return Level.GIVEN_EXACT
    if nicknames.are_forms(said, given):
        return Level.GIVEN_FORM
    if len(said) == 1 or len(given) == 1:
        return Level.GIVEN_INITIAL if said[:1] == given[:1] else None
    if similarity.jaro_winkler(said, given) >= CLOSE:
        return Level.GIVEN_CLOSE
    return None


def _number(said: Description, known: Known) -> Level | None:
    if not said.numbers or not known.numbers:
        return None
    pairs = [(typed, own) for typed in said.numbers for own in known.numbers]
    found = [level for typed, own in pairs if (level := _number_level(typed, own, said.on))]
    return _best(found, Level.NUMBER_DIFFERENT)


def _number_level(typed: str, own: Dated, on: datetime.date | None) -> Level | None:
    if typed == own.value:
        held = own.covers(on, within=datetime.timedelta(0))
        return Level.NUMBER_THEN if held else Level.NUMBER_OTHER_TIME
    if len(typed) > SHORTEST_NUMBER and similarity.one_slip_apart(typed, own.value):
        return Level.NUMBER_SLIP
    return None


def _unit(said: Description, known: Known) -> Level | None:
    if not said.unit_ids or not known.postings:
        return None
    found = [
        _unit_level(posting, said.on)
        for posting in known.postings
        if posting.unit_id in said.unit_ids
    ]
    return _best(found, Level.UNIT_DIFFERENT)


def _unit_level(posting: Dated, on: datetime.date | None) -> Level:
    if posting.covers(on, within=datetime.timedelta(0)):
        return Level.UNIT_THEN
    if posting.covers(on, within=NEAR):
        return Level.UNIT_NEAR
    return Level.UNIT_OTHER_TIME


def _rank(said: Description, known: Known) -> Level | None:
    held = [
        ranks.level_of(posting.value)
        for posting in known.postings
        if posting.value and posting.covers(said.on, within=NEAR)
    ]
    if not said.rank or not held:
        return None
    fits = ranks.level_of(said.rank) in held
    return Level.RANK_THEN if fits else Level.RANK_DIFFERENT


def _best(found: Sequence[Level], otherwise: Level) -> Level:
    return max(found, key=lambda level: WEIGHTS[level].bits, default=otherwise)
