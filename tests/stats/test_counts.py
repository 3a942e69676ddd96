"""Repeaters: strata beside what chance gives, each person's rate, and how few hold most cases."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from candour.stats import counts, proportions

# A busy machine must not decide whether a property holds.
unhurried = settings(deadline=None, max_examples=40)

PEERS = counts.GammaPoisson(mean=0.05, shape=0.6)

persons = st.lists(
    st.tuples(st.integers(0, 12), st.floats(0.05, 30)), min_size=1, max_size=40
).filter(lambda each: any(cases for cases, _ in each))


def people_of(each):
    cases, years = zip(*each, strict=True)
    return counts.people(counts=cases, years=years)


def simulated(seed, *, number, mean, shape):
    """Draw people with unequal years of service and Gamma-distributed rates."""
    rng = np.random.default_rng(seed)
    years = rng.uniform(0.1, 9, number)
    rates = rng.gamma(shape, mean / shape, number)
    return counts.people(counts=rng.poisson(rates * years), years=years)


@pytest.mark.scenario("SC-70", part="counts of people with 1, 2, 3-5 and 6 or more cases")
def test_people_are_counted_by_how_many_cases_they_have():
    people = counts.people(counts=[0, 0, 1, 2, 2, 3, 4, 5, 6, 11], years=[1] * 10)

    assert [str(stratum) for stratum in counts.STRATA] == ["0", "1", "2", "3 to 5", "6 or more"]
    assert counts.observed_strata(people=people) == (2, 1, 2, 3, 2)


@pytest.mark.scenario("SC-70", part="expected under Poisson, from everyone's years")
def test_the_expected_numbers_of_one_common_rate_are_those_of_scipy_person_by_person():
    """scipy: sum of poisson.pmf(k, rate * e) over people."""
    people = simulated(1, number=500, mean=0.4, shape=0.5)
    model = counts.GammaPoisson(mean=0.4, shape=None)
    each = stats.poisson.pmf(np.arange(80)[:, None], 0.4 * people.years).sum(axis=1)

    expected = counts.expected_strata(model=model, people=people)

    assert expected == pytest.approx(
        [each[0], each[1], each[2], each[3:6].sum(), each[6:].sum()], rel=1e-9
    )


@pytest.mark.scenario("SC-70", part="expected under Gamma-Poisson, from everyone's years")
def test_the_expected_numbers_of_unequal_rates_are_those_of_scipy_person_by_person():
    """scipy: sum of nbinom.pmf(k, a, b / (b + e)) over people."""
    people = simulated(1, number=500, mean=0.4, shape=0.5)
    model = counts.GammaPoisson(mean=0.4, shape=0.5)
    chance = model.rate / (model.rate + people.years)
    each = stats.nbinom.pmf(np.arange(900)[:, None], 0.5, chance).sum(axis=1)

    expected = counts.expected_strata(model=model, people=people)

    assert expected == pytest.approx(
        [each[0], each[1], each[2], each[3:6].sum(), each[6:].sum()], rel=1e-9
    )


@unhurried
@given(each=persons, shape=st.one_of(st.none(), st.floats(0.01, 1e6)), mean=st.floats(0.001, 20))
def test_the_expected_numbers_of_all_strata_sum_to_the_people(each, shape, mean):
    model = counts.GammaPoisson(mean=mean, shape=shape)

    expected = counts.expected_strata(model=model, people=people_of(each))

    assert sum(expected) == pytest.approx(len(each), rel=1e-12)
    assert min(expected) >= -1e-9


def test_a_very_large_shape_expects_what_one_common_rate_expects():
    people = simulated(2, number=300, mean=0.3, shape=1.0)

    alike = counts.expected_strata(model=counts.GammaPoisson(mean=0.3, shape=None), people=people)
    nearly = counts.expected_strata(model=counts.GammaPoisson(mean=0.3, shape=1e9), people=people)

    assert nearly == pytest.approx(alike, rel=1e-6)


def test_the_fit_and_its_likelihood_are_those_of_statsmodels():
    """statsmodels: NegativeBinomial(y, ones, exposure=e).fit(); alpha is 1 / shape."""
    from statsmodels.discrete.discrete_model import NegativeBinomial

    people = simulated(3, number=4000, mean=0.2, shape=0.6)
    other = NegativeBinomial(people.counts, np.ones(4000), exposure=people.years).fit(
        disp=False, method="newton", tol=1e-12, start_params=[np.log(0.2), 1 / 0.6]
    )

    fit = counts.fit_gamma_poisson(people=people)

    assert fit.converged
    assert fit.limit is counts.Limit.INSIDE
    assert fit.model.mean == pytest.approx(np.exp(other.params[0]), rel=1e-6)
    assert fit.model.shape == pytest.approx(1 / other.params[1], rel=1e-6)
    assert fit.log_likelihood == pytest.approx(other.llf, rel=1e-12)


def test_the_likelihoods_are_those_of_scipy():
    people = simulated(4, number=2000, mean=0.2, shape=0.6)
    poisson = counts.fit_poisson(people=people)
    fit = counts.fit_gamma_poisson(people=people)
    chance = fit.model.rate / (fit.model.rate + people.years)

    by_scipy = stats.nbinom.logpmf(people.counts, fit.model.shape, chance).sum()
    alike = stats.poisson.logpmf(people.counts, poisson.model.mean * people.years).sum()

    assert poisson.model.mean == pytest.approx(people.counts.sum() / people.years.sum())
    assert poisson.log_likelihood == pytest.approx(alike, rel=1e-12)
    assert fit.log_likelihood == pytest.approx(by_scipy, rel=1e-12)


@pytest.mark.parametrize("shape", [0.05, 0.6, 3.0])
def test_the_fit_finds_the_rates_that_made_the_counts(shape):
    fit = counts.fit_gamma_poisson(people=simulated(6, number=30_000, mean=0.5, shape=shape))

    assert fit.converged
    assert fit.model.mean == pytest.approx(0.5, rel=0.05)
    assert fit.model.shape == pytest.approx(shape, rel=0.10)


@unhurried
@given(each=persons)
def test_every_fit_converges_and_never_fits_worse_than_one_common_rate(each):
    people = people_of(each)

    fit = counts.fit_gamma_poisson(people=people)

    assert fit.converged
    assert fit.log_likelihood >= counts.fit_poisson(people=people).log_likelihood
    assert (fit.model.shape is None) == (fit.limit is counts.Limit.POISSON)


@unhurried
@given(each=persons, mean=st.floats(0.5, 2), shape=st.floats(0.5, 2))
def test_no_other_rates_fit_better_than_the_fitted_ones(each, mean, shape):
    people = people_of(each)
    fit = counts.fit_gamma_poisson(people=people)
    other_shape = shape * (fit.model.shape or 100.0)
    other_mean = mean * fit.model.mean
    chance = other_shape / (other_shape + other_mean * people.years)

    other = stats.nbinom.logpmf(people.counts, other_shape, chance).sum()

    assert fit.log_likelihood >= other - 1e-5


def test_counts_no_more_spread_than_chance_lie_on_the_poisson_boundary_and_say_so():
    people = counts.people(counts=[1, 1, 1, 1, 0, 2], years=[2] * 6)

    fit = counts.fit_gamma_poisson(people=people)

    assert fit == counts.fit_poisson(people=people)
    assert (fit.limit, fit.model.shape, fit.model.rate) == (counts.Limit.POISSON, None, None)


def test_the_higher_of_two_tops_is_found_where_the_nearer_one_is_the_poisson_limit():
    """With y = 1, 1 in 0.5 and 40 years the score at the limit is negative, yet spread fits better.

    scipy: the largest nbinom.logpmf(y, a, a / (a + m e)).sum() on a fine grid of m and a.
    """
    people = counts.people(counts=[1, 1], years=[0.5, 40.0])
    shapes = np.exp(np.linspace(-4, 6, 401))[:, None, None]
    means = np.exp(np.linspace(-5, 2, 401))[None, :, None]
    chance = shapes / (shapes + means * people.years)

    fit = counts.fit_gamma_poisson(people=people)
    grid = stats.nbinom.logpmf(people.counts, shapes, chance).sum(axis=2)

    assert ((people.counts - 2 / 40.5 * people.years) ** 2).sum() < people.counts.sum()
    assert fit.limit is counts.Limit.INSIDE
    assert grid.max() - 1e-9 <= fit.log_likelihood <= grid.max() + 1e-3


def test_all_cases_on_one_person_of_many_is_a_fit_and_not_a_limit():
    people = counts.people(counts=[40] + [0] * 9999, years=[5.0] * 10_000)

    fit = counts.fit_gamma_poisson(people=people)

    assert (fit.limit, fit.converged) == (counts.Limit.INSIDE, True)
    assert fit.model.shape < 1e-3


@pytest.mark.parametrize(("cases", "years"), [([], []), ([0, 0], [3, 4]), ([0], [0])])
def test_without_a_case_there_is_nothing_to_fit(cases, years):
    people = counts.people(counts=cases, years=years)

    assert counts.fit_poisson(people=people) is None
    assert counts.fit_gamma_poisson(people=people) is None
    assert counts.concentration(people=people) is None


def test_people_without_exposure_or_case_change_no_fit():
    exposed = counts.people(counts=[0, 1, 7, 0], years=[1, 2, 3, 4])
    joined_today = counts.people(counts=[0, 1, 7, 0, 0, 0], years=[1, 2, 3, 4, 0, 0])

    fit, same = (counts.fit_gamma_poisson(people=each) for each in (exposed, joined_today))

    assert fit.model.shape == pytest.approx(same.model.shape, rel=1e-9)
    assert counts.concentration(people=exposed) == counts.concentration(people=joined_today)


@unhurried
@given(each=persons)
def test_doubling_everyones_years_halves_the_rate_and_nothing_else(each):
    people = people_of(each)
    doubled = counts.people(counts=people.counts, years=people.years * 2)

    fit, half = (counts.fit_gamma_poisson(people=those) for those in (people, doubled))

    assert half.model.mean == fit.model.mean / 2
    assert half.model.shape == fit.model.shape
    assert counts.expected_strata(model=half.model, people=doubled) == counts.expected_strata(
        model=fit.model, people=people
    )
    assert counts.concentration(people=doubled) == counts.concentration(people=people)


@unhurried
@given(each=persons, order=st.randoms(use_true_random=False))
def test_reordering_the_people_changes_nothing(each, order):
    people, mixed = people_of(each), people_of(order.sample(each, len(each)))

    fit = counts.fit_gamma_poisson(people=people)

    assert counts.fit_gamma_poisson(people=mixed) == fit
    assert counts.observed_strata(people=mixed) == counts.observed_strata(people=people)
    assert counts.expected_strata(model=fit.model, people=mixed) == counts.expected_strata(
        model=fit.model, people=people
    )
    assert counts.concentration(people=mixed) == counts.concentration(people=people)


@pytest.mark.parametrize(
    ("cases", "years", "probability"),
    [(2, 1, 0.59), (3, 3, 0.74), (5, 9, 0.86), (8, 9, 0.99), (11, 9, 1.00)],
)
def test_two_cases_in_a_year_are_a_prompt_and_eleven_in_nine_years_a_near_certainty(
    cases, years, probability
):
    """R: pgamma(3 * a / b, a + y, b + e, lower.tail = FALSE) with a = 0.6, b = 12."""
    person = counts.people(counts=[cases], years=[years])

    above = counts.posterior(model=PEERS, people=person).above

    assert round(float(above[0]), 2) == probability


def test_the_probability_may_be_asked_of_another_multiple_of_the_peer_mean():
    """R: pgamma(0.05, 2.6, 13, lower.tail = FALSE)."""
    person = counts.people(counts=[2], years=[1])

    posterior = counts.posterior(model=PEERS, people=person, times=1.0)

    assert posterior.times == 1.0
    assert posterior.above == pytest.approx([stats.gamma.sf(0.05, 2.6, scale=1 / 13)], rel=1e-9)


def test_eleven_cases_in_nine_years_rank_first_and_two_in_nine_years_stay_unlikely():
    people = counts.people(counts=[2, 2, 11, 0, 8], years=[9, 1, 9, 9, 9])

    posterior = counts.posterior(model=PEERS, people=people)

    assert np.argsort(-posterior.above).tolist() == [2, 4, 1, 0, 3]
    assert np.argmax(posterior.mean) == 2
    assert posterior.above[0] < 0.5


def test_the_posterior_is_prior_times_likelihood_integrated():
    def weight(rate):
        return stats.gamma.pdf(rate, 0.6, scale=1 / 12) * stats.poisson.pmf(3, 4 * rate)

    person = counts.people(counts=[3], years=[4])
    whole = integrate.quad(weight, 0, 10, points=[0.1, 1])[0]
    above = integrate.quad(weight, 0.15, 10, points=[1])[0] / whole
    mean = integrate.quad(lambda rate: rate * weight(rate), 0, 10, points=[0.1, 1])[0] / whole

    posterior = counts.posterior(model=PEERS, people=person)

    assert posterior.above == pytest.approx([above], abs=1e-7)
    assert posterior.mean == pytest.approx([mean], abs=1e-7)


@unhurried
@given(each=persons)
def test_a_persons_expected_rate_lies_between_their_own_and_the_peers(each):
    people = people_of(each)
    own = people.counts / people.years

    mean = counts.posterior(model=PEERS, people=people).mean

    assert (mean >= np.minimum(own, PEERS.mean) - 1e-12).all()
    assert (mean <= np.maximum(own, PEERS.mean) + 1e-12).all()


def test_where_all_rates_are_alike_nobody_is_above_three_times_the_mean():
    people = counts.people(counts=[0, 9], years=[3, 1])
    alike = counts.GammaPoisson(mean=0.05, shape=None)

    posterior = counts.posterior(model=alike, people=people)

    assert posterior.mean.tolist() == [0.05, 0.05]
    assert posterior.above.tolist() == [0.0, 0.0]


@pytest.mark.scenario("SC-70", part="dismissals per stratum")
def test_dismissals_are_counted_by_stratum_with_exact_intervals():
    people = counts.people(counts=[0, 1, 1, 1, 2, 2, 4], years=[5] * 7)
    dismissed = [False, True, False, False, False, False, True]

    outcomes = counts.outcomes_by_stratum(people=people, happened=dismissed)

    assert [(each.people, each.happened) for each in outcomes] == [
        (1, 0), (3, 1), (2, 0), (1, 1), (0, 0),
    ]  # fmt: skip
    assert outcomes[1].share == pytest.approx(1 / 3)
    assert outcomes[1].interval == proportions.exact_interval(count=1, total=3)
    assert (outcomes[4].share, outcomes[4].interval) == (None, None)


@pytest.mark.parametrize("happened", [[True], [True, False, True]])
def test_an_outcome_for_other_than_each_person_is_refused(happened):
    people = counts.people(counts=[1, 2], years=[1, 1])

    with pytest.raises(counts.ImpossiblePerson):
        counts.outcomes_by_stratum(people=people, happened=happened)


def test_the_top_share_of_people_holds_its_cases_with_the_last_one_in_part():
    people = counts.people(counts=[6, 3, 1, 0, 0, 0, 0, 0, 0, 0], years=[1] * 10)

    held = counts.concentration(people=people, tops=(0.05, 0.10, 0.25, 1.0))

    assert [each.held for each in held] == pytest.approx([0.3, 0.6, 0.95, 1.0])
    assert [each.top for each in held] == [0.05, 0.10, 0.25, 1.0]


def test_rare_cases_look_concentrated_by_chance_alone_and_the_figure_says_so():
    people = simulated(7, number=20_000, mean=0.02, shape=1e6)

    tenth = counts.concentration(people=people)[2]

    assert tenth.held > 0.9
    assert tenth.by_chance == pytest.approx(tenth.held, abs=0.02)


def test_unequal_rates_concentrate_cases_more_than_chance():
    people = simulated(8, number=20_000, mean=0.2, shape=0.3)

    shares = counts.concentration(people=people)

    assert [each.top for each in shares] == [0.01, 0.05, 0.10]
    assert all(each.held > 1.4 * each.by_chance for each in shares)


@pytest.mark.parametrize(
    ("cases", "years"),
    [
        ([-1], [1]),
        ([1.5], [1]),
        ([float("nan")], [1]),
        ([1], [-1]),
        ([1], [float("inf")]),
        ([1], [float("nan")]),
        ([1], [0]),
        ([1, 2], [1]),
    ],
)
def test_an_impossible_person_is_refused(cases, years):
    with pytest.raises(counts.ImpossiblePerson):
        counts.people(counts=cases, years=years)


def test_thirty_thousand_people_take_under_a_second_of_processor_time():
    people = simulated(9, number=30_000, mean=0.05, shape=0.6)
    start = time.process_time()

    fit = counts.fit_gamma_poisson(people=people)
    counts.expected_strata(model=fit.model, people=people)
    counts.posterior(model=fit.model, people=people)
    counts.concentration(people=people)

    assert time.process_time() - start < 1.0
