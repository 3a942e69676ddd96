"""Dismissals for proven gross misconduct are followed by window, with the open ones open."""

import datetime
import warnings

import numpy as np
import pytest
import registers
from disparity_worlds import World, rows_of
from lifelines import AalenJohansenFitter

from candour.measures import running
from candour.measures.catalogue import outcomes
from candour.measures.counting import comparing, dismissed
from candour.stats import proportions
from candour.stats.periods import Courses, Window

ENTRY = running.entry_of("dismissals")
FIRST = registers.day("2012-01-01")
END = comparing.number_of(registers.AS_OF)
YEARS = 9


def courses(seed: int, *, early: float = 0.5, late: float = 0.5, size: int = 1500) -> Courses:
    """Each year so many allegations, 8% of them proven as gross misconduct, which takes longest;
    of these a share is dismissed, which moves evenly from the first year to the last."""
    rng = np.random.default_rng(seed)
    year = np.repeat(np.arange(YEARS), size)
    share = early + (late - early) * year / (YEARS - 1)
    is_gross = rng.random(len(year)) < 0.08
    is_dismissed = is_gross & (rng.random(len(year)) < share)
    causes = np.where(is_dismissed, dismissed.DISMISSED,
                      np.where(is_gross, dismissed.KEPT, dismissed.ANOTHER_END))  # fmt: skip
    received = comparing.number_of(FIRST) + year * 365 + rng.integers(0, 365, len(year))
    mean = np.where(is_dismissed, 900, np.where(is_gross, 500, 250))
    last = received + rng.gamma(2.0, mean / 2.0).astype(np.int64)
    return Courses(
        received=received, last=np.minimum(last, END), causes=np.where(last > END, 0, causes),
        clusters=np.arange(len(year)),
    )  # fmt: skip


def without_ties(of: Courses) -> Courses:
    _, first = np.unique(of.last - of.received, return_index=True)
    return of.of(np.isin(np.arange(len(of.last)), first))


def true_share() -> float:
    """Dismissed of proven gross misconduct within four years, in a world that nobody cuts."""
    rng = np.random.default_rng(0)
    dismissals, others = rng.gamma(2.0, 450.0, 400_000), rng.gamma(2.0, 250.0, 400_000)
    of, rest = np.mean(dismissals <= comparing.HORIZON), np.mean(others <= comparing.HORIZON)
    return float(of / (of + rest))


def windows(of: Courses) -> list[dismissed.Followed]:
    within = comparing.windows(reaches_back_to=FIRST, until=registers.AS_OF)
    return [dismissed.followed(courses=of, window=window) for window in within]


@pytest.mark.scenario("SC-71", part="by period, the open ones open")
def test_a_constant_share_is_no_trend_though_the_closed_ones_alone_fall():
    of = courses(1)
    found = windows(of)
    trend = dismissed.trend(found)
    naive = [one.dismissed / one.proven for one in dismissed.cohorts(of) if one.proven]
    assert naive[-1] < 0.7 * naive[0]
    assert not trend.is_shown
    truth = true_share()
    assert 0.45 < truth < 0.49
    assert all(one.interval.low < truth < one.interval.high for one in found)


@pytest.mark.proof
@pytest.mark.scenario("SC-71", part="a real change is found")
def test_coverage_false_alarms_and_a_real_fall_over_a_hundred_worlds():
    truth = true_share()
    constant = [windows(courses(seed)) for seed in range(100)]
    falling = [dismissed.trend(windows(courses(seed, early=0.8, late=0.3))) for seed in range(100)]
    covered = [one.interval.low < truth < one.interval.high for four in constant for one in four]
    assert np.mean(covered) >= 0.92
    assert np.mean([dismissed.trend(four).is_shown for four in constant]) <= 0.10
    assert np.mean([one.high < 0 for one in falling]) >= 0.8


@pytest.mark.scenario("SC-71", part="a real change is found")
def test_a_real_fall_is_found():
    assert dismissed.trend(windows(courses(2, early=0.8, late=0.3))).high < 0


def test_watched_from_the_start_it_is_lifelines_shares_divided():
    of = without_ties(courses(3, size=150))
    whole = Window(first=int(of.received.min()), last=END)
    found = dismissed.followed(courses=of, window=whole)
    days = (of.last - of.received).astype(float) + 1
    either = np.where(of.causes == dismissed.KEPT, dismissed.DISMISSED, of.causes)
    shares = []
    for causes in (of.causes, either):
        fitter = AalenJohansenFitter(calculate_variance=False, jitter_level=1e-9, seed=1)
        with warnings.catch_warnings():
            # It warns that it breaks ties by a billionth of a day.
            warnings.simplefilter("ignore")
            fitter.fit(days, causes, event_of_interest=dismissed.DISMISSED)
        curve = fitter.cumulative_density_.iloc[:, 0]
        shares.append(curve[curve.index <= comparing.HORIZON + 1.5].iloc[-1])
    assert found.value == pytest.approx(shares[0] / shares[1], rel=1e-6)


