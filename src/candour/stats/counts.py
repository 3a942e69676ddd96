"""Numbers of cases beside what chance would give, so that repeaters are seen for what they are.

The model: a person with exposure e years has Poisson(lambda e) cases, and lambda differs between
people as Gamma(shape a, rate b), mean a / b. A large shape means that all are alike; its limit,
written as shape None, is the Poisson model with one common rate. A small shape means that few hold
most cases. Nothing here knows why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, fsum, inf, log
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from candour.stats import proportions
from candour.stats.proportions import Interval

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

# Beyond these the likelihood is flat to the last digit: the fit has left for its limit.
_SMALLEST_SPREAD: Final = 1e-8
_LARGEST_SPREAD: Final = 1e8
_SHIFTS: Final = (-20.0, 20.0)
_SAME_LIKELIHOOD: Final = 1e-6
_FLAT_GRADIENT: Final = 1e-6


class ImpossiblePerson(ValueError):
    """A person has a whole number of cases, years of exposure if any, and one answer each."""


class Limit(StrEnum):
    """Where a fit ended: inside its range or at one of the two ends it can degenerate to."""

    INSIDE = "inside"
    POISSON = "poisson"
    LOG_SERIES = "log_series"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """A range of numbers of cases, both ends included; `high` None has no upper end."""

    low: int
    high: int | None

    def __str__(self) -> str:
        """Write the range as tables print it."""
        if self.high is None:
            return f"{self.low} or more"
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


STRATA: Final = (
    Stratum(low=0, high=0),
    Stratum(low=1, high=1),
    Stratum(low=2, high=2),
    Stratum(low=3, high=5),
    Stratum(low=6, high=None),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """Cases and years of exposure, and how many people have both; build it with `people`."""

    counts: Numbers
    years: Floats
    numbers: Numbers

    @property
    def total(self) -> int:
        """Return how many people there are."""
        return int(self.numbers.sum())

    @property
    def cases(self) -> int:
        """Return how many cases they have together."""
        return int(self.numbers @ self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class GammaPoisson:
    """How rates differ: mean cases a year and Gamma shape; `shape` None is the Poisson limit."""

    mean: float
    shape: float | None

    @property
    def rate(self) -> float | None:
        """Return the Gamma rate b, in years; None at the Poisson limit, where it is infinite."""
        return None if self.shape is None else self.shape / self.mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fitted model; `limit` POISSON: the counts show no more spread than chance gives."""

    model: GammaPoisson
    log_likelihood: float
    converged: bool
    limit: Limit


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Posterior:
    """Each person's expected cases a year, and the probability of a rate over `times` the mean."""

    mean: Floats
    above: Floats
    times: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StratumOutcome:
    """How many people of a stratum met an outcome; `share` and `interval` None: it is empty."""

    stratum: Stratum
    people: int
    happened: int
    share: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """The share of cases held by the `top` share of people, and what chance alone would give."""

    top: float
    held: float
    by_chance: float


def people(
    *, counts: npt.ArrayLike, years: npt.ArrayLike, numbers: npt.ArrayLike | None = None
) -> People:
    """Gather people from numbers of cases and years of exposure; refuse the impossible ones.

    numbers: how many people are alike, so that millions take no longer than their kinds; one each
    where none are given.
    """
    given = np.array(counts, dtype=np.float64)
    exposure = np.array(years, dtype=np.float64)
    alike = np.array(np.ones(given.shape) if numbers is None else numbers, dtype=np.int64)
    fit_together = given.shape == exposure.shape == alike.shape
    if not fit_together or not _possible(given, exposure).all() or (alike < 0).any():
        message = "Each person needs a whole number of cases, and years of exposure if it is not 0."
        raise ImpossiblePerson(message)
    cases = given.astype(np.int64)
    cases.setflags(write=False)
    exposure.setflags(write=False)
    alike.setflags(write=False)
    return People(counts=cases, years=exposure, numbers=alike)


def observed_strata(*, people: People, strata: tuple[Stratum, ...] = STRATA) -> tuple[int, ...]:
    """Count the people in each stratum."""
    return tuple(int(people.numbers[_within(people.counts, stratum)].sum()) for stratum in strata)


def expected_strata(
    *, model: GammaPoisson, people: People, strata: tuple[Stratum, ...] = STRATA
) -> tuple[float, ...]:
    """Sum over people, each with their own exposure, the probability of each stratum."""
    return tuple(
        _expected_above(model, people, stratum.low - 1)
        - _expected_above(model, people, stratum.high)
        for stratum in strata
    )


