"""The page of days lost: teams by name and the posts it takes, from cases that its reader sees."""

import calendar
import datetime

import pytest

from browsing import at_casework, case, report, visit
from candour.cases.models import Case, Event
from candour.guard.models import Account, Wall
from candour.patterns.places import days_lost
from candour.people.models import Posting
from cast import KEPT_OUT, NOW

__all__ = ["at_casework", "case", "report", "visit"]

LAST, BEFORE = days_lost.months_over(on=NOW.date())[:2]
PAGE = "/days-lost/"


@pytest.fixture
def team(world):
    """The name of the team that the subject serves in."""
    person = Account.objects.get(username="subject").person_id
    own = Posting.objects.filter(person_id=person, from_on__lte=BEFORE)
    return own.order_by("-from_on").first().unit.name


@pytest.fixture
def suspended(case):
    """The subject is suspended from the first day of the month before last, in a case of today."""
    known = Case.objects.get(file_id=case)
    Event.objects.create(
        file_id=case,
        organisation_id=known.organisation_id,
        kind="suspended_from_duty",
        subject_id=Account.objects.get(username="subject").person_id,
        happened_on=BEFORE,
        recorded_at=NOW,
    )
    return case


def days(month):
    return calendar.monthrange(month.year, month.month)[1]


@pytest.mark.scenario("SC-47", part="shown")
@pytest.mark.parametrize("username", ["authority", "desk"])
def test_a_team_stands_with_its_days_and_the_posts_it_takes(visit, suspended, team, username):
    page = visit(username).get(PAGE).text

    assert f"{LAST:%B %Y}" in page
    assert f"{team} {days(LAST)} 1.0 1 " in " ".join(page.split())


@pytest.mark.scenario("SC-47", part="shown")
def test_an_earlier_month_can_be_chosen_and_none_that_is_not_over(visit, suspended):
    authority = visit("authority")

    earlier = authority.get(f"{PAGE}?month={BEFORE:%Y-%m}").text
    running = authority.get(f"{PAGE}?month={NOW:%Y-%m}").text

    assert "on which somebody was suspended" in earlier
    assert f"Days in {BEFORE:%B %Y}" in earlier
    assert f"Days in {LAST:%B %Y}" in running
    assert f"{NOW:%B %Y}" not in running


def test_a_wall_hides_the_days_of_its_case(visit, suspended, world):
    Wall.objects.create(
        file_id=suspended, account_id=world.accounts["desk"], because="named_by_reporter"
    )

    assert "No day was lost" in visit("desk").get(PAGE).text


def test_another_force_counts_none_of_it(visit, suspended, team):
    page = visit("neighbour-authority").get(PAGE).text

    assert "No day was lost" in page
    assert team not in page


@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_near_the_person_finds_a_day_of_theirs(visit, suspended, team, username):
    page = visit(username).get(PAGE)

    assert page.status == 404 or "No day was lost" in page.text
    assert team not in page.text


def test_whoever_only_investigates_has_no_such_page(visit, suspended):
    hidden, absent = visit("investigator").answers([PAGE, "/days-never-lost/"])

    assert (hidden.status, hidden.body) == (404, absent.body)


def test_the_months_to_choose_from_are_over():
    months = days_lost.months_over(on=datetime.date(2026, 3, 31))

    assert months[0] == datetime.date(2026, 2, 1)
    assert months[-1] == datetime.date(2025, 3, 1)
    assert len(months) == days_lost.MONTHS
