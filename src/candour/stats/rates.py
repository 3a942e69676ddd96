"""Rates and their ratios: exact where there is little to count, robust to people who return.

Somebody with seven cases is not seven independent observations. So a ratio's variance is summed by
person, and where the counts are small the exact interval is taken if it is the wider one.
"""

from dataclasses import dataclass
from math import exp, inf, log, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import special

from candour.stats import proportions
from candour.stats.competing import Ratio
from candour.stats.proportions import Interval

Floats = npt.NDArray[np.float64]

# Below so many events in either group the normal approximation of a logarithm is not trusted.
SMALL: Final = 30


class ImpossibleRate(ValueError):
    """Counts are whole and not negative, exposure is above 0, and arrays have one length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotient:
    """One sum over another; log_variance: of its logarithm, summed by person. None where 0."""

    part: float
    whole: float
    value: float
    log_variance: float | None


def exact_rate(*, count: int, exposure: float, confidence: float = 0.95) -> Interval:
    """Return Garwood's interval of a Poisson rate, whose coverage is never below `confidence`.

    References: Garwood 1936, Biometrika 28:437. R: `poisson.test(count, exposure)$conf.int`.
    """
    _refuse_impossible(count, exposure)
    tail = (1 - confidence) / 2
    low = float(special.gammaincinv(count, tail)) if count else 0.0
    high = float(special.gammainccinv(count + 1, tail))
    return Interval(low=low / exposure, high=high / exposure)


def exact_ratio(
    *, of: tuple[int, float], to: tuple[int, float], confidence: float = 0.95
) -> Interval | None:
    """Return the exact interval of a ratio of two Poisson rates, each (count, exposure).

    Given all events, those of the first group are binomial. None where the second group has none:
    the interval then has no end.

    References: Przyborowski and Wilenski 1940, Biometrika 31:313.
    R: `poisson.test(c(a, b), c(e, f))$conf.int`.
    """
    (ours, our_years), (theirs, their_years) = of, to
    _refuse_impossible(ours, our_years)
    _refuse_impossible(theirs, their_years)
    share = proportions.exact_interval(count=ours, total=ours + theirs, confidence=confidence)
    if share is None or not theirs:
        return None
    scale = their_years / our_years
    low, high = (end / (1 - end) * scale for end in (share.low, share.high))
    return Interval(low=low, high=high)


def quotient(
    *, parts: npt.ArrayLike, wholes: npt.ArrayLike, number: npt.ArrayLike | None = None
) -> Quotient:
    """Divide the sum of `parts` by the sum of `wholes`, each given person by person.

    number: how many people each row stands for. The variance is that of a Poisson or binomial
    regression with a log link and people as clusters, without a small-sample correction.

    References: Liang and Zeger 1986, Biometrika 73:13. statsmodels:
    `GLM(y, ones, Poisson(), exposure=e).fit(cov_type="cluster", cov_kwds={"groups": person,
    "use_correction": False})`.
    """
    numerators = np.asarray(parts, dtype=np.float64)
    denominators = np.asarray(wholes, dtype=np.float64)
    times = np.ones_like(numerators) if number is None else np.asarray(number, dtype=np.float64)
    if numerators.shape != denominators.shape or numerators.shape != times.shape:
        message = "Each person needs a part and a whole."
        raise ImpossibleRate(message)
    part, whole = float(numerators @ times), float(denominators @ times)
    if whole <= 0:
        message = "There is nothing to divide by."
        raise ImpossibleRate(message)
    if part <= 0:
        return Quotient(part=part, whole=whole, value=0.0, log_variance=None)
    moved = numerators / part - denominators / whole
    return Quotient(
        part=part, whole=whole, value=part / whole, log_variance=float(times @ moved**2)
    )


def interval(*, of: Quotient, confidence: float = 0.95) -> Interval | None:
    """Return the log-Wald interval of a quotient; None where it is 0."""
    if of.log_variance is None:
        return None
    reach = exp(proportions.normal_quantile(confidence=confidence) * sqrt(of.log_variance))
    return Interval(low=of.value / reach, high=of.value * reach)


def ratio(*, of: Quotient, to: Quotient, confidence: float = 0.95) -> Ratio | None:
    """Return one quotient divided by another with its log-Wald interval; None where either is 0.

    The two share no person.
    """
    if of.log_variance is None or to.log_variance is None:
        return None
    error = sqrt(of.log_variance + to.log_variance)
    reach = proportions.normal_quantile(confidence=confidence) * error
    middle = log(of.value / to.value)
    return Ratio(
        value=exp(middle),
        interval=Interval(low=exp(middle - reach), high=exp(middle + reach)),
        log_error=error,
    )


def rate_ratio(*, of: Quotient, to: Quotient, confidence: float = 0.95) -> Ratio | None:
    """Return a ratio of rates; where there is little to count, with the wider of both intervals.

    The parts must be counts and the wholes exposures.
    """
    found = ratio(of=of, to=to, confidence=confidence)
    if found is None or min(of.part, to.part) >= SMALL:
        return found
    exact = exact_ratio(
        of=(round(of.part), of.whole), to=(round(to.part), to.whole), confidence=confidence
    )
    if exact is None:
        return found
    return Ratio(
        value=found.value,
        interval=Interval(
            low=min(found.interval.low, exact.low), high=max(found.interval.high, exact.high)
        ),
        log_error=found.log_error,
    )


def _refuse_impossible(count: int, exposure: float) -> None:
    if count < 0 or not 0 < exposure < inf:
        message = "Counts are not negative and exposure is above 0."
        raise ImpossibleRate(message)
