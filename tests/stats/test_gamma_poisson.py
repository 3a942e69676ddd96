"""Rates drawn towards peers: the published figures, scipy's own Gamma, and who stands first."""

import numpy as np
import pytest
from scipy import integrate, stats

from candour.stats import counts, gamma_poisson
from candour.stats.counts import GammaPoisson

# Peers have one case in 20 years, and differ as a Gamma of this shape.
PEERS = GammaPoisson(mean=0.05, shape=0.6)


def shrunk(*pairs: tuple[int, float]) -> gamma_poisson.Shrunk:
    people = counts.people(counts=[n for n, _ in pairs], years=[years for _, years in pairs])
    return gamma_poisson.shrink(model=PEERS, people=people)


@pytest.mark.parametrize(
    ("cases", "years", "chance"),
    [(2, 1, 0.59), (3, 3, 0.74), (5, 9, 0.86), (8, 9, 0.99), (11, 9, 1.00)],
)
def test_the_chance_of_three_times_the_peers_is_the_published_one(cases, years, chance):
    assert shrunk((cases, years)).above[0] == pytest.approx(chance, abs=0.005)


@pytest.mark.parametrize(("cases", "years"), [(0, 4.0), (2, 1.0), (8, 9.0)])
def test_rate_and_interval_are_those_of_the_likelihood_integrated_by_hand(cases, years):
    """Independent: prior times Poisson likelihood, integrated numerically over the rate."""
    prior = stats.gamma(0.6, scale=0.05 / 0.6)

    def weight(rate: float) -> float:
        return prior.pdf(rate) * stats.poisson.pmf(cases, rate * years)

    whole = integrate.quad(weight, 0, 0.01)[0] + integrate.quad(weight, 0.01, 20, limit=500)[0]
    mean = integrate.quad(lambda rate: rate * weight(rate) / whole, 0, 20, limit=500)[0]
    found = shrunk((cases, years))
    below = integrate.quad(weight, 0, found.high[0], limit=500)[0] / whole

    assert found.rate[0] == pytest.approx(mean, rel=1e-3)
    assert below == pytest.approx(0.975, abs=2e-3)
    assert found.low[0] <= found.rate[0] <= found.high[0]
    assert found.expected[0] == pytest.approx(0.05 * years)


def test_eleven_in_nine_years_stand_first_and_two_in_nine_are_no_certainty():
    found = shrunk((2, 9), (11, 9), (2, 1), (5, 9))

    assert int(np.argmax(found.above)) == 1
    assert int(np.argmax(found.rate)) == 1
    assert found.above[0] < 0.8


def test_each_is_compared_with_the_peers_of_their_own_group():
    dice = np.random.default_rng(4)
    quiet = dice.poisson(dice.gamma(0.6, 0.05 / 0.6, 3_000) * 9)
    busy = dice.poisson(dice.gamma(0.6, 0.50 / 0.6, 3_000) * 9)
    people = counts.people(counts=[*quiet, 6, *busy, 6], years=[9.0] * 6_002)

    found = gamma_poisson.among_peers(people=people, groups=[1] * 3_001 + [2] * 3_001)

    assert found.peer_mean[0] == pytest.approx(0.05, rel=0.1)
    assert found.peer_mean[-1] == pytest.approx(0.50, rel=0.1)
    assert found.above[3_000] > 0.9
    assert found.above[-1] < 0.1


def test_a_group_too_small_to_say_anything_is_compared_with_everybody():
    people = counts.people(counts=[0, 1, 0, 2] * 100 + [3], years=[4.0] * 401)
    everybody = counts.fit_gamma_poisson(people=people)

    found = gamma_poisson.among_peers(people=people, groups=[1] * 400 + [2])

    assert found.peer_mean[-1] == pytest.approx(everybody.model.mean)


def test_nobody_with_a_case_gives_nothing_to_compare():
    people = counts.people(counts=[0, 0], years=[1.0, 2.0])
    assert gamma_poisson.among_peers(people=people, groups=[1, 1]) is None
