"""Period analysis: the long horizon and the latest time, with cases already open entering late.

Days are whole and counted from any one day; a window runs from its first to its last day, both
included. What a case did before the window is not looked at, and what it does after it is not yet
known.
References: Brenner and Gefeller 1996, Cancer 78:2004.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from candour.stats import competing, proportions, survival
from candour.stats.competing import OPEN, Ends

Numbers = npt.NDArray[np.integer[Any]]
Truths = npt.NDArray[np.bool_]

_HALF_A_DAY: Final = 0.5
_POWER: Final = 0.8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Courses:
    """When each case was received, its last known day, and the cause by which it ended.

    Arrays of one length. causes: 0 for what is open on its last day. clusters: whom it is about.
    """

    received: Numbers
    last: Numbers
    causes: Numbers
    clusters: Numbers

    def of(self, chosen: Truths) -> "Courses":
        """Return some of them."""
        return Courses(
            received=self.received[chosen],
            last=self.last[chosen],
            causes=self.causes[chosen],
            clusters=self.clusters[chosen],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of the calendar in days, both ends included."""

    first: int
    last: int

    @property
    def middle(self) -> float:
        """The day in its middle."""
        return (self.first + self.last) / 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Watched:
    """What happened to cases within a window, and whom each is about."""

    ends: Ends
    clusters: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How much a ratio changes in a year: 0.05 is 5 per cent up; with its 95% interval."""

    yearly: float
    low: float
    high: float

    @property
    def is_shown(self) -> bool:
        """Say whether the interval leaves out "no change"."""
        return self.low > 0 or self.high < 0


def watched(*, courses: Courses, window: Window) -> Watched:
    """Cut cases to a window: open at its start, they enter late; open at its end, they stay so."""
    seen = (courses.received <= window.last) & (courses.last >= window.first)
    part = courses.of(seen)
    exits = np.minimum(part.last, window.last) - part.received
    entries = np.maximum(window.first - part.received - _HALF_A_DAY, 0.0)
    is_over = part.last <= window.last
    causes = np.where(is_over, part.causes, OPEN)
    spells = survival.spells(entries=entries, exits=exits.astype(np.float64), closed=causes > OPEN)
    return Watched(ends=competing.ends(spells=spells, causes=causes), clusters=part.clusters)


def trend(*, at: Sequence[float], logs: Sequence[float], errors: Sequence[float]) -> Trend | None:
    """Return the change of a ratio in a year by weighted least squares of its logarithm.

    at: days. None where fewer than two windows have a ratio.
    """
    weights = 1 / np.asarray(errors, dtype=np.float64) ** 2
    years = np.asarray(at, dtype=np.float64) / survival.YEAR
    values = np.asarray(logs, dtype=np.float64)
    if len(values) < 2:
        return None
    years = years - np.average(years, weights=weights)
    spread = float(np.sum(weights * years**2))
    slope = float(np.sum(weights * years * (values - np.average(values, weights=weights)))) / spread
    reach = proportions.normal_quantile(confidence=0.95) / sqrt(spread)
    return Trend(yearly=exp(slope) - 1, low=exp(slope - reach) - 1, high=exp(slope + reach) - 1)


def detectable(*, log_error: float) -> float:
    """Return the ratio above 1 that would have been found in four of five such data."""
    # The 80th percentile is the upper end of the middle 60 per cent.
    power = proportions.normal_quantile(confidence=2 * _POWER - 1)
    return exp((proportions.normal_quantile(confidence=0.95) + power) * log_error)
