"""Rates and ratios agree with R, scipy and statsmodels, and people who return widen them."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from candour.stats import rates


def test_an_exact_rate_is_garwoods():
    # R: poisson.test(11, 800)$conf.int gives 0.006864 and 0.024603.
    found = rates.exact_rate(count=11, exposure=800)
    assert (round(found.low, 6), round(found.high, 6)) == (0.006864, 0.024603)
    assert rates.exact_rate(count=0, exposure=10).low == 0
    assert rates.exact_rate(count=0, exposure=10).high == pytest.approx(-np.log(0.025) / 10)


def test_an_exact_ratio_is_the_odds_of_scipys_binomial_interval():
    found = rates.exact_ratio(of=(11, 800.0), to=(23, 3011.0))
    share = stats.binomtest(11, 34).proportion_ci(method="exact")
    assert found.low == pytest.approx(share.low / (1 - share.low) * 3011 / 800, rel=1e-9)
    assert found.high == pytest.approx(share.high / (1 - share.high) * 3011 / 800, rel=1e-9)


def test_an_exact_ratio_has_no_end_where_the_second_group_has_nothing():
    assert rates.exact_ratio(of=(3, 10.0), to=(0, 10.0)) is None
    assert rates.exact_ratio(of=(0, 10.0), to=(3, 10.0)).low == 0


def crowd(seed: int, size: int):
    """Cases of people whose rates differ, and their years."""
    rng = np.random.default_rng(seed)
    years = rng.uniform(0.2, 5, size)
    return rng.poisson(rng.gamma(0.6, 0.3, size) * years), years


def test_a_ratio_robust_to_people_is_that_of_a_clustered_poisson_regression():
    (ours, our_years), (theirs, their_years) = crowd(1, 200), crowd(2, 900)
    found = rates.ratio(
        of=rates.quotient(parts=ours, wholes=our_years),
        to=rates.quotient(parts=theirs, wholes=their_years),
    )
    cases = np.concatenate([ours, theirs])
    group = np.repeat([1.0, 0.0], [200, 900])
    fitted = sm.GLM(
        cases, sm.add_constant(group), family=sm.families.Poisson(),
        exposure=np.concatenate([our_years, their_years]),
    ).fit(
        cov_type="cluster", cov_kwds={"groups": np.arange(1100), "use_correction": False}
    )  # fmt: skip
    assert found.value == pytest.approx(np.exp(fitted.params[1]), rel=1e-8)
    assert found.log_error == pytest.approx(fitted.bse[1], rel=1e-8)


def test_people_who_return_make_the_interval_wider_than_that_of_independent_cases():
    ours, years = crowd(3, 2000)
    found = rates.quotient(parts=ours, wholes=years)
    assert found.log_variance > 1.3 / ours.sum()


def test_where_each_person_has_at_most_one_case_the_variance_is_about_one_over_the_cases():
    found = rates.quotient(parts=[1, 0], wholes=[1, 1], number=[100, 99_900])
    assert found.log_variance == pytest.approx(1 / 100, rel=0.01)


def test_rows_that_stand_for_many_people_are_those_people():
    counted = rates.quotient(parts=[0, 1, 4], wholes=[1, 2, 3], number=[5, 3, 2])
    each = rates.quotient(parts=[0] * 5 + [1] * 3 + [4] * 2, wholes=[1] * 5 + [2] * 3 + [3] * 2)
    assert counted == each


def test_few_events_take_the_wider_interval():
    of = rates.quotient(parts=[1] * 12 + [0] * 500, wholes=[1.0] * 512)
    to = rates.quotient(parts=[1] * 40 + [0] * 3000, wholes=[1.0] * 3040)
    found, wald = rates.rate_ratio(of=of, to=to), rates.ratio(of=of, to=to)
    exact = rates.exact_ratio(of=(12, 512.0), to=(40, 3040.0))
    assert found.interval.low == min(exact.low, wald.interval.low)
    assert found.interval.high == max(exact.high, wald.interval.high)


@pytest.mark.parametrize(("parts", "wholes"), [([1], [0]), ([1, 2], [1])])
def test_nothing_is_divided_by_nothing(parts, wholes):
    with pytest.raises(rates.ImpossibleRate):
        rates.quotient(parts=parts, wholes=wholes)