def outcomes_by_stratum(
    *, people: People, happened: npt.ArrayLike, strata: tuple[Stratum, ...] = STRATA
) -> tuple[StratumOutcome, ...]:
    """Count an outcome, such as dismissal, in each stratum, with its exact interval.

    Those who are alike have one answer together.
    """
    met = np.array(happened, dtype=np.bool_)
    if met.shape != people.counts.shape:
        message = "An outcome needs one answer for each person."
        raise ImpossiblePerson(message)
    return tuple(
        _outcome(stratum, people.numbers[within], met[within])
        for stratum, within in ((one, _within(people.counts, one)) for one in strata)
    )


def fit_poisson(*, people: People) -> Fit | None:
    """Fit one common rate; None where there is no case, so nothing to fit.

    R: `glm(y ~ 1 + offset(log(e)), poisson)`.
    """
    cases, years, numbers = _in_order(people)
    if not people.cases:
        return None
    mean = people.cases / fsum(numbers * years)
    exposed = years > 0
    expected = years[exposed] * mean
    terms = numbers[exposed] * (special.xlogy(cases[exposed], expected) - expected)
    return Fit(
        model=GammaPoisson(mean=mean, shape=None),
        log_likelihood=fsum(terms) - fsum(numbers * special.gammaln(cases + 1.0)),
        converged=True,
        limit=Limit.POISSON,
    )


def fit_gamma_poisson(*, people: People) -> Fit | None:
    """Fit mean and shape by marginal likelihood; None where there is no case.

    The result is the Poisson limit where no spread between people raises the likelihood: there is
    then no evidence that their rates differ. With unequal exposures the likelihood can have two
    tops, so the search starts near the limit and far from it and keeps the higher.

    References: Lawless 1987, Can J Stat 15:209; the limit: Levin and Reeds 1977, Ann Stat 5:79.
    R: `MASS::glm.nb(y ~ 1 + offset(log(e)))`, theta is the shape. statsmodels:
    `NegativeBinomial(y, ones, exposure=e).fit()`, alpha is 1 / shape.
    """
    poisson = fit_poisson(people=people)
    if poisson is None:
        return None
    cases, years, numbers = _in_order(people)
    searches = _searches(cases, years * poisson.model.mean, numbers)
    found = min(searches, key=lambda search: search.fun)
    gain = -float(found.fun) * people.cases
    if gain < _SAME_LIKELIHOOD:
        return poisson
    mean = poisson.model.mean * exp(float(found.x[0]))
    return Fit(
        model=GammaPoisson(mean=mean, shape=exp(-float(found.x[1]))),
        log_likelihood=poisson.log_likelihood + gain,
        converged=bool(np.abs(found.jac).max() < _FLAT_GRADIENT),
        limit=Limit.INSIDE,
    )


def posterior(*, model: GammaPoisson, people: People, times: float = 3.0) -> Posterior:
    """Return what each person's cases and exposure say about their rate, shrunk to the peers'.

    A person with y cases in e years has Gamma(a + y, b + e); at the Poisson limit, the mean.

    References: Clayton and Kaldor 1987, Biometrics 43:671.
    R: `pgamma(times * a / b, a + y, b + e, lower.tail = FALSE)`.
    """
    if model.shape is None:
        mean = np.full(people.years.shape, model.mean)
        return _posterior(mean=mean, above=np.full_like(mean, float(times < 1)), times=times)
    shape = model.shape + people.counts
    rate = model.shape / model.mean + people.years
    above = special.gammaincc(shape, rate * times * model.mean)
    return _posterior(mean=shape / rate, above=above, times=times)


def concentration(
    *, people: People, tops: Sequence[float] = (0.01, 0.05, 0.10)
) -> tuple[Concentration, ...] | None:
    """Return the share of cases held by the top few of all exposed people; None without a case.

    Where a top is no whole number of people, the last counts in part. Rare cases are concentrated
    by themselves: read `held` against `by_chance`, the same figure for the numbers of people that
    one common rate would lead to expect.
    """
    poisson = fit_poisson(people=people)
    if poisson is None:
        return None
    cases, years, numbers = _in_order(people)
    exposed = years > 0
    chance = _people_by_count(years[exposed] * poisson.model.mean, numbers[exposed])
    held = _shares_held(_by_count(cases[exposed], numbers[exposed]), tops)
    return tuple(
        Concentration(top=top, held=share, by_chance=expected)
        for top, share, expected in zip(tops, held, _shares_held(chance, tops), strict=True)
    )


def _possible(counts: Floats, years: Floats) -> Truths:
    whole = np.isfinite(counts) & (counts == np.floor(counts))
    known = np.isfinite(years) & (years >= 0)
    possible: Truths = whole & known & (counts >= 0) & ((counts == 0) | (years > 0))
    return possible


