"""From dates to durations: what a register knew on a day, and what real complaints took."""

import os
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from candour.stats import survival

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("CANDOUR_TEST_DATA", ROOT / "../shared/data"))
CHICAGO = DATA / "chicago_as_known_2011-12-31" / "complaints.parquet"
AS_OF = date(2012, 1, 1)

needs_chicago = pytest.mark.skipif(
    not CHICAGO.exists(),
    reason="real complaints are not in the folder that CANDOUR_TEST_DATA names",
)


def as_dates(texts):
    return [date.fromisoformat(text) if text else None for text in texts]


def watch_file(path, *, first, last, since=None):
    """Watch the complaints of a file that were received from `first` to `last`."""
    rows = pq.read_table(path, columns=["complaint_date", "closed_date"]).to_pylist()
    chosen = [row for row in rows if first <= row["complaint_date"] <= last]
    return survival.watch(
        received=as_dates(row["complaint_date"] for row in chosen),
        closed=as_dates(row["closed_date"] for row in chosen),
        as_of=AS_OF,
        since=since,
    )


@pytest.fixture
def register(tmp_path):
    """Write a file of the same shape: five closed, four open, one closed before its receipt."""
    closed = ["2011-01-11", "2011-01-21", "2011-01-31", "2011-02-10", "2011-04-11"]
    received = ["2011-01-01"] * 5 + ["2011-12-02", "2011-12-12", "2011-03-01", "2011-01-01"]
    table = pa.table({
        "complaint_date": [*received, "2011-06-01"],
        "closed_date": [*closed, None, None, None, None, "2011-05-01"],
    })  # fmt: skip
    pq.write_table(table, tmp_path / "complaints.parquet")
    return tmp_path / "complaints.parquet"


@pytest.mark.scenario("SC-69", part="open cases count")
def test_open_cases_lengthen_the_median_of_a_register(register):
    """At risk on days 10, 20 and 30: 9, 8 and 6; one case is censored on day 20, one on day 30."""
    watch = watch_file(register, first="2011-01-01", last="2011-12-31")

    curve = survival.kaplan_meier(spells=watch.spells)
    naive = survival.naive_closed_only(spells=watch.spells)

    assert watch.closed_before_receipt == 1
    assert (naive.median, naive.mean, naive.open_left_out) == (30.0, 40.0, 4)
    assert [step.at_risk for step in curve.steps] == [9, 8, 6, 4, 3]
    assert survival.quantile(curve=curve, share=0.5).at == 40
    assert survival.quantile(curve=curve, share=0.75).at is None


@needs_chicago
@pytest.mark.scenario("SC-69", part="open cases count, on real complaints")
def test_real_complaints_take_140_days_by_the_median_and_not_the_120_of_the_closed_ones():
    """lifelines: KaplanMeierFitter().fit(...) gives median 140, interval 139 to 142."""
    watch = watch_file(CHICAGO, first="2009-01-01", last="2011-12-31")

    curve = survival.kaplan_meier(spells=watch.spells)
    naive = survival.naive_closed_only(spells=watch.spells)

    assert (curve.cases, curve.closures) == (17_597, 13_896)
    assert naive.median == 120
    assert survival.quantile(curve=curve, share=0.5) == survival.Quantile(
        share=0.5, at=140, low=139, high=142
    )
    assert survival.quantile(curve=curve, share=0.75).at == 271
    assert survival.quantile(curve=curve, share=0.9).at == 736


@needs_chicago
def test_real_closures_before_their_receipt_are_left_out_and_counted():
    watch = watch_file(CHICAGO, first="0000", last="9999")

    assert watch.closed_before_receipt == 23
    assert len(watch.spells.exits) == 97_144 - 23


@needs_chicago
def test_real_complaints_followed_for_three_years_have_no_share_open_beyond_four():
    watch = watch_file(CHICAGO, first="2009-01-01", last="2011-12-31")
    curve = survival.kaplan_meier(spells=watch.spells)

    assert survival.share_open(curve=curve, beyond=2 * survival.YEAR).share == pytest.approx(
        0.1, abs=0.01
    )
    assert survival.share_open(curve=curve, beyond=4 * survival.YEAR) is None
    assert survival.restricted_mean(curve=curve, to=4 * survival.YEAR) is None


@needs_chicago
def test_a_window_of_real_complaints_reaches_beyond_its_own_length():
    window = watch_file(CHICAGO, first="2000-01-01", last="2011-12-31", since=date(2011, 1, 1))
    curve = survival.kaplan_meier(spells=window.spells)

    share = survival.share_open(curve=curve, beyond=4 * survival.YEAR)

    assert curve.followed_to > 4 * survival.YEAR
    assert share.interval.low < share.share < share.interval.high


def watched(received, closed, *, as_of, since=None):
    return survival.watch(received=[received], closed=[closed], as_of=as_of, since=since)


def test_a_closure_on_the_last_known_day_counts_and_one_the_day_after_is_still_open():
    on_the_day = watched(date(2024, 1, 1), date(2024, 1, 31), as_of=date(2024, 1, 31))
    day_after = watched(date(2024, 1, 1), date(2024, 2, 1), as_of=date(2024, 1, 31))

    assert (on_the_day.spells.exits.tolist(), on_the_day.spells.closed.tolist()) == ([30], [True])
    assert (day_after.spells.exits.tolist(), day_after.spells.closed.tolist()) == ([30], [False])


def test_a_case_received_after_the_last_known_day_is_counted_as_not_yet_received():
    watch = watched(date(2024, 2, 1), None, as_of=date(2024, 1, 31))

    assert watch.not_yet_received == 1
    assert watch.spells.exits.size == 0


def test_a_case_open_when_the_window_opens_enters_at_its_age_in_the_night_before():
    watch = watched(
        date(2024, 1, 1), date(2024, 3, 1), as_of=date(2024, 12, 31), since=date(2024, 2, 1)
    )

    assert (watch.spells.entries.tolist(), watch.spells.exits.tolist()) == ([30.5], [60])


def test_a_case_closed_on_the_first_day_of_the_window_belongs_to_it_and_the_day_before_does_not():
    since = date(2024, 2, 1)
    first_day = watched(date(2024, 1, 1), since, as_of=date(2024, 12, 31), since=since)
    before = watched(date(2024, 1, 1), date(2024, 1, 31), as_of=date(2024, 12, 31), since=since)

    assert first_day.spells.closed.tolist() == [True]
    assert (before.spells.exits.size, before.closed_before_window) == (0, 1)


def test_a_case_received_on_the_first_day_of_the_window_is_watched_from_its_receipt():
    watch = watched(date(2024, 2, 1), None, as_of=date(2024, 2, 1), since=date(2024, 2, 1))

    assert (watch.spells.entries.tolist(), watch.spells.exits.tolist()) == ([0], [0])


def test_a_case_received_the_day_before_the_window_is_not_at_risk_on_its_first_day():
    watch = watched(date(2024, 1, 31), None, as_of=date(2024, 2, 5), since=date(2024, 2, 1))

    assert survival.at_risk(spells=watch.spells, on=[0, 1]) == (0, 1)


def test_windows_that_follow_each_other_see_each_closure_once():
    received = [date(2024, 1, day) for day in range(1, 29)]
    closed = [date(2024, 3, day) for day in range(1, 29)]
    first = survival.watch(received=received, closed=closed, as_of=date(2024, 3, 10))
    second = survival.watch(
        received=received, closed=closed, as_of=date(2024, 4, 1), since=date(2024, 3, 11)
    )

    assert (first.spells.closed.sum(), second.spells.closed.sum()) == (10, 18)
    assert second.closed_before_window == 10