def test_where_nothing_is_open_the_variance_is_the_binomial_one():
    causes = np.array([dismissed.DISMISSED] * 30 + [dismissed.KEPT] * 20 + [3] * 150)
    received = np.full(200, END - 3000)
    of = Courses(received=received, last=received + 10 + np.arange(200), causes=causes,
                 clusters=np.arange(200))  # fmt: skip
    found = dismissed.followed(courses=of, window=Window(first=END - 3000, last=END))
    assert found.value == pytest.approx(30 / 50)
    assert found.log_error == pytest.approx((1 / 30 - 1 / 50) ** 0.5)
    # On log odds: R, qlogis(0.6) -+ 1.96 * sqrt(1/30 + 1/20), back by plogis.
    assert (found.interval.low, found.interval.high) == (
        pytest.approx(0.4602, abs=1e-3), pytest.approx(0.7259, abs=1e-3),
    )  # fmt: skip


def planted(*, per_year: int = 60) -> World:
    world, rng = World(), np.random.default_rng(8)
    number = 0
    for year in range(2012, 2021):
        for _ in range(per_year):
            number += 1
            month, half = 1 + number % 12, number % 2
            received = registers.day(f"{year}-{month:02}-15")
            ended = received + datetime.timedelta(days=int(rng.integers(150, 500)))
            is_over = ended <= registers.AS_OF
            world.case(
                f"o{number}", received=received.isoformat(),
                closed=ended.isoformat() if is_over else "",
                result="gross_misconduct" if is_over else "",
                sanction=("dismissal_without_notice" if half else "final_written_warning")
                if is_over else "",
            )  # fmt: skip
    return world


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return planted().asked("dismissals", tmp_path_factory.mktemp("gone"), from_on="2012-01-01")


def test_the_page_has_each_window_and_the_bounds_of_each_year(found):
    rows = found.table("windows").rows
    assert len(rows) == 4
    for row in rows:
        proven, gone, share = row.values
        assert gone.value < proven.value
        assert share.low < 0.5 < share.high
    years = rows_of(found, "cohorts")
    assert years["2012"][1:] == [0, 60, 0.5, 0.5]
    lowest, highest = years["2020"][3:]
    assert lowest < 0.5 < highest


def test_no_direction_is_said_that_the_interval_does_not_support(found):
    note = found.table("windows").notes[0]
    assert "falling" not in note
    assert "rising" not in note


def test_a_window_too_short_for_four_years_says_so(tmp_path):
    short = planted().asked("dismissals", tmp_path, from_on="2018-01-01")
    assert short.table("windows").rows == ()
    assert short.table("windows").notes[0] == outcomes.TOO_SHORT


@pytest.mark.scenario("SC-70", part="dismissals by earlier cases")
def test_bands_of_earlier_cases_have_exact_intervals(tmp_path):
    world = planted(per_year=2)
    for number in range(40):
        for earlier in range(number % 4):
            world.case(f"h{number}", received=f"201{earlier}-02-02")
        world.case(
            f"h{number}", received="2016-05-01", closed="2017-05-01", result="gross_misconduct",
            sanction="dismissed" if number % 4 and number < 8 else "reprimand",
        )  # fmt: skip
    result = world.asked("dismissals", tmp_path, from_on="2015-01-01")
    shown = {row.label: row.values for row in result.table("by_history").rows}
    total, gone, share = shown["1 or more"]
    exact = proportions.exact_interval(count=6, total=30)
    assert (total.value, gone.value, share.value) == (30, 6, 0.2)
    assert (share.low, share.high) == (exact.low, exact.high)
    assert shown["2"][0].value == 10
    assert shown["6 or more"][0].note == "nobody"


def test_what_is_proven_without_its_gravity_is_missing(tmp_path):
    world = planted()
    world.case("x", received="2015-01-01", closed="2016-01-01", result="proven",
               sanction="dismissed")  # fmt: skip
    world.case("y", received="2015-01-01", closed="2016-01-01", result="gross_misconduct",
               sanction="would_have_been_dismissed")  # fmt: skip
    missing = world.asked("dismissals", tmp_path, from_on="2012-01-01").table("windows").missing
    assert [one.count for one in missing] == [1, 1, 0]


def test_the_chart_draws_what_the_table_says(found):
    (figure,) = ENTRY.draw(found)
    assert [bar.value for bar in figure.bars] == [
        row.values[2].value for row in found.table("windows").rows
    ]
    assert all(bar.low < bar.value < bar.high for bar in figure.bars)
