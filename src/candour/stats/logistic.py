"""Logistic regression with a ridge, small enough to read: it weighs the terms of a score card."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

Floats = npt.NDArray[np.float64]


class NothingToFit(ValueError):
    """Some people must have met the outcome and some not, each with one row of finite values."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """The log odds of the outcome: intercept plus weight times value."""

    intercept: float
    weights: Floats


def fit(
    *,
    values: npt.ArrayLike,
    happened: npt.ArrayLike,
    ridge: float = 0.0,
    at_least: float = -np.inf,
) -> Line:
    """Fit by penalised maximum likelihood; `at_least` bounds the weights, not the intercept.

    The penalty is `ridge` / 2 times the sum of squared weights.

    References: le Cessie and van Houwelingen 1992, Applied Statistics 41:191.
    scikit-learn: `LogisticRegression(C=1 / ridge)`; statsmodels: `Logit(y, X).fit()` at ridge 0.
    """
    rows, met = _checked(values, happened)
    found = optimize.minimize(
        _loss,
        x0=np.zeros(rows.shape[1] + 1),
        args=(rows, met, ridge),
        jac=True,
        method="L-BFGS-B",
        bounds=[(None, None), *[(at_least, None)] * rows.shape[1]],
        options={"maxiter": 2_000, "ftol": 1e-12, "gtol": 1e-8},
    )
    return Line(intercept=float(found.x[0]), weights=found.x[1:])


def chances(*, line: Line, values: npt.ArrayLike) -> Floats:
    """Return the chance of the outcome for each row."""
    rows = np.asarray(values, dtype=np.float64)
    found: Floats = special.expit(line.intercept + rows @ line.weights)
    return found


def _checked(values: npt.ArrayLike, happened: npt.ArrayLike) -> tuple[Floats, Floats]:
    rows = np.asarray(values, dtype=np.float64)
    met = np.asarray(happened, dtype=np.float64)
    if rows.ndim != 2 or len(rows) != len(met) or not np.isfinite(rows).all():
        message = "Each person needs one row of finite values."
        raise NothingToFit(message)
    if met.all() or not met.any():
        message = "Some people must have met the outcome and some not."
        raise NothingToFit(message)
    return rows, met


def _loss(point: Floats, rows: Floats, met: Floats, ridge: float) -> tuple[float, Floats]:
    odds = point[0] + rows @ point[1:]
    misses = special.expit(odds) - met
    loss = np.logaddexp(0, odds).sum() - met @ odds + ridge / 2 * (point[1:] @ point[1:])
    slope = np.concatenate([[misses.sum()], rows.T @ misses + ridge * point[1:]])
    number = len(met)
    return float(loss) / number, slope / number
