"""The different values among many, and where each stands: whole and half days without sorting."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]

# Beyond so many places for each value, and for few values, sorting costs less than counting.
_PLACES_EACH: Final = 8
_PLACES: Final = 20_000
_WIDEST: Final = 8
# Halves below it are told apart as whole numbers.
_FARTHEST: Final = 2.0**50


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Levels:
    """The different values in order, and for each given value the place of its own among them."""

    values: npt.NDArray[Any]
    places: Numbers

    def sums(self, weights: npt.ArrayLike | None = None) -> Floats:
        """Return for each different value how often it was given, or the sum of its weights."""
        given = None if weights is None else np.asarray(weights)
        found = np.bincount(self.places, given, minlength=len(self.values))
        return found.astype(np.float64)


def of(values: npt.ArrayLike) -> Levels:
    """Return the different values among some, as `np.unique` does with its inverse."""
    given = np.asarray(values)
    if not len(given):
        return Levels(values=given, places=np.empty(0, dtype=np.intp))
    if given.dtype.kind in "iu":
        # What lies between two numbers of a byte may take more than a byte.
        whole = given if given.itemsize == _WIDEST else given.astype(np.int64)
        return _counted(whole) or _sorted(given)
    if given.dtype.kind == "f" and np.abs(given).max() < _FARTHEST:
        doubled = (2 * given).astype(np.int64)
        found = _counted(doubled) if (doubled == 2 * given).all() else None
        if found is not None:
            return Levels(values=found.values / 2, places=found.places)
    return _sorted(given)


def before(*, values: Floats, numbers: Numbers, days: Floats) -> Numbers:
    """Return how many of the values lie before each of some days."""
    found = of(values)
    reached = np.concatenate(([0], np.cumsum(found.sums(numbers).astype(np.intp))))
    return reached[np.searchsorted(found.values, days, side="left")]


def median(*, values: Floats, numbers: Numbers) -> float:
    """Return the middle one of values of which so many are alike, or between the middle two."""
    order = np.argsort(values)
    reached = np.cumsum(numbers[order])
    middle = [(reached[-1] - 1) // 2, reached[-1] // 2]
    return float(values[order][np.searchsorted(reached, middle, side="right")].mean())


def _sorted(given: npt.NDArray[Any]) -> Levels:
    values, places = np.unique(given, return_inverse=True)
    return Levels(values=values, places=places)


def _counted(whole: npt.NDArray[Any]) -> Levels | None:
    """Count whole numbers that lie close to each other; None where they don't."""
    low, high = int(whole.min()), int(whole.max())
    if high - low > _PLACES_EACH * len(whole) + _PLACES:
        return None
    shifted = whole - low
    is_there = np.bincount(shifted, minlength=high - low + 1) > 0
    place_of = np.cumsum(is_there) - 1
    return Levels(values=np.flatnonzero(is_there) + low, places=place_of[shifted])
