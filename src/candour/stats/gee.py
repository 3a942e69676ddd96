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
from scipy import sparse

from candour.stats import proportions
from candour.stats.alike import levels
from candour.stats.competing import Ratio
from candour.stats.proportions import Interval

Floats = npt.NDArray[np.float64]

_MOST_STEPS: Final = 200
_MOST_HALVINGS: Final = 40
_SETTLED: Final = 1e-12
_SINGULAR: Final = 1e-10
_UNUSABLE: Final = "Each row needs a value and finite covariates, and the mean must be above 0."


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Values by the cell that each is in, all of one cell alike in their covariates.

    numbers, sums: how many values, and their sum. together: over the clusters, the products of what
    each has in two cells: first the sums of its values, then how many they are.
    """

    numbers: Floats
    sums: Floats
    together: Any

    def where(self, chosen: npt.NDArray[np.bool_]) -> "Cells":
        """Return some of the cells."""
        both = np.flatnonzero(np.concatenate([chosen, chosen]))
        return Cells(
            numbers=self.numbers[chosen],
            sums=self.sums[chosen],
            together=self.together[both][:, both],
        )


def cells(*, values: npt.ArrayLike, places: npt.ArrayLike, clusters: npt.ArrayLike) -> Cells:
    """Gather values by the number of their cell."""
    given, cell = np.asarray(values, dtype=np.float64), np.asarray(places, dtype=np.intp)
    size = int(cell.max(initial=-1)) + 1
    whose = levels.of(clusters)
    held = sparse.csr_array(
        (
            np.concatenate([given, np.ones(len(given))]),
            (np.tile(whose.places, 2), np.concatenate([cell, cell + size])),
        ),
        shape=(len(whose.values), 2 * size),
    )
    return Cells(
        numbers=np.bincount(cell, minlength=size).astype(np.float64),
        sums=np.bincount(cell, given, minlength=size).astype(np.float64),
        together=sparse.csr_array(held.T @ held),
    )


def fit(
    *, values: npt.ArrayLike, covariates: npt.ArrayLike, clusters: npt.ArrayLike
) -> Regression | None:
    """Fit log(mean) = intercept + covariates, given row by row; see `fit_cells`."""
    given = np.asarray(values, dtype=np.float64)
    if not len(given) or not np.isfinite(given).all():
        raise NothingToRegress(_UNUSABLE)
    each = cells(values=given, places=np.arange(len(given)), clusters=clusters)
    return fit_cells(of=each, covariates=covariates)


def fit_cells(*, of: Cells, covariates: npt.ArrayLike) -> Regression | None:
    """Fit log(mean) = intercept + covariates; None where the data can't tell the columns apart.

    The first coefficient is the intercept. Gauss-Newton with halved steps, sandwich by cluster
    without a small-sample correction.

    References: Liang and Zeger 1986, Biometrika 73:13; for pseudo-observations, Klein and Andersen
    2005, Biometrics 61:223. statsmodels: `GEE(y, X, groups, family=Gaussian(Log()),
    cov_struct=Independence()).fit()`. R: `geepack::geese(mean.link = "log")`.
    """
    rows = _checked(of, covariates)
    found = np.zeros(rows.shape[1])
    found[0] = np.log(of.sums.sum() / of.numbers.sum())
    loss = _loss(of, rows, found)
    converged = False
    for _ in range(_MOST_STEPS):
        step = _step(of, rows, found)
        if step is None:
            return None
        size = 1.0
        for _ in range(_MOST_HALVINGS):
            after = _loss(of, rows, found + size * step)
            if after <= loss:
                break
            size /= 2
        found, loss = found + size * step, min(loss, after)
        if np.abs(size * step).max() < _SETTLED * (1 + np.abs(found).max()):
            converged = True
            break
        if not np.isfinite(found).all():
            return None
    covariance = _sandwich(of, rows, found)
    if covariance is None:
        return None
    return Regression(coefficients=found, covariance=covariance, converged=converged)


def _checked(of: Cells, covariates: npt.ArrayLike) -> Floats:
    columns = np.asarray(covariates, dtype=np.float64)
    if columns.ndim == 1:
        columns = columns[:, np.newaxis]
    is_usable = len(columns) == len(of.numbers) and np.isfinite(columns).all()
    if not is_usable or not (of.numbers > 0).all() or not of.sums.sum() > 0:
        raise NothingToRegress(_UNUSABLE)
    return np.column_stack([np.ones(len(columns)), columns])


def _loss(of: Cells, rows: Floats, at: Floats) -> float:
    # The spread of the values within their cells is the same wherever the means lie.
    with np.errstate(over="ignore"):
        return float(np.sum(of.numbers * (of.sums / of.numbers - np.exp(rows @ at)) ** 2))


def _step(of: Cells, rows: Floats, at: Floats) -> Floats | None:
    means = np.exp(rows @ at)
    slopes = rows * means[:, np.newaxis]
    information = slopes.T @ (of.numbers[:, np.newaxis] * slopes)
    if _is_singular(information):
        return None
    ahead = slopes.T @ (of.sums - of.numbers * means)
    return np.asarray(np.linalg.solve(information, ahead), dtype=np.float64)


def _is_singular(matrix: Floats) -> bool:
    scale = np.sqrt(np.diag(matrix))
    if not np.isfinite(scale).all() or (scale <= 0).any():
        return True
    scaled = matrix / np.outer(scale, scale)
    return bool(np.linalg.eigvalsh(scaled)[0] < _SINGULAR)


def _sandwich(of: Cells, rows: Floats, at: Floats) -> Floats | None:
    means = np.exp(rows @ at)
    slopes = rows * means[:, np.newaxis]
    information = slopes.T @ (of.numbers[:, np.newaxis] * slopes)
    if _is_singular(information):
        return None
    # What a cluster adds to the score: its values less their means, each times its slopes.
    scores = np.concatenate([slopes, -means[:, np.newaxis] * slopes])
    bread = np.linalg.inv(information)
    return np.asarray(bread @ (scores.T @ (of.together @ scores)) @ bread, dtype=np.float64)
