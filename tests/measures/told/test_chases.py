"""Having to ask for news: within 180 days, by year, with an interval that sums by report."""

import numpy as np
import pytest
import statsmodels.api as sm

from candour.measures import running
from measures.told.reporter_worlds import Told

ENTRY = running.entry_of("chases")
YEARS = ("2018-03-01", "2019-03-01")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """60 a year; 12 of 2018 asked, 6 of them thrice; 30 of 2019 once; one asked too late."""
    world = Told()
    for received in YEARS:
        for number in range(60):
            report = world.report(received=received)
            asked = (1 + 2 * (number < 6)) * (number < 12) if received < "2019" else number < 30
            for _ in range(asked):
                world.told(report, "chased", received=received, after=100)
            if number == 59:
                world.told(report, "chased", received=received, after=181)
    for _ in range(5):
        world.report(is_reachable=False)
    world.report(state="moved")
    world.report(received="2020-12-01")
    return world.asked("chases", tmp_path_factory.mktemp("chases"))


def values(result, table: str) -> dict[str, list[float | None]]:
    return {row.label: [one.value for one in row.values] for row in result.table(table).rows}


@pytest.mark.scenario("SC-12", part="chase-count")
def test_reports_whose_reporter_asked_are_counted_by_year(found):
    assert values(found, "chased") == {
        "2018": [60, 12, 0.2], "2019": [60, 30, 0.5], "All": [120, 42, 0.35],
    }  # fmt: skip
    assert values(found, "twice")["2018"] == [60, 6, 0.1]


def test_chases_for_100_reports_have_the_interval_of_robust_errors(found):
    """statsmodels: GLM(Poisson).fit(cov_type="HC0") on the chases of every report."""
    counts = np.repeat([3, 1, 0], [6, 36, 78])
    fitted = sm.GLM(counts, np.ones(120), family=sm.families.Poisson()).fit(cov_type="HC0")
    low, high = 100 * np.exp(fitted.conf_int()[0])
    chases, rate = found.table("count").rows[0].values
    assert (chases.value, rate.value) == (54, pytest.approx(45))
    assert (rate.low, rate.high) == (pytest.approx(low), pytest.approx(high))


def test_who_has_no_mailbox_and_what_is_too_new_is_missing(found):
    unreachable, too_late = found.table("chased").missing
    assert (unreachable.count, unreachable.total) == (5, 126)
    assert (too_late.count, too_late.total) == (1, 121)


def test_the_last_two_years_are_compared(found):
    (note,) = found.table("chased").notes
    assert "2019 against 2018: 150% more often" in note


def test_few_that_asked_are_not_shown(tmp_path):
    world = Told()
    for number in range(40):
        report = world.report()
        if number < 3:
            world.told(report, "chased")
    result = world.asked("chases", tmp_path)
    assert values(result, "chased")["2018"] == [40, None, None]
    assert values(result, "count") == {"All": [None, None]}


def test_how_many_asked_just_once_or_again_is_not_told_where_it_is_few(tmp_path):
    world = Told()
    for number in range(60):
        report = world.report()
        for _ in range((number < 8) + (number < 6)):
            world.told(report, "chased", after=100)
    found = world.asked("chases", tmp_path)
    assert values(found, "chased")["All"][:2] == [60, 8]
    assert {value for row in values(found, "twice").values() for value in row} == {None}


def test_nobody_who_asked_is_nought_with_its_interval(tmp_path):
    world = Told()
    for _ in range(40):
        world.report()
    chases, rate = world.asked("chases", tmp_path).table("count").rows[0].values
    assert (chases.value, rate.value, rate.low) == (0, 0, 0)
    assert rate.high == pytest.approx(100 * 3.6889 / 40, rel=1e-4)


def test_the_chart_has_a_bar_for_each_year(found):
    assert [bar.label for bar in ENTRY.draw(found)[0].bars] == ["2018", "2019", "All"]
