"""Who serves in the invented force, for how long, and how many cases each of them is in.

Rates of cases differ between people as a Gamma law, and each person's number is Poisson with their
years of service. Two published totals, people with a case and involvements, settle mean and
shape; how many people have two, or six, follows from that.
"""

import dataclasses
import functools
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from candour.measures.synthetic import targets
from candour.measures.synthetic.targets import Sizes
from candour.stats.survival import YEAR

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

_LAST: Final = targets.DAYS - 1
_LONGEST_BEFORE: Final = 20 * 365
_SAMPLE: Final = 100_000
_SPARE: Final = 1.25
_TRIES: Final = 200


class NoSuchForce(ValueError):
    """No force has these sizes: a case has a person, a person a case, an involvement its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """How rates differ: mean cases for a year of service, and the shape of the Gamma law."""

    mean: float
    shape: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Staff:
    """Everybody who served in the window; days count from its first day.

    has_left: their last day is a leaving day, and not the last day of the register.
    """

    joined: Numbers
    until: Numbers
    has_left: Truths
    cases: Numbers

    @property
    def years(self) -> Floats:
        """Return each person's years of service within the window."""
        return _years(self.joined, self.until)


@functools.cache
def calibrated(sizes: Sizes = targets.PUBLISHED) -> Concentration:
    """Return the law under which so many people have a case, in so many involvements.

    References: Lawless 1987, Can J Stat 15:209.
    """
    from scipy import optimize

    years = _serving(np.random.default_rng(0), _SAMPLE, sizes).years
    everybody = _people(sizes)
    mean = sizes.involvements / everybody / float(years.mean())

    def too_many(shape: float) -> float:
        with_case = 1 - np.mean((1 + mean * years / shape) ** -shape)
        return float(with_case) * everybody - sizes.people

    return Concentration(mean=mean, shape=float(optimize.brentq(too_many, 1e-3, 1e3)))


def draw(*, rng: np.random.Generator, sizes: Sizes, law: Concentration) -> Staff:
    """Draw people until so many have a case, then until they share so many involvements."""
    if not sizes.people <= sizes.involvements <= sizes.allegations >= sizes.cases > 0:
        raise NoSuchForce(NoSuchForce.__doc__)
    found = _serving(rng, int(_people(sizes) * _SPARE) + 1_000, sizes)
    cases = rng.poisson(rng.gamma(law.shape, law.mean / law.shape, len(found.joined)) * found.years)
    (with_case,) = np.nonzero(cases)
    if len(with_case) < sizes.people:
        raise NoSuchForce(NoSuchForce.__doc__)
    # Nobody differs from the next, so stopping at the last one needed favours nobody.
    upto = int(with_case[sizes.people - 1]) + 1
    chosen = with_case[: sizes.people]
    numbers = cases[:upto].astype(np.int64)
    numbers[chosen] = _summing(rng, numbers[chosen], found.years[chosen], law, sizes.involvements)
    return Staff(
        joined=found.joined[:upto],
        until=found.until[:upto],
        has_left=found.has_left[:upto],
        cases=numbers,
    )


def leaving(*, staff: Staff, who: Numbers, on: Numbers) -> Staff:
    """Return the same people, some of them having left on a day."""
    until, has_left = staff.until.copy(), staff.has_left.copy()
    until[who], has_left[who] = on, True
    return dataclasses.replace(staff, until=until, has_left=has_left)


def _summing(
    rng: np.random.Generator, numbers: Numbers, years: Floats, law: Concentration, total: int
) -> Numbers:
    """Draw people anew, one after the other, until the sum is the one that is published.

    A few people drawn again from the same law leave the law as it was; stretching would not.
    """
    for _ in range(_TRIES):
        if numbers.sum() == total:
            return numbers
        again = _at_least_one(rng, years, law)
        sums = numbers.sum() + np.cumsum(again - numbers)
        (hits,) = np.nonzero(sums == total)
        upto = int(hits[0] if len(hits) else np.abs(sums - total).argmin()) + 1
        if len(hits) or abs(sums[upto - 1] - total) < abs(numbers.sum() - total):
            numbers = np.concatenate([again[:upto], numbers[upto:]])
    raise NoSuchForce(NoSuchForce.__doc__)


def _at_least_one(rng: np.random.Generator, years: Floats, law: Concentration) -> Numbers:
    """Draw each person's number of cases, given that they have one."""
    drawn = np.zeros(len(years), dtype=np.int64)
    left = np.arange(len(years))
    while len(left):
        rates = rng.gamma(law.shape, law.mean / law.shape, len(left))
        drawn[left] = rng.poisson(rates * years[left])
        left = left[drawn[left] == 0]
    return drawn


def _serving(rng: np.random.Generator, number: int, sizes: Sizes) -> Staff:
    """Draw people with a day in the window: some serve at its start, as many come as leave."""
    share = 1 / (1 + targets.YEARS * targets.LEAVE_A_YEAR)
    is_there = rng.random(number) < share
    joined = np.where(
        is_there,
        -rng.integers(0, _LONGEST_BEFORE, number),
        rng.integers(0, targets.DAYS, number),
    )
    stay = rng.exponential(YEAR / targets.LEAVE_A_YEAR, number).astype(np.int64)
    until = np.maximum(joined, 0) + stay
    return Staff(
        joined=joined,
        until=np.minimum(until, _LAST),
        has_left=until <= _LAST,
        cases=np.zeros(number, dtype=np.int64),
    )


def _people(sizes: Sizes) -> float:
    """Return how many people serve in the window, in proportion to the published force."""
    posts = targets.POSTS * sizes.people / targets.PUBLISHED.people
    return posts * (1 + targets.YEARS * targets.LEAVE_A_YEAR)


def _years(joined: Numbers, until: Numbers) -> Floats:
    return (until - np.maximum(joined, 0) + 1) / YEAR
