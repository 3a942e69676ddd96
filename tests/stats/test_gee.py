"""The regression with a log link agrees with statsmodels to the sixth digit."""

import numpy as np
import pytest
import statsmodels.api as sm

from candour.stats import gee


def crowd(seed: int, *, size: int = 900, people: int = 150):
    """Values about people, some below 0 and some above 1, that depend on three columns."""
    rng = np.random.default_rng(seed)
    who = rng.integers(0, people, size)
    rows = np.column_stack(
        [rng.random(size) < 0.4, rng.random(size) < 0.3, rng.normal(0, 0.3, size)]
    ).astype(float)
    mean = np.exp(-1.2 + rows @ [-0.5, 0.3, 0.4] + rng.normal(0, 0.2, people)[who])
    values = (rng.random(size) < np.minimum(mean, 1)) + rng.normal(0, 0.1, size)
    return values, rows, who


@pytest.mark.parametrize("seed", range(6))
def test_coefficients_and_errors_are_those_of_statsmodels(seed):
    values, rows, who = crowd(seed)
    found = gee.fit(values=values, covariates=rows, clusters=who)
    theirs = sm.GEE(
        values, sm.add_constant(rows), groups=who,
        family=sm.families.Gaussian(sm.families.links.Log()),
        cov_struct=sm.cov_struct.Independence(),
    ).fit(maxiter=500, ctol=1e-12)  # fmt: skip
    assert found.converged
    assert found.coefficients == pytest.approx(theirs.params, abs=1e-6)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(theirs.bse, abs=1e-6)


def test_without_covariates_it_is_the_mean():
    values, _, who = crowd(1)
    found = gee.fit(values=values, covariates=np.empty((900, 0)), clusters=who)
    assert np.exp(found.coefficients[0]) == pytest.approx(values.mean())


def test_one_group_against_another_is_the_ratio_of_their_means():
    values, rows, who = crowd(2)
    of = rows[:, 0] == 1
    found = gee.fit(values=values, covariates=rows[:, 0], clusters=who).ratio(1)
    assert found.value == pytest.approx(values[of].mean() / values[~of].mean())
    assert found.interval.low < found.value < found.interval.high


def test_the_order_of_rows_and_the_names_of_people_change_nothing():
    values, rows, who = crowd(3)
    order = np.random.default_rng(0).permutation(900)
    one = gee.fit(values=values, covariates=rows, clusters=who)
    other = gee.fit(values=values[order], covariates=rows[order], clusters=-who[order])
    assert other.coefficients == pytest.approx(one.coefficients)
    assert other.covariance == pytest.approx(one.covariance)


def test_columns_that_say_the_same_can_not_be_told_apart():
    values, rows, who = crowd(4)
    twice = np.column_stack([rows[:, 0], rows[:, 0]])
    assert gee.fit(values=values, covariates=twice, clusters=who) is None


@pytest.mark.parametrize("values", [[], [0.0, 0.0], [1.0, float("nan")]])
def test_nothing_is_fitted_to_nothing(values):
    with pytest.raises(gee.NothingToRegress):
        gee.fit(values=values, covariates=np.zeros((len(values), 1)), clusters=[0] * len(values))
