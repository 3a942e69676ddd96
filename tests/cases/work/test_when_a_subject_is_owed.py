"""When a subject is owed notice, and then news: asked for on its day, and late after it."""

import datetime
import uuid

import pytest

from candour.cases import deadlines
from candour.cases.models import Case, Deadline, Event
from candour.cases.reading import wording
from candour.guard.models import Account
from candour.law.events import EventKind
from cases.work.conftest import DAY
from cast import NOW

NOTICE, NEWS = "Give the subject notice", "Update the subject"


@pytest.fixture
def subject() -> uuid.UUID:
    return Account.objects.get(username="subject").person_id


@pytest.fixture
def since(case, subject):
    """Something of the subject happened so many days ago."""

    def put(kind: EventKind, days: int) -> None:
        found = Case.objects.get(file_id=case)
        Event.objects.create(
            file_id=case, organisation_id=found.organisation_id, kind=kind.value,
            happened_on=DAY - datetime.timedelta(days=days), recorded_at=NOW, subject_id=subject,
        )  # fmt: skip
        deadlines.refresh(cases=[found], on=DAY)

    return put


def shown(days: int) -> str:
    return wording.day(DAY + datetime.timedelta(days=days))


def steps_of(text: str, name: str) -> str:
    """Return what stands between a step's name and the next word that ends its row."""
    return text.split(name, 1)[1].split("Rests on", 1)[0][:200]


@pytest.mark.scenario("SC-17", part="when-due")
def test_notice_is_asked_for_once_it_is_due_until_it_was_given(visit, case, since):
    desk = visit("desk")
    before = desk.get(f"/cases/{case}/").text

    since(EventKind.ASSESSED_AS_MISCONDUCT, 3)
    asked = desk.get(f"/cases/{case}/").text
    since(EventKind.NOTICE_GIVEN, 0)
    given = desk.get(f"/cases/{case}/").text

    assert NOTICE not in before
    assert "As soon as practicable" in steps_of(asked, NOTICE)
    assert "Met" in steps_of(given, NOTICE)


@pytest.mark.scenario("SC-17", part="when-due")
@pytest.mark.parametrize(("told", "due"), [(26, 2), (21, 7), (28, 0)])
def test_news_is_due_28_days_after_notice_and_shows_with_its_day(visit, case, since, told, due):
    since(EventKind.NOTICE_GIVEN, told)

    lines = visit("desk").get("/my-work/").text

    assert Deadline.objects.get(file_id=case, clock="update_subject").due_on == DAY + (
        datetime.timedelta(days=due)
    )
    assert shown(due) in steps_of(lines, NEWS)
    assert NEWS not in visit("desk").get("/my-work/late/").text


@pytest.mark.scenario("SC-17", part="when-due")
def test_news_that_was_not_told_in_time_is_late_until_it_is_told(visit, case, since):
    desk = visit("desk")
    since(EventKind.NOTICE_GIVEN, 30)
    late = desk.get("/my-work/late/").text

    since(EventKind.SUBJECT_UPDATED, 0)
    told = desk.get("/my-work/due/").text

    assert shown(-2) in steps_of(late, NEWS)
    assert "Overdue" in steps_of(late, NEWS)
    assert NEWS not in desk.get("/my-work/late/").text
    assert shown(28) in steps_of(told, NEWS)


@pytest.mark.scenario("SC-17", part="when-due")
def test_whoever_was_not_given_notice_yet_is_owed_no_news(visit, case, since):
    since(EventKind.ASSESSED_AS_MISCONDUCT, 40)

    assert NEWS not in visit("desk").get("/my-work/late/").text
    assert NEWS not in visit("desk").get(f"/cases/{case}/").text
