"""The survival curve agrees with lifelines and statsmodels, which share no code with it."""

import numpy as np
import pytest

from candour.stats import survival


def simulated(seed, *, number=400, whole_days=True, late=True):
    """Give durations, closures and entries with ties, censoring and, if `late`, truncation."""
    rng = np.random.default_rng(seed)
    length = rng.gamma(1.2, 30, 4 * number)
    end = np.minimum(length, rng.uniform(0, 120, 4 * number))
    entry = np.where(rng.random(4 * number) < 0.5, 0.0, rng.uniform(0, 60, 4 * number)) * late
    closed = end == length
    end, entry = (np.floor(end), np.floor(entry)) if whole_days else (end, entry)
    seen = np.flatnonzero((end > entry) | (entry == 0))[:number]
    return end[seen], closed[seen], entry[seen]


def curve_of(exits, closed, entries):
    return survival.kaplan_meier(
        spells=survival.spells(exits=exits, closed=closed, entries=entries)
    )


worlds = pytest.mark.parametrize(
    ("seed", "whole_days", "late"),
    [
        (seed, whole_days, late)
        for seed in range(4)
        for whole_days in (True, False)
        for late in (True, False)
    ],
)


@worlds
def test_the_curve_and_its_band_are_those_of_lifelines(seed, whole_days, late):
    """lifelines: KaplanMeierFitter().fit(exits, closed, entry=entries)."""
    from lifelines import KaplanMeierFitter

    exits, closed, entries = simulated(seed, whole_days=whole_days, late=late)
    fit = KaplanMeierFitter().fit(exits, closed, entry=entries)
    steps = [step for step in curve_of(exits, closed, entries).steps if step.share_open > 0]
    days = [step.at for step in steps]

    expected = fit.survival_function_.loc[days, "KM_estimate"].to_numpy()
    band = fit.confidence_interval_.loc[days].to_numpy()

    assert len(steps) > 20
    assert [step.share_open for step in steps] == pytest.approx(expected, abs=1e-9)
    assert [step.interval.low for step in steps] == pytest.approx(band[:, 0], abs=1e-9)
    assert [step.interval.high for step in steps] == pytest.approx(band[:, 1], abs=1e-9)


@worlds
def test_the_numbers_at_risk_are_those_of_lifelines(seed, whole_days, late):
    """lifelines: the event table's at_risk without those who enter then, but for the first row."""
    from lifelines import KaplanMeierFitter

    exits, closed, entries = simulated(seed, whole_days=whole_days, late=late)
    table = KaplanMeierFitter().fit(exits, closed, entry=entries).event_table
    spells = survival.spells(exits=exits, closed=closed, entries=entries)

    expected = (table["at_risk"] - table["entrance"]).to_list()[1:]

    assert survival.at_risk(spells=spells, on=table.index)[1:] == tuple(expected)


@worlds
@pytest.mark.parametrize("share", [0.25, 0.5, 0.75, 0.9])
def test_the_quantiles_and_their_intervals_are_those_of_lifelines(seed, whole_days, late, share):
    """lifelines: qth_survival_times(1 - share, ...) of the curve and of both edges of its band."""
    from lifelines import KaplanMeierFitter
    from lifelines.utils import qth_survival_time

    exits, closed, entries = simulated(seed, whole_days=whole_days, late=late)
    fit = KaplanMeierFitter().fit(exits, closed, entry=entries)
    band = fit.confidence_interval_
    found = survival.quantile(curve=curve_of(exits, closed, entries), share=share)

    expected = [
        qth_survival_time(1 - share, fit.survival_function_["KM_estimate"]),
        qth_survival_time(1 - share, band["KM_estimate_lower_0.95"]),
        qth_survival_time(1 - share, band["KM_estimate_upper_0.95"]),
    ]

    assert [found.at, found.low, found.high] == [None if np.isinf(day) else day for day in expected]


@worlds
@pytest.mark.parametrize("to", [0.5, 30, 60.25, 90])
def test_the_restricted_mean_is_that_of_lifelines(seed, whole_days, late, to):
    """lifelines: restricted_mean_survival_time(fit, t=to)."""
    from lifelines import KaplanMeierFitter
    from lifelines.utils import restricted_mean_survival_time

    exits, closed, entries = simulated(seed, whole_days=whole_days, late=late)
    fit = KaplanMeierFitter().fit(exits, closed, entry=entries)

    mean = survival.restricted_mean(curve=curve_of(exits, closed, entries), to=to)

    assert mean.days == pytest.approx(restricted_mean_survival_time(fit, t=to), abs=1e-9)


@worlds
def test_the_curve_and_its_variance_are_those_of_statsmodels(seed, whole_days, late):
    """statsmodels: SurvfuncRight(exits, closed, entry=entries), with -1 for entry at receipt."""
    from statsmodels.duration.survfunc import SurvfuncRight

    exits, closed, entries = simulated(seed, whole_days=whole_days, late=late)
    starts = np.where(entries == 0, -1, entries)
    other = SurvfuncRight(exits, closed.astype(int), entry=starts)
    steps = [step for step in curve_of(exits, closed, entries).steps if step.share_open > 0]

    assert [step.share_open for step in steps] == pytest.approx(
        other.surv_prob[: len(steps)], abs=1e-9
    )
    assert [step.variance**0.5 for step in steps] == pytest.approx(
        other.surv_prob_se[: len(steps)], abs=1e-9
    )


@pytest.mark.parametrize("late", [True, False])
def test_the_variance_of_the_restricted_mean_is_that_of_leaving_out_each_case_in_turn(late):
    exits, closed, entries = simulated(11, number=300, late=late)
    mean = survival.restricted_mean(curve=curve_of(exits, closed, entries), to=60)

    without = np.array([
        survival.restricted_mean(
            curve=curve_of(*(np.delete(column, case) for column in (exits, closed, entries))),
            to=60,
        ).days
        for case in range(300)
    ])  # fmt: skip
    jackknife = 299 / 300 * ((without - without.mean()) ** 2).sum()

    assert mean.variance == pytest.approx(jackknife, rel=0.03)


def test_the_interval_of_the_restricted_mean_covers_the_truth_in_95_of_100_worlds():
    rng = np.random.default_rng(5)
    length = rng.exponential(50, (400, 200))
    end = np.minimum(length, rng.uniform(60, 200, (400, 200)))
    truth = 50 * (1 - np.exp(-60 / 50))

    means = [
        survival.restricted_mean(curve=curve_of(exits, exits == full, None), to=60)
        for exits, full in zip(end, length, strict=True)
    ]
    covered = np.mean([mean.interval.low <= truth <= mean.interval.high for mean in means])

    assert 0.93 <= covered <= 0.97
