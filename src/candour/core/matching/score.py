"""Scores how well a person of the register fits a description, field by field, with the reasons.

Additive weights in bits, in the form of Fellegi and Sunter: log2 of how much likelier a level of
agreement is for the same person than for another. The chances come from the trained file of
weights; how common a name, number, unit or rank is comes from the register itself.

References: Fellegi and Sunter (1969), A theory for record linkage, JASA 64:1183; Winkler (1989),
frequency-based matching.
"""

import dataclasses
import math
import uuid
from collections.abc import Iterable, Mapping, Sequence

from candour.core.matching import comparing
from candour.core.matching import weights as trained
from candour.core.matching.comparing import Dated, Description, Known, KnownName
from candour.core.matching.levels import WORDS, Level
from candour.core.matching.weights import Weights

__all__ = [
    "WEIGHTS", "Dated", "Description", "Known", "KnownName", "Level", "Match", "Reading", "Scorer",
    "Weight", "probabilities", "rank", "readings_of", "score",
]  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a level of agreement counts on average, in bits, and what it says in words."""

    bits: float
    words: str


WEIGHTS = {level: Weight(bits=trained.shipped().bits(level), words=WORDS[level]) for level in Level}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read what was said, and what must be paid for reading it so.

    `shares`: how many of all people reach a level with what was said; a level left out counts as
    the trained table has it.
    """

    said: Description
    shares: Mapping[Level, float] = dataclasses.field(default_factory=dict)
    bits: float = 0.0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How well one person fits, in bits, and why, strongest reason first, with the bits of each."""

    person_id: uuid.UUID
    bits: float
    because: tuple[Level, ...]
    parts: tuple[float, ...] = ()


def readings_of(*, said: Description, weights: Weights) -> tuple[tuple[Description, float], ...]:
    """Return the ways to read a description: as it stands, and with the names swapped.

    Where one name was given without saying which, it may be either at no cost.
    """
    if not said.given and not said.family:
        return ((said, 0.0),)
    other = dataclasses.replace(said, given=said.family, family=said.given)
    cost = 0.0 if said.is_one_name else math.log2(weights.swapped)
    return ((said, 0.0), (other, cost))


class Scorer:
    """Compares one description, in all its readings, with people; looks weights up once."""

    def __init__(self, *, readings: Sequence[Reading], weights: Weights | None = None) -> None:
        table = weights or trained.shipped()
        self._readings = [
            (one, {level: table.bits(level, share=one.shares.get(level)) for level in Level})
            for one in readings
        ]

    def bits(self, *, known: Known) -> float:
        """Return how well a person fits, in bits."""
        return self._best(known)[0]

    def match(self, *, known: Known) -> Match:
        """Return how well a person fits, and why."""
        bits, levels, table = self._best(known)
        worth = sorted(
            ((table[level], level) for level in levels), key=lambda one: (-one[0], one[1])
        )
        return Match(
            person_id=known.person_id,
            bits=bits,
            because=tuple(level for _, level in worth),
            parts=tuple(part for part, _ in worth),
        )

    def _best(self, known: Known) -> tuple[float, tuple[Level, ...], Mapping[Level, float]]:
        best = None
        for reading, table in self._readings:
            levels = comparing.levels(said=reading.said, known=known)
            bits = reading.bits + sum(table[level] for level in levels)
            if best is None or bits > best[0]:
                best = (bits, levels, table)
            if reading.bits == 0 and not reading.said.is_one_name and not _DIFFERENT & set(levels):
                break
        if best is None:
            message = "A description has at least one reading."
            raise ValueError(message)
        return best


_DIFFERENT = frozenset({Level.FAMILY_DIFFERENT, Level.GIVEN_DIFFERENT})


def score(*, readings: Sequence[Reading], known: Known, weights: Weights | None = None) -> Match:
    """Compare a description with one person; what was not said, or not known, counts nothing."""
    return Scorer(readings=readings, weights=weights).match(known=known)


def rank(
    *,
    readings: Sequence[Reading],
    register: Iterable[Known],
    at_least: float,
    most: int,
    weights: Weights | None = None,
) -> tuple[Match, ...]:
    """Return the best matches, best first; equal ones in the order of their ids."""
    scorer = Scorer(readings=readings, weights=weights)
    matches = [scorer.match(known=known) for known in register]
    worth = [match for match in matches if match.bits >= at_least]
    worth.sort(key=lambda match: (-match.bits, match.person_id.bytes))
    return tuple(worth[:most])


def probabilities(*, bits: Sequence[float], people: int, known: float) -> tuple[float, ...]:
    """Return how probable each candidate is, one of them at most being the person described.

    Before anything is compared the person is on the register with the chance `known`, and may be
    anybody of so many people; the other candidates and nobody share what is left.
    """
    nobody = max(people, 1) * (1 - known) / known
    odds = [2.0 ** min(bit, 200.0) for bit in bits]
    whole = sum(odds) + nobody
    return tuple(one / whole for one in odds)
