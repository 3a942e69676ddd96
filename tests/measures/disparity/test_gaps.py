"""A planted gap by who reported is found, and what only looks like one is taken out."""

import math

import numpy as np
import pytest

from candour.measures.counting import gaps
from candour.measures.counting.ends import LEFT, NOT_UPHELD, UPHELD
from candour.stats.periods import Courses

# Half of them from officers, half from staff: with so many the gap is found in four of five worlds.
NUMBER = 600
GAP = 0.6
# The share with a case to answer of what officers report, by what is alleged.
SHARES = {"B": 0.25, "L": 0.42}
YEARS, AS_OF = 3, 3 * 365 + 1461 - 150


def world(seed: int, *, gap: float = GAP, number: int = NUMBER, mix: float = 0.5) -> gaps.Alleged:
    """mix: how much of what staff report is of the kind that is upheld more often."""
    rng = np.random.default_rng(seed)
    is_staff = np.arange(number) % 2 == 1
    is_more = rng.random(number) < np.where(is_staff, mix, 0.5)
    share = np.where(is_more, SHARES["L"], SHARES["B"]) * np.where(is_staff, gap, 1.0)
    draw = rng.random(number)
    causes = np.where(draw < share, UPHELD, np.where(draw < share + 0.08, LEFT, NOT_UPHELD))
    received = rng.integers(0, YEARS * 365, number) + 14_610
    days = rng.gamma(2.0, np.where(causes == UPHELD, 280, 160)).astype(np.int64)
    last = np.minimum(received + days, AS_OF + 14_610)
    is_open = received + days > AS_OF + 14_610
    return gaps.alleged(
        courses=Courses(
            received=received, last=last, causes=np.where(is_open, 0, causes),
            clusters=rng.integers(0, number * 2 // 3, number),
        ),
        reporters=np.where(is_staff, "staff", "officer"),
        categories=np.where(is_more, "L", "B"),
    )  # fmt: skip


def gap(seed: int, **more) -> gaps.Gap:
    (found,) = gaps.gaps(of=world(seed, **more), against="officer")
    return found


def is_found(seed: int, **more) -> bool:
    return gap(seed, **more).adjusted.interval.high < 1


@pytest.mark.scenario("SC-60", part="a planted gap is found")
def test_a_gap_of_0_6_is_found_in_four_of_five_worlds_of_600():
    assert np.mean([is_found(seed) for seed in range(60)]) >= 0.8


@pytest.mark.proof
@pytest.mark.scenario("SC-60", part="a planted gap is found")
def test_power_coverage_and_false_alarms_over_five_hundred_worlds():
    found = [gap(seed).adjusted for seed in range(500)]
    none = [gap(seed, gap=1.0).adjusted.interval for seed in range(500)]
    assert np.mean([one.interval.high < 1 for one in found]) >= 0.8
    assert 0.92 <= np.mean([one.interval.low < GAP < one.interval.high for one in found]) <= 0.98
    assert np.mean([not one.low < 1 < one.high for one in none]) <= 0.08
    assert abs(np.mean([math.log(one.value / GAP) for one in found])) < 0.02


@pytest.mark.scenario("SC-60", part="adjusted beside crude")
def test_what_is_alleged_is_taken_out_and_stands_beside_what_it_would_look_like():
    found = [gap(seed, gap=1.0, mix=0.05, number=3000) for seed in range(5)]
    assert np.mean([one.crude.value for one in found]) < 0.86
    assert np.mean([one.adjusted.value for one in found]) == pytest.approx(1, abs=0.08)


def test_values_of_a_year_have_its_share_as_their_mean_with_the_open_ones_open():
    of = world(1, number=6000)
    last = of.of(of.years == of.years.max())
    assert (last.courses.causes == 0).any()
    assert last.values[last.categories == "L"].mean() > last.values[last.categories == "B"].mean()
    assert last.values.mean() == pytest.approx(0.335 * 0.8, abs=0.04)


def test_a_year_that_nobody_watched_for_four_years_is_left_out():
    received = np.array([14_610, 14_620] * 20)
    found = gaps.alleged(
        courses=Courses(received=received, last=received + 400, causes=np.array([UPHELD, 0] * 20),
                        clusters=np.arange(40)),
        reporters=np.full(40, "officer"), categories=np.full(40, "B"),
    )  # fmt: skip
    assert len(found.values) == 0


def test_few_reports_or_none_upheld_are_not_compared():
    of = world(1)
    few = of.of((of.reporters == "officer") | (np.cumsum(of.reporters == "staff") <= 9))
    assert gaps.gaps(of=few, against="officer") == ()
    none = of.of((of.reporters == "officer") | (of.courses.causes != UPHELD))
    (found,) = gaps.gaps(of=none, against="officer")
    assert (found.crude, found.adjusted) == (None, None)
