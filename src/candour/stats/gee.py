"""Ratios of means adjusted for what else differs: a Gaussian regression with a log link.

The values may be pseudo-observations, whose mean is a share though one by one they may lie below 0
or above 1; so nothing but their mean is modelled. Rows about one officer are not independent: the
variance is summed by officer. That the working model is independence costs precision, not truth.
"""

from dataclasses import dataclass
from math import exp, sqrt
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from candour.stats import proportions
from candour.stats.competing import Ratio
from candour.stats.proportions import Interval

Floats = npt.NDArray[np.float64]

_MOST_STEPS: Final = 200
_MOST_HALVINGS: Final = 40
_SETTLED: Final = 1e-12
_SINGULAR: Final = 1e-10


class NothingToRegress(ValueError):
    """Each row needs a value and finite covariates, and the mean must be above 0."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Regression:
    """The logarithms of the ratios, in the order of the columns, and their covariance."""

    coefficients: Floats
    covariance: Floats
    converged: bool

    def ratio(self, column: int, *, confidence: float = 0.95) -> Ratio:
        """Return the ratio of means for one more of a column, all else alike."""
        middle = float(self.coefficients[column])
        error = sqrt(float(self.covariance[column, column]))
        reach = proportions.normal_quantile(confidence=confidence) * error
        return Ratio(
            value=exp(middle),
            interval=Interval(low=exp(middle - reach), high=exp(middle + reach)),
            log_error=error,
        )


def fit(
    *, values: npt.ArrayLike, covariates: npt.ArrayLike, clusters: npt.ArrayLike
) -> Regression | None:
    """Fit log(mean) = intercept + covariates; None where the data can't tell the columns apart.

    The first coefficient is the intercept. Gauss-Newton with halved steps, sandwich by cluster
    without a small-sample correction.

    References: Liang and Zeger 1986, Biometrika 73:13; for pseudo-observations, Klein and Andersen
    2005, Biometrics 61:223. statsmodels: `GEE(y, X, groups, family=Gaussian(Log()),
    cov_struct=Independence()).fit()`. R: `geepack::geese(mean.link = "log")`.
    """
    given, rows = _checked(values, covariates)
    found = np.zeros(rows.shape[1])
    found[0] = np.log(given.mean())
    loss = _loss(given, rows, found)
    converged = False
    for _ in range(_MOST_STEPS):
        step = _step(given, rows, found)
        if step is None:
            return None
        size = 1.0
        for _ in range(_MOST_HALVINGS):
            after = _loss(given, rows, found + size * step)
            if after <= loss:
                break
            size /= 2
        found, loss = found + size * step, min(loss, after)
        if np.abs(size * step).max() < _SETTLED * (1 + np.abs(found).max()):
            converged = True
            break
        if not np.isfinite(found).all():
            return None
    covariance = _sandwich(given, rows, found, np.asarray(clusters))
    if covariance is None:
        return None
    return Regression(coefficients=found, covariance=covariance, converged=converged)


def _checked(values: npt.ArrayLike, covariates: npt.ArrayLike) -> tuple[Floats, Floats]:
    given = np.asarray(values, dtype=np.float64)
    columns = np.asarray(covariates, dtype=np.float64)
    if columns.ndim == 1:
        columns = columns[:, np.newaxis]
    is_usable = len(given) and len(columns) == len(given) and np.isfinite(columns).all()
    if not is_usable or not np.isfinite(given).all() or given.mean() <= 0:
        message = "Each row needs a value and finite covariates, and the mean must be above 0."
        raise NothingToRegress(message)
    return given, np.column_stack([np.ones(len(given)), columns])


def _loss(given: Floats, rows: Floats, at: Floats) -> float:
    with np.errstate(over="ignore"):
        return float(np.sum((given - np.exp(rows @ at)) ** 2))


def _step(given: Floats, rows: Floats, at: Floats) -> Floats | None:
    means = np.exp(rows @ at)
    slopes = rows * means[:, np.newaxis]
    information = slopes.T @ slopes
    if _is_singular(information):
        return None
    return np.asarray(np.linalg.solve(information, slopes.T @ (given - means)), dtype=np.float64)


def _is_singular(matrix: Floats) -> bool:
    scale = np.sqrt(np.diag(matrix))
    if not np.isfinite(scale).all() or (scale <= 0).any():
        return True
    scaled = matrix / np.outer(scale, scale)
    return bool(np.linalg.eigvalsh(scaled)[0] < _SINGULAR)


def _sandwich(given: Floats, rows: Floats, at: Floats, clusters: npt.NDArray[Any]) -> Floats | None:
    means = np.exp(rows @ at)
    slopes = rows * means[:, np.newaxis]
    information = slopes.T @ slopes
    if _is_singular(information):
        return None
    _, member = np.unique(clusters, return_inverse=True)
    scores = np.zeros((int(member.max()) + 1, rows.shape[1]))
    np.add.at(scores, member, slopes * (given - means)[:, np.newaxis])
    bread = np.linalg.inv(information)
    return np.asarray(bread @ (scores.T @ scores) @ bread, dtype=np.float64)
