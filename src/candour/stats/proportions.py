"""Intervals for a proportion: so that no share is ever shown without how far it may be off."""

from dataclasses import dataclass
from math import sqrt

from scipy import special


class ImpossibleCount(ValueError):
    """A part cannot be negative or larger than its whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The two ends of a confidence interval, both included."""

    low: float
    high: float


def wilson_interval(*, count: int, total: int, confidence: float = 0.95) -> Interval | None:
    """Return the Wilson score interval of a share; None where `total` is 0.

    Its coverage is close to `confidence` on average; use it to show a share.

    References: Wilson 1927, JASA 22:209; Brown, Cai and DasGupta 2001, Stat Sci 16:101.
    R: `binom::binom.wilson(count, total)`. statsmodels: `proportion_confint(method="wilson")`.
    """
    _refuse_impossible(count=count, total=total)
    if total == 0:
        return None
    z = normal_quantile(confidence=confidence)
    share = count / total
    shrink = 1 + z * z / total
    centre = (share + z * z / (2 * total)) / shrink
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / shrink
    return Interval(
        low=0.0 if count == 0 else max(centre - half, 0.0),
        high=1.0 if count == total else min(centre + half, 1.0),
    )


def exact_interval(*, count: int, total: int, confidence: float = 0.95) -> Interval | None:
    """Return the Clopper-Pearson interval of a share; None where `total` is 0.

    Its coverage is never below `confidence`; use it for small strata.

    References: Clopper and Pearson 1934, Biometrika 26:404.
    R: `binom.test(count, total)$conf.int`. statsmodels: `proportion_confint(method="beta")`.
    """
    _refuse_impossible(count=count, total=total)
    if total == 0:
        return None
    tail = (1 - confidence) / 2
    rest = total - count
    return Interval(
        low=0.0 if count == 0 else float(special.betaincinv(count, rest + 1, tail)),
        high=1.0 if rest == 0 else float(special.betaincinv(count + 1, rest, 1 - tail)),
    )


def normal_quantile(*, confidence: float) -> float:
    """Return how many standard errors a two-sided normal interval of `confidence` reaches."""
    return float(special.ndtri((1 + confidence) / 2))


def _refuse_impossible(*, count: int, total: int) -> None:
    if not 0 <= count <= total:
        message = "A part cannot be negative or larger than its whole."
        raise ImpossibleCount(message)
