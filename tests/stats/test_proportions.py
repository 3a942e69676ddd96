"""Intervals of shares agree with statsmodels and stay honest at none, all and nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.stats import proportions

# A busy machine must not decide whether a property holds.
unhurried = settings(deadline=None, max_examples=100)


@st.composite
def parts_of_a_whole(draw: st.DrawFn) -> tuple[int, int]:
    total = draw(st.integers(1, 20_000))
    return draw(st.integers(0, total)), total


@pytest.mark.scenario("SC-70", part="the dismissed among those with more than one case")
def test_13_of_1809_is_0_72_per_cent_between_0_42_and_1_23():
    interval = proportions.wilson_interval(count=13, total=1809)

    assert interval is not None
    assert round(100 * 13 / 1809, 2) == 0.72
    assert (round(100 * interval.low, 2), round(100 * interval.high, 2)) == (0.42, 1.23)


@pytest.mark.parametrize(
    ("count", "total"),
    [(0, 1), (1, 1), (0, 41), (41, 41), (1, 7), (13, 1809), (300, 1600), (9999, 10_000)],
)
@pytest.mark.parametrize("confidence", [0.90, 0.95, 0.998])
def test_the_wilson_interval_is_that_of_statsmodels(count, total, confidence):
    """statsmodels: proportion_confint(count, total, alpha=1 - confidence, method="wilson")."""
    from statsmodels.stats.proportion import proportion_confint

    expected = proportion_confint(count, total, alpha=1 - confidence, method="wilson")

    interval = proportions.wilson_interval(count=count, total=total, confidence=confidence)

    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("count", "total"),
    [(0, 1), (1, 1), (0, 41), (41, 41), (1, 7), (13, 1809), (300, 1600), (9999, 10_000)],
)
@pytest.mark.parametrize("confidence", [0.90, 0.95, 0.998])
def test_the_exact_interval_is_that_of_statsmodels(count, total, confidence):
    """statsmodels: proportion_confint(count, total, alpha=1 - confidence, method="beta")."""
    from statsmodels.stats.proportion import proportion_confint

    expected = proportion_confint(count, total, alpha=1 - confidence, method="beta")

    interval = proportions.exact_interval(count=count, total=total, confidence=confidence)

    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_each_end_of_the_exact_interval_leaves_its_tail_to_chance():
    from scipy import stats

    interval = proportions.exact_interval(count=4, total=41)

    assert interval is not None
    assert stats.binom(41, interval.low).sf(3) == pytest.approx(0.025, rel=1e-9)
    assert stats.binom(41, interval.high).cdf(4) == pytest.approx(0.025, rel=1e-9)


@pytest.mark.parametrize("interval", [proportions.wilson_interval, proportions.exact_interval])
def test_a_share_of_nobody_has_no_interval(interval):
    assert interval(count=0, total=0) is None


@pytest.mark.parametrize("interval", [proportions.wilson_interval, proportions.exact_interval])
def test_none_of_them_does_not_prove_never_and_all_of_them_not_always(interval):
    none, every = interval(count=0, total=41), interval(count=41, total=41)

    assert none.low == 0.0
    assert 0.05 < none.high < 0.10
    assert 0.90 < every.low < 0.95
    assert every.high == 1.0


@pytest.mark.parametrize("interval", [proportions.wilson_interval, proportions.exact_interval])
@pytest.mark.parametrize(("count", "total"), [(-1, 5), (6, 5), (0, -1)])
def test_a_part_beyond_its_whole_is_refused(interval, count, total):
    with pytest.raises(proportions.ImpossibleCount):
        interval(count=count, total=total)


@unhurried
@given(part=parts_of_a_whole())
def test_both_intervals_hold_the_share_and_stay_between_0_and_1(part):
    count, total = part

    wilson = proportions.wilson_interval(count=count, total=total)
    exact = proportions.exact_interval(count=count, total=total)

    assert 0 <= wilson.low <= count / total <= wilson.high <= 1
    assert 0 <= exact.low <= count / total <= exact.high <= 1


@unhurried
@given(part=parts_of_a_whole())
def test_swapping_happened_and_did_not_mirrors_the_interval(part):
    count, total = part

    wilson = proportions.wilson_interval(count=count, total=total)
    mirror = proportions.wilson_interval(count=total - count, total=total)

    assert wilson.low == pytest.approx(1 - mirror.high, abs=1e-12)
    assert wilson.high == pytest.approx(1 - mirror.low, abs=1e-12)
