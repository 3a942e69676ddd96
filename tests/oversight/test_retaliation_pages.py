"""Overseers see what follows reports as rounded counts and a monthly test, and nobody in them."""

import datetime
import uuid

import pytest

import story
from candour.oversight.queries.retaliation import Followed
from candour.oversight.tables import retaliation as tables
from candour.patterns.models import ExcessTest
from candour.patterns.retaliation.queries import Counted, MonthTested, excess_tests
from cast import NOW

FORCE = uuid.uuid4()
MONTH = datetime.date(2026, 10, 1)
MONTH_TESTED = MonthTested(
    organisation_id=FORCE, month_on=MONTH, what="hr", people=40, before=9, after=12,
    days_before=21_600, days_after=7_200, p=0.0004, p_trend=0.6,
)  # fmt: skip


def followed(**changes):
    found = {"counts": (), "tests": (), "names": {FORCE: "Northfold Police"}}
    return Followed(**{**found, **changes})


def test_a_small_count_stays_unknown():
    counted = Counted(organisation_id=FORCE, what="counter:waits", number=3)

    shown = tables.counts_of(followed(counts=(counted,)), key=b"k").table

    assert shown.rows[0][2] == "fewer than 5"


def test_the_month_s_test_shows_the_rate_ratio_and_its_p_value():
    (row,) = tables.tests_of(followed(tests=(MONTH_TESTED,)), key=b"k").table.rows

    assert row[1] == "October 2026"
    assert row[4:] == ("4.0", "below 0.001", "No trend")


@pytest.mark.parametrize(("people", "shown"), [(9, 0), (10, 1)])
@pytest.mark.scenario("SC-37", part="excess test")
def test_fewer_than_ten_people_are_never_shown(world, as_role, people, shown):
    force = world.organisations["Northfold Police"]
    ExcessTest.objects.create(
        organisation_id=force, month_on=MONTH, what="counter", people=people, before=1, after=1,
        days_before=540, days_after=180, p=0.4, made_at=NOW,
    )  # fmt: skip
    overseer = story.actor("oversight")

    with as_role("oversight", actor=overseer.account):
        found = excess_tests(by=overseer, at=NOW)

    assert len([one for one in found if one.organisation_id == force]) == shown
