"""After-care's periods: each has its source, and the days are those that were adopted."""

import datetime

import pytest

from candour.law import aftercare
from candour.law.provisions import Basis


@pytest.mark.parametrize("row", aftercare.ROWS, ids=lambda row: f"{row.period}-{row.days}")
def test_a_period_leads_from_the_first_to_the_last_day_of_its_example(row):
    assert row.example.from_on + datetime.timedelta(days=row.days) == row.example.until_on


@pytest.mark.parametrize("row", aftercare.ROWS, ids=lambda row: f"{row.period}-{row.days}")
def test_a_period_names_the_policy_that_it_comes_from(row):
    assert row.basis is Basis.POLICY
    assert row.provision.reference


def test_no_period_stands_there_twice():
    found = [(row.period, row.days, row.in_force) for row in aftercare.ROWS]
    assert len(set(found)) == len(found)


@pytest.mark.scenario("SC-38", part="check-ins")
def test_reporters_are_asked_how_they_are_at_14_60_180_and_365_days():
    asked = [row.days for row in aftercare.ROWS if row.period is aftercare.Period.CHECK_IN]
    assert asked == [14, 60, 180, 365]
