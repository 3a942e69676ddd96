"""The terms of the score card: a few numbers about each person, each said in one sentence."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from candour.patterns.warning.scoring.incidents import Floats, Incidents
from candour.patterns.warning.scoring.peers import Place

NEW_YEARS = 4.0
LONG_YEARS = 25.0
MOST_LONG_YEARS = 12.0
OPEN_YEARS = 4.0
MOST_MOVES = 4


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """What terms are made of: the incidents of everybody and where each person stands."""

    incidents: Incidents
    places: Sequence[Place]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One number about a person, and what it says."""

    summary: str
    of: Callable[[Known], Floats]


def _decayed(known: Known, half_life: float, of: Floats | float = 1.0) -> Floats:
    found = known.incidents
    return found.total(of=0.5 ** (found.years_ago / half_life) * of)


def _served(known: Known) -> Floats:
    return np.array([place.served for place in known.places], dtype=np.float64)


def _likely(half_life: float) -> Callable[[Known], Floats]:
    return lambda known: np.sqrt(_decayed(known, half_life, known.incidents.share))


def _of_those(which: str) -> Callable[[Known], Floats]:
    return lambda known: np.sqrt(_decayed(known, 4.0, getattr(known.incidents, which)))


def _open(known: Known) -> Floats:
    found = known.incidents
    return np.sqrt(found.total(of=found.is_open & (found.years_ago < OPEN_YEARS)))


def _moves(known: Known) -> Floats:
    found = np.array([place.moves for place in known.places], dtype=np.float64)
    return np.minimum(found, MOST_MOVES)


# The order is that of the card. Sums under a root: the tenth matter adds less than the first.
TERMS: Mapping[str, Term] = MappingProxyType(
    {
        "recent": Term(
            summary="Incidents, each counted by how often matters of its kind are proven and half"
            " as much for every 2 years since; root of the sum",
            of=_likely(2.0),
        ),
        "lasting": Term(
            summary="The same, half as much for every 4 years since; root of the sum",
            of=_likely(4.0),
        ),
        "proven": Term(
            summary="Incidents that were proven, half as much for every 4 years since; root of the"
            " sum",
            of=_of_those("is_proven"),
        ),
        "open": Term(
            summary="Incidents of the last 4 years in which nothing is decided; root of the number",
            of=_open,
        ),
        "new": Term(
            summary="Less than 4 years of service: 1, else 0",
            of=lambda known: (_served(known) < NEW_YEARS).astype(np.float64),
        ),
        "moves": Term(
            summary="Units joined in the last 5 years, 4 at most",
            of=_moves,
        ),
        "long": Term(
            summary="Years of service beyond 25, 12 at most: fewer stay to be complained of",
            of=lambda known: np.clip(_served(known) - LONG_YEARS, 0.0, MOST_LONG_YEARS),
        ),
    }
)
# These alone may lower a score.
LOWERING = frozenset({"long"})


def values(*, known: Known) -> Floats:
    """Return the terms of everybody in columns, in the order of the card."""
    return np.column_stack([term.of(known) for term in TERMS.values()])
