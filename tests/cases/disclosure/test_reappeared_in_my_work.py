"""Words that reappeared stand in the lists of work of whoever settles them, until somebody has."""

import datetime

import pytest
from disclosure_words import COUNTER, SOMEBODY, STATEMENT, days_before

import story
from candour.cases.models import Case, LeakAlert
from candour.intake.models import Report
from candour.law.policies.escalation import OWED, REAPPEARED, REAPPEARED_DAYS
from cast import NOW

TO_DO = {row.code: row.name for row in OWED}[REAPPEARED]


@pytest.fixture
def report(world, as_role):
    """The statement."""
    return story.reported(world, as_role, story=STATEMENT).file


@pytest.fixture
def raised(world, as_role, visit, safe):
    """An alert: its words stood in a report that came ten days ago."""
    Case.objects.filter(file_id=safe).update(received_on=days_before(40))
    other = story.reported(world, as_role, story=COUNTER, people=(SOMEBODY,)).file
    Report.objects.filter(file_id=other).update(received_on=days_before(10))
    visit("desk").post(f"/cases/{safe}/disclosure/leaks/look/")
    return LeakAlert.objects.get(file_id=safe)


def found(days: int) -> None:
    at = NOW - datetime.timedelta(days=days)
    LeakAlert.objects.update(found_at=at)


def shown(visitor, path: str) -> bool:
    return TO_DO in visitor.get(path).text


@pytest.mark.scenario("SC-25", part="raised")
def test_it_is_due_in_a_week_then_today_then_late(visit, raised):
    desk, lists = visit("desk"), ("/my-work/", "/my-work/due/", "/my-work/late/")
    seen = []
    for days in (0, REAPPEARED_DAYS, REAPPEARED_DAYS + 1):
        found(days)
        seen.append([shown(desk, path) for path in lists])

    assert seen[0][1:] == [True, False]
    assert seen[1] == [True, True, False]
    assert seen[2] == [True, False, True]


def test_the_line_leads_to_the_page_of_alerts(visit, raised):
    found(REAPPEARED_DAYS)
    assert (
        f'href="/cases/{raised.file_id}/disclosure/leaks/"' in visit("desk").get("/my-work/").body
    )


def test_it_is_gone_once_somebody_said_what_became_of_it(visit, raised):
    found(REAPPEARED_DAYS)
    desk = visit("desk")
    page = desk.get(f"/cases/{raised.file_id}/disclosure/leaks/{raised.id}/")
    outcome = page.body.split('name="outcome" value="')[1].split('"')[0]
    desk.post(f"/cases/{raised.file_id}/disclosure/leaks/{raised.id}/",
              {"outcome": outcome, "why": "Told twice by the same person."})  # fmt: skip

    assert not shown(desk, "/my-work/")


@pytest.mark.parametrize("username", ["subject", "stranger"])
def test_whoever_has_no_part_in_the_case_reads_nothing_of_it(visit, raised, username):
    found(REAPPEARED_DAYS)
    assert not shown(visit(username), "/my-work/")
