"""More time is given to one person, by whom the law names, and only before it has run out."""

import datetime

import pytest

from candour.cases import deadlines
from candour.cases.models import Case, ClockExtension, Deadline, Event
from candour.guard.models import Account
from candour.law.events import EventKind
from cases.work.conftest import DAY, parts
from cast import KEPT_OUT, NOW


def person_of(username: str):
    return Account.objects.get(username=username).person_id


def noticed(case, username: str, *, days_ago: int) -> Deadline:
    """Somebody was given notice; return the days in which they may answer."""
    person = person_of(username)
    known = Case.objects.get(file_id=case)
    Event.objects.create(
        file_id=case, organisation_id=known.organisation_id, kind=EventKind.NOTICE_GIVEN.value,
        happened_on=DAY - datetime.timedelta(days=days_ago), recorded_at=NOW, subject_id=person,
    )  # fmt: skip
    deadlines.refresh(cases=[known], on=DAY)
    return answering(case, username)


def answering(case, username: str) -> Deadline:
    return Deadline.objects.get(
        file_id=case, clock="representations", subject_id=person_of(username)
    )


def asked(row: Deadline, *, days: int) -> dict[str, str]:
    """What somebody sends who gives so many days more."""
    place = f"{row.clock}.{row.started_on.isoformat()}.{row.subject_id}"
    until = row.due_on + datetime.timedelta(days=days)
    return {"period": place, "why": "He is in hospital.", **parts("until_on", until)}


def test_the_period_of_one_person_moves_and_nobody_elses(visit, case):
    first = noticed(case, "subject", days_ago=1)
    other = noticed(case, "line-manager", days_ago=1)

    answer = visit("desk").post(f"/cases/{case}/progress/more-time/", asked(first, days=5))

    assert answer.status == 302
    moved = answering(case, "subject").due_on - first.due_on
    assert (moved.days, answering(case, "line-manager").due_on) == (5, other.due_on)
    assert ClockExtension.objects.get().granted_by == "investigator"
    assert deadlines.differences(on=DAY)[1] == []


@pytest.mark.parametrize("days", [0, -1])
def test_more_time_is_more(visit, case, days):
    row = noticed(case, "subject", days_ago=1)

    page = visit("desk").post(f"/cases/{case}/progress/more-time/", asked(row, days=days))

    assert page.errors == ["The new day must lie after the day until which there is time now."]
    assert not ClockExtension.objects.exists()


def test_what_has_run_out_is_not_offered(visit, case):
    row = noticed(case, "subject", days_ago=60)
    desk, address = visit("desk"), f"/cases/{case}/progress/more-time/"

    page = desk.post(address, asked(row, days=99))

    assert "Nothing in this case can be given more time now." in desk.get(address).text
    assert not ClockExtension.objects.exists()
    assert page.status == 200


@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_kept_out_finds_the_page(visit, case, username):
    assert visit(username).statuses([f"/cases/{case}/progress/more-time/"]) == {404}
