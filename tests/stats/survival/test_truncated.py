"""People with cases only: the published strata, the ends of the fit, what it refuses to say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from candour.stats import counts, truncated

# A busy machine must not decide whether a property holds.
unhurried = settings(deadline=None, max_examples=25)

PUBLISHED = (7108, 1263, 505, 41)


def rounded(fit):
    return [round(people) for people in fit.expected]


def drawn(law, *, number=200_000, seed=3):
    """Count draws of 1, 2, 3 to 5 and 6 or more, as if nobody had counted the zeros."""
    people = counts.people(counts=law.rvs(number, random_state=seed), years=[1.0] * number)
    return counts.observed_strata(people=people)[1:]


@pytest.mark.scenario("SC-70", part="one common mean cannot explain the published repeaters")
def test_one_common_mean_expects_no_one_where_41_people_have_six_or_more():
    fit = truncated.fit_poisson(observed=PUBLISHED)

    assert rounded(fit)[:3] == [6775, 1783, 358]
    assert round(fit.expected[3], 1) == 0.4
    assert (fit.limit, fit.shape, fit.converged) == (counts.Limit.POISSON, None, True)


@pytest.mark.scenario("SC-70", part="the published repeaters cannot say how many have no case")
def test_the_published_repeaters_lie_at_the_log_series_end_and_say_so():
    """Maximum of sum(n * log(p)), p(k) = q^k / (-k log(1 - q)): q = 0.395724."""
    poisson = truncated.fit_poisson(observed=PUBLISHED)
    fit = truncated.fit_gamma_poisson(observed=PUBLISHED)

    assert (fit.limit, fit.shape, fit.converged) == (counts.Limit.LOG_SERIES, 0.0, True)
    assert fit.parameter == pytest.approx(0.395724, abs=1e-6)
    assert rounded(fit) == [7005, 1386, 509, 17]
    assert round(2 * (fit.log_likelihood - poisson.log_likelihood)) == 498


def test_the_log_series_shares_are_those_of_scipy():
    """scipy: stats.logser(q)."""
    fit = truncated.fit_gamma_poisson(observed=PUBLISHED)
    law = stats.logser(fit.parameter)

    shares = [law.pmf(1), law.pmf(2), law.pmf([3, 4, 5]).sum(), law.sf(5)]

    assert fit.expected == pytest.approx([8917 * share for share in shares], rel=1e-9)


def test_the_poisson_shares_are_those_of_scipy():
    """scipy: stats.poisson(mean) given at least 1."""
    fit = truncated.fit_poisson(observed=PUBLISHED)
    law = stats.poisson(fit.parameter)

    shares = [law.pmf(1), law.pmf(2), law.pmf([3, 4, 5]).sum(), law.sf(5)] / law.sf(0)

    assert fit.expected == pytest.approx(8917 * shares, rel=1e-9)


def test_the_negative_binomial_shares_are_those_of_scipy():
    """scipy: stats.nbinom(shape, 1 - parameter) given at least 1."""
    fit = truncated.fit_gamma_poisson(observed=drawn(stats.nbinom(2.0, 0.6)))
    law = stats.nbinom(fit.shape, 1 - fit.parameter)

    shares = [law.pmf(1), law.pmf(2), law.pmf([3, 4, 5]).sum(), law.sf(5)] / law.sf(0)

    assert np.array(fit.expected) / sum(fit.expected) == pytest.approx(shares, rel=1e-9)


def test_the_shape_that_made_the_counts_is_found_where_there_are_enough_people():
    fit = truncated.fit_gamma_poisson(observed=drawn(stats.nbinom(2.0, 0.6)))

    assert (fit.limit, fit.converged) == (counts.Limit.INSIDE, True)
    assert fit.shape == pytest.approx(2.0, rel=0.15)
    assert fit.parameter == pytest.approx(0.4, rel=0.10)


def test_people_alike_lie_at_the_poisson_end_and_say_so():
    fit = truncated.fit_gamma_poisson(observed=(6790, 1790, 340, 0))

    assert (fit.limit, fit.shape) == (counts.Limit.POISSON, None)
    assert fit == truncated.fit_poisson(observed=(6790, 1790, 340, 0))


@pytest.mark.parametrize("fit", [truncated.fit_poisson, truncated.fit_gamma_poisson])
@pytest.mark.parametrize("observed", [(0, 0, 0, 0), (700, 0, 0, 0), (0, 0, 0, 41)])
def test_where_all_are_in_the_first_or_the_last_stratum_there_is_nothing_to_fit(fit, observed):
    assert fit(observed=observed) is None


@pytest.mark.parametrize("fit", [truncated.fit_poisson, truncated.fit_gamma_poisson])
def test_finer_strata_may_be_given(fit):
    finer = tuple(counts.Stratum(low=k, high=k) for k in range(1, 9))
    strata = (*finer, counts.Stratum(low=9, high=None))

    fitted = fit(observed=(500, 200, 90, 40, 18, 8, 4, 2, 3), strata=strata)

    assert fitted.converged
    assert sum(fitted.expected) == pytest.approx(865)


@pytest.mark.parametrize(
    ("observed", "strata"),
    [
        ((5, 4, 3), counts.STRATA[1:]),
        ((5, 4, 3, -1), counts.STRATA[1:]),
        ((9, 5, 4, 3, 1), counts.STRATA),
        ((5, 4, 3), counts.STRATA[1:4]),
        ((5, 3, 1), (counts.STRATA[1], *counts.STRATA[3:])),
    ],
)
def test_strata_with_gaps_with_zero_or_without_an_open_end_are_refused(observed, strata):
    with pytest.raises(truncated.BrokenStrata):
        truncated.fit_poisson(observed=observed, strata=strata)


@unhurried
@given(
    observed=st.tuples(
        st.integers(1, 9000), st.integers(1, 2000), st.integers(0, 900), st.integers(0, 99)
    )
)
def test_the_expected_people_sum_to_the_observed_and_spread_never_fits_worse(observed):
    poisson = truncated.fit_poisson(observed=observed)
    fit = truncated.fit_gamma_poisson(observed=observed)

    assert sum(fit.expected) == pytest.approx(sum(observed), rel=1e-9)
    assert sum(poisson.expected) == pytest.approx(sum(observed), rel=1e-9)
    assert fit.log_likelihood >= poisson.log_likelihood
