"""Numbers and moments as a British reader expects them."""

import datetime
import decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.pages import wording
from candour.pages.wording import Unit


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (0, 0, "0"),
        (1234, 0, "1,234"),
        (97144, 0, "97,144"),
        (1234.5, 1, "1,234.5"),
        (-1234, 0, "\N{MINUS SIGN}1,234"),
        (-0.04, 1, "0.0"),
        (decimal.Decimal("1234.50"), 2, "1,234.50"),
    ],
)
def test_numbers_are_grouped_in_thousands(value, digits, written):
    assert wording.grouped(value, digits=digits) == written


@given(value=st.integers(min_value=-(10**15), max_value=10**15))
def test_grouping_never_changes_a_number(value):
    written = wording.grouped(value).replace(",", "").replace("\N{MINUS SIGN}", "-")
    assert int(written) == value


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (0.125, Unit.PERCENT, "12.5%"),
        (1, Unit.DAYS, "1 day"),
        (140, Unit.DAYS, "140 days"),
        (12.5, Unit.DAYS, "12.5 days"),
        (1240, Unit.COUNT, "1,240"),
        (812.5, Unit.COUNT, "812.5"),
        (0.88, Unit.RATIO, "0.88"),
        (None, Unit.COUNT, "not shown"),
    ],
)
def test_a_figure_is_written_with_its_unit(value, unit, written):
    assert wording.measured(value, unit=unit) == written


def test_an_interval_is_written_with_both_ends_or_not_at_all():
    assert wording.interval(0.1, 0.2, unit=Unit.PERCENT) == "10.0% to 20.0%"
    assert wording.interval(0.1, None, unit=Unit.PERCENT) == ""


@pytest.mark.parametrize(
    ("hour", "minute", "written"),
    [
        (0, 5, "5 January 2026 at 12:05am"),
        (9, 0, "5 January 2026 at 9:00am"),
        (12, 0, "5 January 2026 at 12:00pm"),
        (14, 30, "5 January 2026 at 2:30pm"),
    ],
)
def test_a_moment_is_written_by_the_twelve_hour_clock(hour, minute, written):
    at = datetime.datetime(2026, 1, 5, hour, minute, tzinfo=datetime.UTC)
    assert wording.moment(at) == written


def test_a_day_has_no_time_of_day():
    assert wording.moment(datetime.date(2026, 1, 5)) == "5 January 2026"
