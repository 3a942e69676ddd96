"""Each person's days are their own: one who was served, or answered, moves nobody else's clock."""

import datetime

import pytest

from candour.cases import deadlines
from candour.cases.models import Case, Deadline, Event
from candour.cases.reading.whose import SOMEBODY
from candour.guard.models import Account, Grant
from candour.law.events import EventKind
from candour.people.models import PersonName
from cases.work.conftest import DAY
from cast import NOW

UPDATE = "update_subject"


def name_of(username: str) -> str:
    person = Account.objects.get(username=username).person_id
    known = PersonName.objects.get(person_id=person, kind="current")
    return f"{known.given} {known.family}"


def ago(days: int) -> datetime.date:
    return DAY - datetime.timedelta(days=days)


@pytest.fixture
def noticed(case):
    """Two persons of a case were given notice, five weeks ago; one had news since."""
    persons = [Account.objects.get(username=name).person_id for name in ("subject", "line-manager")]
    facts = [(EventKind.NOTICE_GIVEN, person, 35) for person in persons]
    for kind, person, days in [*facts, (EventKind.SUBJECT_UPDATED, persons[0], 7)]:
        Event.objects.create(
            file_id=case, organisation_id=Case.objects.get(file_id=case).organisation_id,
            kind=kind.value, happened_on=ago(days), recorded_at=NOW,
            subject_id=person,
        )  # fmt: skip
    deadlines.refresh(cases=[Case.objects.get(file_id=case)], on=DAY)
    return persons


@pytest.mark.scenario("SC-17", part="news")
def test_news_for_one_subject_is_no_news_for_the_other(case, noticed):
    kept = Deadline.objects.filter(file_id=case, clock=UPDATE).order_by("started_on", "id")

    found = {(one.subject_id, one.started_on, one.met_on) for one in kept}

    assert found == {
        (noticed[0], ago(35), ago(7)), (noticed[0], ago(7), None), (noticed[1], ago(35), None),
    }  # fmt: skip


def test_what_is_stored_of_each_person_is_what_the_clocks_give(case, noticed):
    assert deadlines.differences(on=DAY)[1] == []
    assert deadlines.refresh_open(on=DAY)
    assert deadlines.differences(on=DAY)[1] == []


@pytest.mark.scenario("SC-17", part="news")
def test_whoever_reads_the_case_sees_by_name_whose_news_is_late(visit, case, noticed):
    text = visit("desk").get("/my-work/").text

    assert "Update the subject" in text
    assert text.count("Update the subject") == 1
    assert name_of("line-manager") in text


def test_whoever_has_no_part_in_the_case_learns_no_name_from_a_list(visit, world, case, noticed):
    Grant.objects.filter(file_id=case, account_id=world.accounts["authority"]).delete()

    # What stands above the table names everybody whose work can be chosen.
    _, text = visit("authority").get("/my-work/late/").text.split("Rests on", 1)

    assert SOMEBODY in text
    assert name_of("line-manager") not in text


def test_the_overview_says_whose_days_each_clock_counts(visit, case, noticed):
    text = visit("desk").get(f"/cases/{case}/").text

    assert f"Whose days {name_of('line-manager')}" in text
