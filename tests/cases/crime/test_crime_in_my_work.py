"""What the crime side's rows wait for stands in the day's work, and climbs like a missed clock."""

import datetime

import pytest

from candour.cases.models import Case, ClockEscalation, CrimeItem
from candour.cases.work.actions.raise_late import raise_late
from candour.guard.actors import service
from candour.guard.models import Account
from cast import KEPT_OUT, NOW
from imports.crime import crimes

BODIES = ["appropriate_authority", "independent_body", "local_policing_body"]
NAME = "Decide suspension, restricted duties and firearms authority"
ROW = "Say who a row of the crime side is about"


def later(days: int) -> datetime.datetime:
    """The first Monday so many days away or more: the day of a digest."""
    day = NOW + datetime.timedelta(days=days)
    return day + datetime.timedelta(days=-day.weekday() % 7)


@pytest.fixture
def in_doubt(imported):
    """A row about somebody of the subject's name, whom nobody said to serve."""
    imported({**crimes.of_subject("D1"), "number": "", "serves": ""})
    return CrimeItem.objects.get().file_id


@pytest.fixture
def raised(as_role):
    """Put what is late to whom it belongs, on a later day: raised(14)."""

    def run(days: int) -> None:
        with as_role("worker"):
            raise_late(by=service("sweeping"), at=later(days))

    return run


@pytest.mark.scenario("SC-13", part="worklists")
def test_what_is_owed_the_same_day_stands_in_the_work_of_whoever_owes_it(visit, arrested):
    reference = Case.objects.get(file_id=arrested).reference
    authority = visit("authority")

    text = authority.get("/my-work/").text

    assert NAME in text
    assert reference in text
    assert f"/cases/{arrested}/crime-side/" in authority.get("/my-work/").body


@pytest.mark.scenario("SC-13", part="worklists")
def test_a_row_about_nobody_for_certain_stands_in_the_days_work(visit, in_doubt):
    page = visit("authority").get("/my-work/")

    assert ROW in page.text
    assert "No case yet" in page.text
    assert f"/crime-side/{in_doubt}/" in page.body


@pytest.mark.scenario("SC-13", part="worklists")
@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_kept_out_finds_them_in_any_list(visit, arrested, in_doubt, username):
    visitor = visit(username)

    pages = visitor.answers(["/my-work/", "/my-work/due/", "/my-work/late/"])

    assert all(str(file) not in page.body for page in pages for file in (arrested, in_doubt))


@pytest.mark.scenario("SC-13", part="escalation")
def test_a_decision_that_is_not_taken_climbs_to_all_three(arrested, raised):
    raised(35)
    raised(42)

    rows = ClockEscalation.objects.filter(file_id=arrested, clock="interim")
    assert sorted(rows.values_list("to", flat=True)) == BODIES
    assert {row.subject_id for row in rows} == {Account.objects.get(username="subject").person_id}


@pytest.mark.scenario("SC-13", part="escalation")
def test_a_row_that_nobody_settles_climbs_without_a_case(visit, in_doubt, raised):
    raised(35)

    rows = ClockEscalation.objects.filter(file_id=in_doubt)
    assert sorted(rows.values_list("to", flat=True)) == BODIES
    assert set(rows.values_list("clock", flat=True)) == {"crime_row"}


def test_what_climbed_is_gone_from_every_page_once_it_is_decided(visit, in_doubt, raised):
    raised(3)
    authority = visit("authority")
    before = authority.get("/my-work/escalated/").text

    data = {"answer": "not_police", "reason": "Another man of that name."}
    answer = authority.post(f"/crime-side/{in_doubt}/", data)

    assert ROW.lower() in before
    assert answer.status == 302
    assert ROW.lower() not in authority.get("/my-work/escalated/").text
    assert ROW not in authority.get("/my-work/").text
