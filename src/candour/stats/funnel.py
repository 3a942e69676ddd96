"""Units beside what is expected of them, where units differ a little by themselves.

With nothing but chance between them, one unit in 500 would lie outside limits of 99.8 per cent. But
units always differ more than that: by shifts, by places, by how they are counted. That ordinary
spread is estimated from the units and added to chance, so that only the extraordinary is called.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

CALL: Final = 0.998
LOOK: Final = 0.95
_TRIMMED: Final = 0.1


class ImpossibleUnit(ValueError):
    """Each unit has a count that is not negative and an expected number above 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A unit: count over expected, how likely so few and so many are, and what that comes to.

    is_called: outside the limits of 99.8 per cent; is_to_look_at: outside those of 95.
    """

    observed: int
    expected: float
    value: float
    at_most: float
    at_least: float

    @property
    def is_called(self) -> bool:
        """Say whether the unit lies outside the limits of 99.8 per cent."""
        return min(self.at_most, self.at_least) < (1 - CALL) / 2

    @property
    def is_to_look_at(self) -> bool:
        """Say whether the unit lies outside the limits of 95 per cent."""
        return min(self.at_most, self.at_least) < (1 - LOOK) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Units in the order in which they were given; spread: the variance between units' ratios."""

    spread: float
    units: tuple[Placed, ...]


def funnel(*, observed: Sequence[int], expected: Sequence[float]) -> Funnel:
    """Place each unit, with mid-p probabilities and the units' own spread added to chance.

    The spread is the method of moments on z scores whose outer tenth at either end is drawn in, so
    that an extraordinary unit does not hide itself. A unit's count is then Poisson with a Gamma
    ratio of mean 1 and that variance. Since the spread is itself an estimate from so many units,
    the probability is carried over, by its normal score, to Student's t.

    References: Spiegelhalter 2005, Stat Med 24:1185; mid-p: Lancaster 1961, JASA 56:223.
    R: `m <- pnbinom(o - 1, size = 1 / spread, mu = e) + dnbinom(o, size = 1 / spread, mu = e) / 2`,
    then `pt(qnorm(m), 0.8 * (units - 1))`.
    """
    counts = np.asarray(observed, dtype=np.int64)
    means = np.asarray(expected, dtype=np.float64)
    if counts.shape != means.shape or (counts < 0).any() or not (means > 0).all():
        message = "Each unit has a count that is not negative and an expected number above 0."
        raise ImpossibleUnit(message)
    spread = between(observed=counts, expected=means)
    below, up_to = (_cumulative(counts - less, means, spread) for less in (1, 0))
    middle = _less_sure((below + up_to) / 2, units=len(counts), spread=spread)
    return Funnel(
        spread=spread,
        units=tuple(
            Placed(
                observed=int(count),
                expected=float(mean),
                value=float(count / mean),
                at_most=float(at_most),
                at_least=float(1 - at_most),
            )
            for count, mean, at_most in zip(counts, means, middle, strict=True)
        ),
    )


def between(*, observed: npt.ArrayLike, expected: npt.ArrayLike) -> float:
    """Return the variance between units' ratios beyond chance; 0 where there is none."""
    counts = np.asarray(observed, dtype=np.float64)
    means = np.asarray(expected, dtype=np.float64)
    number = len(counts)
    if number < 2:
        return 0.0
    scores = (counts - means) / np.sqrt(means)
    low, high = np.quantile(scores, [_TRIMMED, 1 - _TRIMMED])
    # Drawing in the tails of a normal makes its variance smaller by a known part.
    drawn = np.clip(scores, low, high) ** 2 / _KEPT
    surplus = float(drawn.sum()) - (number - 1)
    # The weights of the ratios are the expected numbers themselves.
    scale = float(means.sum() - (means**2).sum() / means.sum())
    return max(surplus / scale, 0.0)


def _kept() -> float:
    """Return the variance of a standard normal whose outer tenths are drawn in."""
    edge = float(special.ndtri(1 - _TRIMMED))
    density = float(np.exp(-(edge**2) / 2) / np.sqrt(2 * np.pi))
    return 1 - 2 * _TRIMMED - 2 * edge * density + 2 * _TRIMMED * edge**2


_KEPT: Final = _kept()


def _less_sure(middle: Floats, *, units: int, spread: float) -> Floats:
    """Return probabilities with the spread taken for what it is: an estimate."""
    if spread <= 0:
        return middle
    # The drawn-in tenths at either end say little about it.
    freedom = (1 - 2 * _TRIMMED) * (units - 1)
    tiny = np.finfo(np.float64).tiny
    scores = special.ndtri(np.clip(middle, tiny, 1 - np.finfo(np.float64).eps))
    return np.asarray(special.stdtr(freedom, scores), dtype=np.float64)


def _cumulative(counts: Numbers, means: Floats, spread: float) -> Floats:
    """Return how likely at most so many are; -1 is never."""
    is_some = counts >= 0
    places = np.maximum(counts, 0)
    if spread <= 0:
        found = special.pdtr(places, means)
    else:
        shape = 1 / spread
        found = special.betainc(shape, places + 1.0, shape / (shape + means))
    return np.asarray(np.where(is_some, found, 0.0), dtype=np.float64)