def _in_order(people: People) -> tuple[Numbers, Floats, Numbers]:
    # Floating sums depend on their order; one fixed order makes every result independent of it.
    order = np.lexsort((people.numbers, people.years, people.counts))
    return people.counts[order], people.years[order], people.numbers[order]


def _within(counts: Numbers, stratum: Stratum) -> Truths:
    return (counts >= stratum.low) & (counts <= (inf if stratum.high is None else stratum.high))


def _expected_above(model: GammaPoisson, people: People, count: int | None) -> float:
    if count is None:
        return 0.0
    if count < 0:
        return float(people.total)
    expected = people.years * model.mean
    if model.shape is None:
        return fsum(people.numbers * special.pdtrc(count, expected))
    above = special.betainc(count + 1.0, model.shape, expected / (model.shape + expected))
    return fsum(people.numbers * above)


def _outcome(stratum: Stratum, numbers: Numbers, met: Truths) -> StratumOutcome:
    total, happened = int(numbers.sum()), int(numbers[met].sum())
    return StratumOutcome(
        stratum=stratum,
        people=total,
        happened=happened,
        share=happened / total if total else None,
        interval=proportions.exact_interval(count=happened, total=total),
    )


def _people_above(cases: Numbers, numbers: Numbers) -> Floats:
    at_least = _by_count(cases, numbers)[::-1].cumsum()[::-1]
    return at_least[2:]


def _by_count(cases: Numbers, numbers: Numbers) -> Floats:
    return np.bincount(cases, weights=numbers).astype(np.float64)


def _searches(cases: Numbers, expected: Floats, numbers: Numbers) -> list[optimize.OptimizeResult]:
    squares = fsum(numbers * expected**2)
    beyond = fsum(numbers * (cases - expected) ** 2) - int(numbers @ cases)
    moment = max(beyond / squares, _SMALLEST_SPREAD)
    exposed = expected > 0
    rates = numbers[exposed] * cases[exposed] / expected[exposed]
    own_rates = fsum(rates) / int(numbers[exposed].sum())
    above = _people_above(cases, numbers)
    return [
        optimize.minimize(
            _loss,
            x0=start,
            args=(cases, expected, numbers, above),
            jac=True,
            method="SLSQP",
            bounds=[_SHIFTS, (log(_SMALLEST_SPREAD), log(_LARGEST_SPREAD))],
            options={"ftol": 1e-15, "maxiter": 500},
        )
        for start in ([0.0, log(moment)], [log(own_rates), 0.0], [log(own_rates), 3.0])
    ]


def _loss(
    point: Floats, cases: Numbers, expected: Floats, numbers: Numbers, above: Floats
) -> tuple[float, Floats]:
    # Minus the gain in log likelihood over the Poisson fit, per case, with its gradient, at (log of
    # mean over Poisson mean, log of 1 / shape). The Gamma functions of whole steps are products, so
    # nothing cancels near the Poisson limit: `above[j - 1]` people have more than j cases.
    shift, spread = point[0], np.exp(point[1])
    total = float(numbers @ cases)
    steps = spread * np.arange(1, len(above) + 1)
    mean = expected * np.exp(shift)
    logs = numbers * np.log1p(spread * mean)
    slopes = float((numbers * (spread * cases + 1) * mean / (1 + spread * mean)).sum())
    gain = (above * np.log1p(steps)).sum() + shift * total + (numbers * expected).sum()
    gain -= ((cases + 1 / spread) * logs).sum()
    by_spread = (above * steps / (1 + steps)).sum() + logs.sum() / spread - slopes
    return -float(gain) / total, -np.array([total - slopes, by_spread]) / total


def _posterior(*, mean: Floats, above: Floats, times: float) -> Posterior:
    mean.setflags(write=False)
    above.setflags(write=False)
    return Posterior(mean=mean, above=above, times=times)


def _people_by_count(expected: Floats, numbers: Numbers) -> Floats:
    largest = float(expected.max())
    chance = numbers.astype(np.float64) * np.exp(-expected)
    people = [chance.sum()]
    for count in range(1, int(largest + 10 * largest**0.5 + 20)):
        chance = chance * expected / count
        people.append(chance.sum())
    return np.array(people)


def _shares_held(people_by_count: Floats, tops: Sequence[float]) -> list[float]:
    most_first = people_by_count[::-1]
    cases = most_first * np.arange(len(most_first))[::-1]
    reached = np.concatenate([[0.0], most_first.cumsum()]) / most_first.sum()
    held = np.concatenate([[0.0], cases.cumsum()]) / cases.sum()
    return [float(share) for share in np.interp(tops, reached, held)]
