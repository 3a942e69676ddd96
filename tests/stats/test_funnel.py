"""Units that differ as units do are not called; one that stands out is."""

import numpy as np
import pytest
from scipy import stats

from candour.stats import funnel


def world(seed: int, *, spread: float, units: int = 32, outlier: float = 1.0):
    """Units of different sizes whose ratios differ with a standard deviation of so much."""
    rng = np.random.default_rng(seed)
    expected = rng.uniform(15, 120, units)
    ratios = np.maximum(rng.normal(1, spread, units), 0.05)
    ratios[0] *= outlier
    return rng.poisson(expected * ratios), expected


def called(seeds: range, **more: float) -> list[list[bool]]:
    found = []
    for seed in seeds:
        observed, expected = world(seed, **more)
        placed = funnel.funnel(observed=observed, expected=expected)
        found.append([one.is_called for one in placed.units])
    return found


@pytest.mark.parametrize("spread", [0.0, 0.1, 0.2, 0.25])
def test_at_99_8_per_cent_at_most_one_unit_in_200_is_called_though_units_differ(spread):
    assert np.mean(called(range(500), spread=spread)) <= 0.005


def test_without_the_spread_between_units_many_would_be_called():
    plain = []
    for seed in range(300):
        observed, expected = world(seed, spread=0.3)
        tails = stats.poisson.cdf(observed, expected)
        plain.append(np.mean((tails < 0.001) | (tails > 0.999)))
    assert np.mean(plain) > 0.05
    assert np.mean(called(range(300), spread=0.3)) <= 0.01


def test_a_unit_with_three_times_its_expected_number_is_called():
    found = called(range(200), spread=0.15, outlier=3.0)
    assert np.mean([one[0] for one in found]) > 0.9
    assert np.mean([one[1:] for one in found]) <= 0.005


def test_an_estimate_of_the_spread_is_about_right():
    found = [funnel.between(observed=o, expected=e)
             for o, e in (world(seed, spread=0.3) for seed in range(300))]  # fmt: skip
    assert np.mean(found) == pytest.approx(0.09, rel=0.15)


def test_probabilities_are_mid_p_of_poisson_and_of_the_negative_binomial():
    observed, expected = [18, 24, 21, 18], [20.0, 22.0, 20.0, 19.0]
    plain = funnel.funnel(observed=observed, expected=expected)
    assert plain.spread == 0
    for one in plain.units:
        middle = stats.poisson.cdf(one.observed - 1, one.expected)
        middle += stats.poisson.pmf(one.observed, one.expected) / 2
        assert one.at_most == pytest.approx(middle)
    observed, expected = world(3, spread=0.4)
    spread_out = funnel.funnel(observed=observed, expected=expected)
    shape = 1 / spread_out.spread
    for one in spread_out.units:
        law = stats.nbinom(shape, shape / (shape + one.expected))
        middle = law.cdf(one.observed - 1) + law.pmf(one.observed) / 2
        assert one.at_most == pytest.approx(stats.t(0.8 * 31).cdf(stats.norm.ppf(middle)))
        assert one.at_most + one.at_least == pytest.approx(1)


def test_whoever_is_called_is_to_be_looked_at_too():
    observed, expected = world(5, spread=0.1, outlier=4.0)
    placed = funnel.funnel(observed=observed, expected=expected)
    assert placed.units[0].is_called
    assert all(one.is_to_look_at for one in placed.units if one.is_called)


@pytest.mark.parametrize(("observed", "expected"), [([-1], [2.0]), ([1], [0.0]), ([1, 2], [1.0])])
def test_an_impossible_unit_is_refused(observed, expected):
    with pytest.raises(funnel.ImpossibleUnit):
        funnel.funnel(observed=observed, expected=expected)


def test_nobody_makes_no_funnel():
    assert funnel.funnel(observed=[], expected=[]).units == ()
