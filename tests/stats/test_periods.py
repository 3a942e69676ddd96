"""Windows of the calendar: what is cut off, who enters late, and what a trend may say."""

import datetime
import math

import numpy as np
import pytest
from statsmodels.regression.linear_model import WLS
from statsmodels.tools import add_constant

from candour.stats import periods, survival
from candour.stats.periods import Courses, Trend, Window


def courses(*rows: tuple[int, int, int]) -> Courses:
    """Cases from (received, last day, cause), each about somebody else."""
    received, last, causes = (np.array(column) for column in zip(*rows, strict=True))
    return Courses(received=received, last=last, causes=causes, clusters=np.arange(len(rows)))


def test_a_case_open_when_the_window_opens_enters_at_its_age():
    seen = periods.watched(courses=courses((0, 150, 1)), window=Window(first=100, last=200))

    assert seen.ends.spells.entries.tolist() == [99.5]
    assert seen.ends.spells.exits.tolist() == [150]
    assert seen.ends.causes.tolist() == [1]


def test_a_case_that_ends_after_the_window_is_open_at_its_end():
    seen = periods.watched(courses=courses((120, 300, 2)), window=Window(first=100, last=200))

    assert seen.ends.spells.entries.tolist() == [0]
    assert seen.ends.spells.exits.tolist() == [80]
    assert seen.ends.causes.tolist() == [0]


@pytest.mark.parametrize(
    ("case", "is_seen"),
    [((0, 99, 1), False), ((0, 100, 1), True), ((200, 250, 1), True), ((201, 250, 1), False)],
)
def test_the_first_and_the_last_day_belong_to_the_window(case, is_seen):
    seen = periods.watched(courses=courses(case), window=Window(first=100, last=200))
    assert len(seen.clusters) == is_seen


def test_a_window_watches_the_spells_that_the_register_of_dates_watches():
    start = datetime.date(2020, 1, 1)
    rng = np.random.default_rng(5)
    received = rng.integers(0, 900, 400)
    last = received + rng.integers(0, 500, 400)
    window = Window(first=500, last=899)
    days = [start + datetime.timedelta(days=int(day)) for day in received]
    ended = [start + datetime.timedelta(days=int(day)) for day in last]
    cases = Courses(received=received, last=last, causes=np.ones(400, int), clusters=received)

    seen = periods.watched(courses=cases, window=window).ends.spells
    theirs = survival.watch(
        received=days, closed=ended, as_of=start + datetime.timedelta(days=899),
        since=start + datetime.timedelta(days=500),
    ).spells  # fmt: skip

    for name in ("entries", "exits", "closed"):
        assert getattr(seen, name).tolist() == getattr(theirs, name).tolist()


def test_a_trend_is_the_weighted_regression_of_statsmodels():
    at, logs, errors = [0, 365.25, 731, 1_096], [0.4, 0.35, 0.31, 0.1], [0.1, 0.12, 0.09, 0.2]

    found = periods.trend(at=at, logs=logs, errors=errors)

    years = np.array(at) / 365.25
    fitted = WLS(logs, add_constant(years), weights=1 / np.array(errors) ** 2).fit(
        cov_type="fixed scale"
    )
    slope, error = fitted.params[1], fitted.bse[1]
    assert found is not None
    assert found.yearly == pytest.approx(math.exp(slope) - 1, abs=1e-12)
    assert found.low == pytest.approx(math.exp(slope - 1.959963984540054 * error) - 1, abs=1e-9)
    assert found.high == pytest.approx(math.exp(slope + 1.959963984540054 * error) - 1, abs=1e-9)


def test_one_window_has_no_trend():
    assert periods.trend(at=[0], logs=[0.4], errors=[0.1]) is None


def test_a_trend_is_shown_only_where_its_interval_leaves_out_no_change():
    assert Trend(yearly=-0.05, low=-0.08, high=-0.02).is_shown
    assert not Trend(yearly=-0.05, low=-0.11, high=0.01).is_shown


def test_the_detectable_ratio_is_found_in_four_of_five():
    error = 0.1
    found = periods.detectable(log_error=error)
    draws = np.random.default_rng(7).normal(math.log(found), error, 200_000)
    assert np.mean(draws > 1.959963984540054 * error) == pytest.approx(0.8, abs=0.005)
