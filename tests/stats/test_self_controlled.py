"""Events before and after a day: size and power of the test, agreement with scipy, limits."""

import numpy as np
import pytest
from scipy import stats

from candour.stats import self_controlled as controlled
from candour.stats.self_controlled import History

REPORTERS, A_DAY = 250, 0.05 / 365.25


def drawn(rng, *, ratio, people=REPORTERS, rate=A_DAY):
    """Draw reporters with a few events each, at `ratio` times the rate after the day."""
    before = [rng.uniform(-554, -14, rng.poisson(rate * 540)) for _ in range(people)]
    after = [rng.uniform(0, 180, rng.poisson(rate * 180 * ratio)) for _ in range(people)]
    return [
        History(events=tuple(int(np.floor(day)) for day in (*early, *late)))
        for early, late in zip(before, after, strict=True)
    ]


def rejected(*, ratio, worlds, seed):
    """Return the share of worlds that the test calls an excess at 5 %.

    Only the two numbers matter to it, and they are Poisson: no person needs to be drawn.
    """
    rng = np.random.default_rng(seed)
    before = rng.poisson(REPORTERS * A_DAY * 540, worlds)
    after = rng.poisson(REPORTERS * A_DAY * 180 * ratio, worlds)
    found = [
        controlled.at_least(after=int(late), of=int(early + late), share=180 / 720)
        for early, late in zip(before, after, strict=True)
    ]
    return float(np.mean(np.array(found) < 0.05))


@pytest.mark.scenario("SC-37", part="excess test")
def test_the_test_rejects_about_3_percent_where_nothing_changed():
    assert 0.015 <= rejected(ratio=1, worlds=4_000, seed=1) <= 0.05


@pytest.mark.scenario("SC-37", part="excess test")
def test_three_times_the_rate_is_found_in_9_of_10_worlds():
    assert 0.85 <= rejected(ratio=3, worlds=2_000, seed=2) <= 0.97


@pytest.mark.scenario("SC-37", part="excess test")
def test_six_times_the_rate_is_always_found():
    assert rejected(ratio=6, worlds=1_000, seed=3) > 0.99


@pytest.mark.proof
@pytest.mark.scenario("SC-37", part="excess test")
def test_size_and_power_hold_person_by_person():
    rng = np.random.default_rng(4)
    size = [controlled.excess(histories=drawn(rng, ratio=1)).p for _ in range(400)]
    power = [controlled.excess(histories=drawn(rng, ratio=3)).p for _ in range(400)]

    assert np.mean(np.array(size) < 0.05) <= 0.06
    assert np.mean(np.array(power) < 0.05) >= 0.85


def test_the_p_value_is_that_of_the_exact_binomial():
    ours = controlled.at_least(after=11, of=25, share=0.25)

    assert ours == pytest.approx(stats.binomtest(11, 25, 0.25, alternative="greater").pvalue)


def test_people_are_counted_before_and_after_and_not_in_the_days_left_out():
    people = [History(events=(-555, -554, -15, -14, -1, 0, 179, 180))]

    found = controlled.excess(histories=people)

    assert (found.before, found.after) == (2, 2)
    assert (found.days_before, found.days_after) == (540, 180)
    assert found.ratio == pytest.approx(3.0)


def test_who_left_early_is_watched_for_fewer_days_and_not_after():
    people = [History(events=(-100, 20, 90), watched_until=60)]

    found = controlled.excess(histories=people)

    assert (found.before, found.after, found.days_after) == (1, 1, 60)


def test_nothing_is_said_where_nothing_happened():
    found = controlled.excess(histories=[History(events=())])

    assert (found.p, found.ratio, found.interval) == (None, None, None)


def test_the_interval_of_the_ratio_holds_it():
    found = controlled.excess(histories=drawn(np.random.default_rng(6), ratio=3))

    assert found.interval is not None
    assert found.interval.low < found.ratio < found.interval.high
    assert found.interval.low > 1


def test_a_rate_that_rose_before_the_day_is_told():
    rising = [History(events=(-30 * step + 5,)) for step in range(2, 18) for _ in range(20 - step)]

    assert controlled.course(histories=rising).trend > 2
    assert controlled.course(histories=rising).p_trend < 0.05


def test_a_steady_rate_before_the_day_has_no_trend():
    steady = [History(events=(-day,)) for day in range(20, 540)]

    assert controlled.course(histories=steady).p_trend > 0.2


def test_the_course_has_bins_of_30_days_and_a_rate_for_each():
    bins = controlled.course(histories=[History(events=(-1, 0, 29, 30))]).bins

    at_day = next(one for one in bins if one.first == 0)
    assert (at_day.last, at_day.events, at_day.days) == (29, 2, 30)
    assert at_day.rate == pytest.approx(2 / 30 * 365.25)


def test_placebo_days_of_people_who_did_not_report_show_no_excess():
    rng = np.random.default_rng(7)
    peers = [
        History(
            events=tuple(int(day) for day in rng.uniform(-914, 180, rng.poisson(A_DAY * 1094))),
            watched_from=-914,
        )
        for _ in range(400)
    ]

    found = controlled.placebo(histories=peers, seed=1, draws=99)

    assert np.mean([one.p < 0.05 for one in found if one.p is not None]) < 0.12


def test_a_person_never_watched_on_the_day_is_refused():
    with pytest.raises(controlled.ImpossibleHistory):
        controlled.excess(histories=[History(events=(), watched_from=5)])
