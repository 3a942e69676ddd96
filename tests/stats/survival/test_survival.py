"""The survival curve: its conventions by hand, its published example and its properties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.stats import survival

# A busy machine must not decide whether a property holds.
unhurried = settings(deadline=None, max_examples=60)

# 6-mercaptopurine arm of the leukaemia trial of 1963, weeks in remission; the textbook example.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]

cases = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=60)


def curve_of(exits, closed, entries=None):
    return survival.kaplan_meier(
        spells=survival.spells(exits=exits, closed=closed, entries=entries)
    )


def test_the_textbook_example_has_its_published_curve():
    """Stata: sts list. R: summary(survfit(Surv(weeks, ended) ~ 1, conf.type = "log-log"))."""
    curve = curve_of(WEEKS, ENDED)

    assert [step.at for step in curve.steps] == [6, 7, 10, 13, 16, 22, 23]
    assert [step.at_risk for step in curve.steps] == [21, 17, 15, 12, 11, 7, 6]
    assert [round(step.share_open, 4) for step in curve.steps] == [
        0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482,
    ]  # fmt: skip
    assert [round(step.variance**0.5, 4) for step in curve.steps] == [
        0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346,
    ]  # fmt: skip
    bands = [step.interval for step in curve.steps]
    assert [(round(band.low, 4), round(band.high, 4)) for band in bands] == [
        (0.6197, 0.9516), (0.5631, 0.9228), (0.5032, 0.8894), (0.4316, 0.8491),
        (0.3675, 0.8049), (0.2678, 0.7468), (0.1881, 0.6801),
    ]  # fmt: skip


def test_the_textbook_example_has_its_published_median_and_an_upper_end_not_reached():
    """R: print(survfit(Surv(weeks, ended) ~ 1, conf.type = "log-log")) gives 23, 13, NA."""
    median = survival.quantile(curve=curve_of(WEEKS, ENDED), share=0.5)

    assert median == survival.Quantile(share=0.5, at=23.0, low=13.0, high=None)


def test_a_case_closed_on_the_day_of_receipt_is_a_closure_of_length_nothing():
    curve = curve_of([0, 0, 4, 8], [True, True, True, True])

    assert curve.steps[0] == survival.Step(
        at=0, at_risk=4, closed=2, share_open=0.5, variance=0.0625, interval=curve.steps[0].interval
    )
    assert survival.quantile(curve=curve, share=0.5).at == 0
    assert survival.restricted_mean(curve=curve, to=100).days == 3.0


def test_a_case_open_on_the_day_it_was_received_says_nothing_of_later_days():
    curve = curve_of([0, 5], [False, True])

    assert [(step.at, step.at_risk, step.share_open) for step in curve.steps] == [(5, 1, 0.0)]


def test_a_case_censored_on_a_day_was_at_risk_for_the_closures_of_that_day():
    curve = curve_of([5, 5, 9], [True, False, True])

    assert curve.steps[0].at_risk == 3
    assert curve.steps[0].share_open == pytest.approx(2 / 3)


def test_a_case_that_enters_late_is_at_risk_only_after_its_entry():
    curve = curve_of([5, 9, 9], [True, True, False], entries=[0, 0, 5])

    assert [step.at_risk for step in curve.steps] == [2, 2]


def test_the_numbers_at_risk_leave_out_entries_of_the_day_and_keep_exits_of_the_day():
    spells = survival.spells(exits=[5, 9, 12], closed=[True, False, True], entries=[0, 2, 6])

    assert survival.at_risk(spells=spells, on=[0, 2, 3, 5, 6, 7, 9, 10, 12, 13]) == (
        1, 1, 2, 2, 1, 2, 2, 1, 1, 0,
    )  # fmt: skip


@pytest.mark.scenario("SC-69", part="share open beyond 1, 2 and 4 years since receipt")
def test_open_beyond_two_years_means_731_days_or_more():
    curve = curve_of([730, 731, 2000, 2000], [True, True, True, False])

    assert survival.share_open(curve=curve, beyond=2 * survival.YEAR).share == 0.75
    assert survival.share_open(curve=curve, beyond=730).share == 0.75
    assert survival.share_open(curve=curve, beyond=729).share == 1.0
    assert survival.share_open(curve=curve, beyond=731).share == 0.5


def test_a_case_closed_on_its_day_1461_is_not_open_beyond_four_years():
    curve = curve_of([1461, 1462, 2000], [True, True, False])

    assert survival.share_open(curve=curve, beyond=4 * survival.YEAR).share == pytest.approx(2 / 3)


def test_a_share_open_carries_the_interval_of_the_last_closure_before_it():
    curve = curve_of(WEEKS, ENDED)

    share = survival.share_open(curve=curve, beyond=15)

    assert share.share == curve.steps[3].share_open
    assert share.interval == curve.steps[3].interval


def test_before_the_first_closure_all_are_open_and_no_interval_is_pretended():
    share = survival.share_open(curve=curve_of(WEEKS, ENDED), beyond=5)

    assert share == survival.ShareOpen(beyond=5, share=1.0, interval=None)


def test_past_the_longest_open_case_nothing_is_claimed():
    curve = curve_of(WEEKS, ENDED)

    assert curve.followed_to == 35
    assert survival.share_open(curve=curve, beyond=35).share == curve.steps[-1].share_open
    assert survival.share_open(curve=curve, beyond=35.5) is None
    assert survival.restricted_mean(curve=curve, to=36) is None


def test_past_the_last_closure_of_all_nothing_is_open_for_ever():
    curve = curve_of([3, 8], [True, True])

    assert survival.share_open(curve=curve, beyond=9999) == survival.ShareOpen(
        beyond=9999, share=0.0, interval=None
    )
    assert survival.restricted_mean(curve=curve, to=9999).days == 5.5


@pytest.mark.scenario("SC-69", part="a percentile not reached is not a number")
def test_a_percentile_that_too_few_have_reached_is_not_reached():
    curve = curve_of([10, 20, 90, 90, 90], [True, True, False, False, False])

    assert survival.quantile(curve=curve, share=0.25).at == 20
    assert survival.quantile(curve=curve, share=0.5) == survival.Quantile(
        share=0.5, at=None, low=10.0, high=None
    )


@pytest.mark.parametrize("number", [10, 14, 30, 70, 300, 1000])
def test_the_median_of_an_even_number_of_closed_cases_is_the_lower_middle_one(number):
    curve = curve_of(np.arange(1, number + 1), np.ones(number))

    assert survival.quantile(curve=curve, share=0.5).at == number // 2


def test_of_no_cases_nothing_is_known():
    curve = curve_of([], [])

    assert curve.steps == ()
    assert survival.share_open(curve=curve, beyond=0) is None
    assert survival.quantile(curve=curve, share=0.5).at is None
    assert survival.restricted_mean(curve=curve, to=1) is None
    assert survival.naive_closed_only(spells=survival.spells(exits=[], closed=[])) is None


def test_where_nobody_was_watched_from_receipt_nothing_is_known():
    curve = curve_of([40, 50], [True, True], entries=[30, 30])

    assert len(curve.steps) == 2
    assert survival.share_open(curve=curve, beyond=45) is None
    assert survival.quantile(curve=curve, share=0.5).at is None


def test_the_curve_ends_where_nobody_was_watched_for_a_day():
    curve = curve_of([8, 10, 50, 60], [True, False, True, False], entries=[0, 0, 11, 12])

    assert curve.followed_to == 10
    assert survival.share_open(curve=curve, beyond=10).share == 0.5
    assert survival.share_open(curve=curve, beyond=12) is None


def test_watching_handed_over_from_one_day_to_the_next_leaves_no_gap():
    curve = curve_of([10, 50, 60], [False, True, False], entries=[0, 10, 10.5])

    assert curve.followed_to == 60


def test_the_curve_ends_before_a_lone_early_closure_would_make_it_zero_for_all():
    joined = curve_of([2, 4, 90, 95], [True, True, True, False], entries=[0, 0, 3, 5])
    alone = curve_of([2, 4, 90, 95], [True, True, True, False], entries=[0, 0, 5, 5])

    assert joined.followed_to == 95
    assert alone.followed_to == 3
    assert survival.share_open(curve=alone, beyond=3).share == 0.5
    assert survival.share_open(curve=alone, beyond=50) is None
    assert survival.quantile(curve=alone, share=0.75).at is None


@pytest.mark.parametrize(
    ("exits", "closed", "entries"),
    [
        ([-1], [True], None),
        ([5], [True], [6]),
        ([5], [True], [5]),
        ([5], [True], [-1]),
        ([float("nan")], [True], None),
        ([float("inf")], [False], None),
        ([5], [True], [float("nan")]),
        ([5, 6], [True], None),
        ([5, 6], [True, True], [0]),
    ],
)
def test_an_impossible_spell_is_refused(exits, closed, entries):
    with pytest.raises(survival.ImpossibleSpell):
        survival.spells(exits=exits, closed=closed, entries=entries)


def test_spells_cannot_be_changed_afterwards():
    spells = survival.spells(exits=[5.0], closed=[True])

    with pytest.raises(ValueError, match="read-only"):
        spells.exits[0] = 6.0


@pytest.mark.scenario(
    "SC-69", part="the mean of closed cases is labelled as national comparison only"
)
def test_the_naive_figures_say_how_many_open_cases_they_leave_out():
    spells = survival.spells(exits=[2, 4, 9, 900, 900], closed=[True, True, True, False, False])

    assert survival.naive_closed_only(spells=spells) == survival.NaiveClosedOnly(
        median=4.0, mean=5.0, closed=3, open_left_out=2
    )


def test_a_mean_without_any_spread_has_no_interval():
    mean = survival.restricted_mean(curve=curve_of([5], [True]), to=10)

    assert mean == survival.RestrictedMean(to=10, days=5.0, variance=0.0, interval=None)


def test_the_interval_of_a_mean_stays_within_what_is_possible():
    short = survival.restricted_mean(curve=curve_of([0, 0, 9], [True, True, True]), to=9)
    long = survival.restricted_mean(curve=curve_of([0, 9, 9], [True, True, True]), to=9)

    assert short.interval.low == 0.0
    assert short.days < short.interval.high < 9.0
    assert 0.0 < long.interval.low < long.days
    assert long.interval.high == 9.0


@unhurried
@given(cases=cases, seed=st.randoms(use_true_random=False))
def test_reordering_the_cases_changes_nothing(cases, seed):
    mixed = seed.sample(cases, len(cases))

    assert curve_of(*zip(*cases, strict=True)) == curve_of(*zip(*mixed, strict=True))


@unhurried
@given(cases=cases)
def test_the_share_open_only_falls_and_stays_within_its_interval(cases):
    curve = curve_of(*zip(*cases, strict=True))
    shares = [1.0, *(step.share_open for step in curve.steps)]
    bands = [step for step in curve.steps if step.interval]

    assert shares == sorted(shares, reverse=True)
    assert all(0 <= step.share_open <= 1 for step in curve.steps)
    assert all(0 <= b.interval.low <= b.share_open <= b.interval.high <= 1 for b in bands)


@unhurried
@given(days=st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_where_all_have_closed_the_curve_is_the_plain_share(days):
    curve = curve_of(days, np.ones(len(days)))

    assert [step.share_open for step in curve.steps] == pytest.approx(
        [np.mean(np.array(days) > step.at) for step in curve.steps], abs=1e-12
    )


@unhurried
@given(cases=cases)
def test_leaving_out_the_open_cases_never_makes_the_force_look_slower(cases):
    with_open = curve_of(*zip(*cases, strict=True))
    closed = [days for days, is_closed in cases if is_closed]
    without = curve_of(closed, np.ones(len(closed)))

    assert all(
        step.share_open >= bare.share_open - 1e-12
        for step, bare in zip(with_open.steps, without.steps, strict=True)
    )


@unhurried
@given(cases=cases, cut=st.integers(1, 30))
def test_watching_a_case_in_two_halves_is_watching_it_once(cases, cut):
    """Left truncation: who is still open at the cut is censored there and enters there again."""
    whole = curve_of(*zip(*cases, strict=True))
    halves = [
        *((0, days, closed) for days, closed in cases if days <= cut),
        *((0, cut, False) for days, closed in cases if days > cut),
        *((cut, days, closed) for days, closed in cases if days > cut),
    ]
    entries, exits, closed = zip(*halves, strict=True)

    assert curve_of(exits, closed, entries).steps == whole.steps


@unhurried
@given(cases=cases)
def test_half_days_halve_every_time_and_no_share(cases):
    days, closed = zip(*cases, strict=True)
    whole, half = curve_of(days, closed), curve_of(np.array(days) / 2, closed)

    assert [step.share_open for step in whole.steps] == [step.share_open for step in half.steps]
    assert [step.at / 2 for step in whole.steps] == [step.at for step in half.steps]


@unhurried
@given(cases=cases)
def test_the_restricted_mean_is_the_mean_of_the_capped_days_where_all_have_closed(cases):
    days = np.array([length for length, _ in cases])
    mean = survival.restricted_mean(curve=curve_of(days, np.ones(len(days))), to=12)

    capped = np.minimum(days, 12)

    assert mean.days == pytest.approx(capped.mean(), abs=1e-9)
    assert mean.variance == pytest.approx(capped.var() / len(days), abs=1e-9)


@unhurried
@given(cases=cases)
def test_the_quantiles_stand_in_order_within_their_intervals(cases):
    curve = curve_of(*zip(*cases, strict=True))
    found = [survival.quantile(curve=curve, share=share) for share in (0.5, 0.75, 0.9)]
    reached = [quantile.at for quantile in found if quantile.at is not None]

    assert reached == sorted(reached)
    assert all(q.low is None or q.at is None or q.low <= q.at for q in found)
    assert all(q.high is None or q.at <= q.high for q in found)
