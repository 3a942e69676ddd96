"""Numbers of cases when nobody counted the people without one, and how little that can tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, expm1, log, log1p
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from candour.stats.counts import STRATA, Limit, Stratum

Floats = npt.NDArray[np.float64]

STRATA_WITH_CASES: Final = STRATA[1:]

_SHAPES: Final = (1e-4, 1e4)
_PLACES: Final = (-20.0, 15.0)
_SAME_LIKELIHOOD: Final = 1e-6


class BrokenStrata(ValueError):
    """The strata follow each other from 1 case up, the last is open, and each has its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TruncatedFit:
    """A model of those who have a case, blind to those who have none.

    `shape` None: Poisson, and `parameter` is its mean. Otherwise `parameter` is the ratio to which
    the numbers of people with k + 1 and with k cases tend; `shape` 0 is the log-series, under which
    the people without a case would be infinitely many: the data cannot tell how many they are.
    """

    shape: float | None
    parameter: float
    log_likelihood: float
    converged: bool
    limit: Limit
    expected: tuple[float, ...]


def fit_poisson(
    *, observed: Sequence[int], strata: tuple[Stratum, ...] = STRATA_WITH_CASES
) -> TruncatedFit | None:
    """Fit one common mean to the numbers of people in strata that follow each other from 1 case up.

    None where all are in the first or all in the last: no mean is then better than its neighbour.

    References: David and Johnson 1952, Biometrics 8:275.
    """
    _refuse_broken(observed, strata)
    if sum(observed[1:]) == 0 or sum(observed[:-1]) == 0:
        return None
    return _best(None, observed, strata)


def fit_gamma_poisson(
    *, observed: Sequence[int], strata: tuple[Stratum, ...] = STRATA_WITH_CASES
) -> TruncatedFit | None:
    """Fit the negative binomial to the same numbers, or say at which of its ends the fit lies.

    How many have no case cannot be estimated from this, least of all at the log-series end: rates
    need everyone's exposure, from staff records.

    References: Fisher, Corbet and Williams 1943, J Anim Ecol 12:42; Engen 1974, Biometrika 61:263.
    """
    poisson = fit_poisson(observed=observed, strata=strata)
    if poisson is None:
        return None
    found = optimize.minimize_scalar(
        lambda place: -_best(exp(place), observed, strata).log_likelihood,
        bounds=(log(_SHAPES[0]), log(_SHAPES[1])),
        method="bounded",
    )
    inside = _best(exp(float(found.x)), observed, strata)
    log_series = _best(0.0, observed, strata)
    end = max(poisson, log_series, key=lambda fit: fit.log_likelihood)
    return inside if inside.log_likelihood > end.log_likelihood + _SAME_LIKELIHOOD else end


def _refuse_broken(observed: Sequence[int], strata: tuple[Stratum, ...]) -> None:
    starts = [each.low - 1 for each in strata]
    follow = [*starts, None] == [0, *(each.high for each in strata)]
    if not follow or len(observed) != len(strata) or min(observed) < 0:
        message = "Strata follow each other from 1 case up, the last is open, each has its number."
        raise BrokenStrata(message)


def _best(
    shape: float | None, observed: Sequence[int], strata: tuple[Stratum, ...]
) -> TruncatedFit:
    numbers = np.array(observed, dtype=np.float64)
    found = optimize.minimize_scalar(
        lambda place: -float(numbers @ _log_shares(shape, _parameter(shape, place), strata)),
        bounds=_PLACES,
        method="bounded",
        options={"xatol": 1e-9},
    )
    place = float(found.x)
    parameter = _parameter(shape, place)
    return TruncatedFit(
        shape=shape,
        parameter=parameter,
        log_likelihood=-float(found.fun),
        converged=bool(found.success) and _PLACES[0] + 1 < place < _PLACES[1] - 1,
        limit=_limit(shape),
        expected=tuple((numbers.sum() * np.exp(_log_shares(shape, parameter, strata))).tolist()),
    )


def _parameter(shape: float | None, place: float) -> float:
    return exp(place) if shape is None else float(special.expit(place))


def _limit(shape: float | None) -> Limit:
    if shape is None:
        return Limit.POISSON
    return Limit.INSIDE if shape else Limit.LOG_SERIES


def _log_shares(shape: float | None, parameter: float, strata: tuple[Stratum, ...]) -> Floats:
    logs = _log_probabilities(shape, parameter, strata[-1].low)
    closed = [np.logaddexp.reduce(logs[stratum.low - 1 : stratum.high]) for stratum in strata[:-1]]
    # Where the rest drowns in rounding, its first term is nearly all of it.
    rest = -expm1(min(float(np.logaddexp.reduce(closed)), 0.0))
    return np.array([*closed, np.log(rest) if rest > 1e-9 else logs[-1]])


def _log_probabilities(shape: float | None, parameter: float, up_to: int) -> Floats:
    # log p(1), ..., log p(up_to) of the truncated law, each from the one before.
    before = np.arange(1, up_to)
    if shape is None:
        first = log(parameter) - _log_expm1(parameter)
        ratios = parameter / (before + 1)
    else:
        hazard = -log1p(-parameter)
        odds = log(hazard) if shape == 0 else _log_expm1(shape * hazard) - log(shape)
        first = log(parameter) - odds
        ratios = parameter * (shape + before) / (before + 1)
    return first + np.concatenate([[0.0], np.log(ratios).cumsum()])


def _log_expm1(value: float) -> float:
    return value + log(-expm1(-value))
