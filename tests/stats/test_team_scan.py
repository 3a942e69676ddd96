"""The scan of teams: finds a planted one, stays silent where none stands out, counts as by hand."""

import numpy as np
import pytest
from scipy import stats

from candour.stats import scan

TEAMS, MONTHS = 300, 24
# Twelve people a team and one event in forty years each: two events a month in the whole force.
EXPOSURE = np.full((TEAMS, MONTHS), 1.0)
RATE = 0.025


def world(seed, *, planted=1.0):
    """Draw a force in which nobody, or team 17 at `planted` times the rate, stands out."""
    rates = np.full((TEAMS, MONTHS), RATE)
    rates[17] *= planted
    return scan.teams(events=np.random.default_rng(seed).poisson(rates), exposure=EXPOSURE)


def is_alarm(seed, *, replicates):
    found = scan.scan(teams=world(seed), seed=seed, replicates=replicates)
    return bool(found.windows) and found.windows[0].p < 0.05


@pytest.mark.scenario("SC-48", part="planted team")
def test_a_planted_team_of_six_times_the_rate_is_found_among_300():
    rates = np.full((TEAMS, MONTHS), 0.1)
    rates[17] *= 6
    teams = scan.teams(events=np.random.default_rng(5).poisson(rates), exposure=EXPOSURE)

    found = scan.scan(teams=teams, seed=1)

    assert found.windows[0].team == 17
    assert found.windows[0].p < 0.05
    assert 4 < found.windows[0].ratio < 8


@pytest.mark.scenario("SC-48", part="false alarms")
def test_at_most_5_in_100_forces_without_a_hot_spot_raise_an_alarm():
    alarms = sum(is_alarm(seed, replicates=99) for seed in range(100))

    # 4 or 5 are expected; the chance of more than 10 at a true 5 % is about 1 %.
    assert alarms <= 10


@pytest.mark.proof
@pytest.mark.scenario("SC-48", part="false alarms")
def test_false_alarms_stay_at_5_percent_over_2000_forces():
    alarms = sum(is_alarm(seed, replicates=999) for seed in range(2_000))

    assert alarms <= stats.binom.ppf(0.999, 2_000, 0.05)


def test_looking_at_each_team_by_itself_would_raise_many_false_alarms():
    found = scan.scan(teams=world(3), seed=1, replicates=99)

    assert sum(one.p_alone < 0.05 for one in found.windows) >= 5
    assert not any(one.p < 0.05 for one in found.windows)


def test_the_ratio_is_the_likelihood_ratio_of_two_poissons():
    observed, expected, total = 9, 3.0, 40

    found = scan.likelihood_ratio(
        observed=np.array([9.0]), expected=np.array([expected]), total=total
    )

    own = stats.poisson.logpmf(9, 9) + stats.poisson.logpmf(31, 31)
    common = stats.poisson.logpmf(observed, expected) + stats.poisson.logpmf(31, total - expected)
    assert found[0] == pytest.approx(own - common)


def test_a_window_with_fewer_than_expected_is_no_finding():
    found = scan.likelihood_ratio(observed=np.array([1.0]), expected=np.array([3.0]), total=40)

    assert found[0] == 0.0


def test_one_window_that_takes_everything_is_no_infinity():
    found = scan.likelihood_ratio(observed=np.array([40.0]), expected=np.array([4.0]), total=40)

    assert found[0] == pytest.approx(40 * np.log(10))


def test_what_rises_everywhere_in_one_month_is_no_hot_spot():
    events = np.ones((20, 12))
    events[:, 6] = 9

    found = scan.scan(
        teams=scan.teams(events=events, exposure=np.ones((20, 12))), seed=1, months=1,
        replicates=99,
    )  # fmt: skip

    assert found.windows == ()


def test_a_team_that_was_disbanded_is_found_in_the_months_it_was_there():
    exposure = np.full((40, 36), 10.0)
    exposure[4, 12:] = 0
    events = np.random.default_rng(2).poisson(exposure * 0.005)
    events[4, :12] = 2

    found = scan.scan(
        teams=scan.teams(events=events, exposure=exposure), seed=1, months=12, replicates=199
    )

    assert (found.windows[0].team, found.windows[0].first) == (4, 0)
    assert found.windows[0].p < 0.05


def test_the_same_seed_gives_the_same_answer():
    assert scan.scan(teams=world(9), seed=4, replicates=49) == scan.scan(
        teams=world(9), seed=4, replicates=49
    )


def test_a_register_without_events_has_nothing_to_find():
    teams = scan.teams(events=np.zeros((3, 4)), exposure=np.ones((3, 4)))

    assert scan.scan(teams=teams, seed=1).windows == ()


@pytest.mark.parametrize(
    ("events", "exposure"),
    [([[1]], [[0.0]]), ([[-1]], [[1.0]]), ([[0.5]], [[1.0]]), ([[1]], [[1.0, 2.0]])],
)
def test_impossible_tables_are_refused(events, exposure):
    with pytest.raises(scan.ImpossibleScan):
        scan.teams(events=events, exposure=exposure)
