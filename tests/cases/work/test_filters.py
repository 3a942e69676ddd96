"""The filters of the case list: each in the address, each shown with a way to take it away."""

import csv
import datetime
import io

import pytest

from candour.cases.models import Allegation, Case
from candour.people.models import Posting
from cases.work.conftest import DAY


def exported(visitor, query: str) -> list[str]:
    return [row[0] for row in csv.reader(io.StringIO(visitor.get(f"/cases/export/{query}").body))][
        1:
    ]


def reference(case) -> str:
    return Case.objects.get(file_id=case).reference


def test_a_letter_finds_every_category_below_it(visit, case):
    letters = {row.category[0] for row in Allegation.objects.filter(file_id=case)}
    desk = visit("desk")

    assert all(exported(desk, f"?category={letter}") == [reference(case)] for letter in letters)
    assert exported(desk, "?category=C") == []


def test_a_unit_finds_cases_of_those_who_served_there_then(visit, case):
    authority = visit("authority")
    seen = set(exported(authority, ""))
    allegations = Allegation.objects.exclude(subject=None).exclude(file_id=case).order_by("id")
    known = (one for one in allegations if reference(one.file_id) in seen)
    # Not of everybody in the register is it known where they served at the time.
    allegation, posting = next((one, then) for one in known for then in served(one))
    happened_on = allegation_day(allegation)
    subjects = Allegation.objects.filter(file_id=allegation.file_id).values("subject")

    found = exported(authority, f"?unit={posting.unit_id}")
    there = Posting.objects.filter(unit_id=posting.unit_id, person_id__in=subjects)
    there.update(from_on=happened_on + datetime.timedelta(days=1), until_on=None)
    after = exported(authority, f"?unit={posting.unit_id}")

    assert reference(allegation.file_id) in found
    assert reference(allegation.file_id) not in after


def served(allegation) -> list[Posting]:
    on = allegation_day(allegation)
    then = Posting.objects.filter(person_id=allegation.subject_id, from_on__lte=on)
    return list(then.exclude(until_on__lt=on).order_by("id"))


def allegation_day(allegation) -> datetime.date:
    case = Case.objects.get(file_id=allegation.file_id)
    return case.incident_on or case.received_on


def test_an_investigator_and_nobody_are_told_apart(visit, case, world):
    desk, account = visit("desk"), world.accounts["external-investigator"]
    before = exported(desk, "?handler=nobody")

    desk.post(f"/cases/{case}/allocation/", {"account": str(account)})

    assert before == [reference(case)]
    assert exported(desk, "?handler=nobody") == []
    assert exported(desk, f"?handler={account}") == [reference(case)]


def test_days_of_receipt_narrow_on_both_sides(visit, case):
    desk, today = visit("desk"), f"{DAY.day}/{DAY.month}/{DAY.year}"

    assert exported(desk, f"?received_from={today}&received_until={today}") == [reference(case)]
    assert exported(desk, "?received_until=1/1/2020") == []


def test_a_day_that_is_none_is_explained_and_narrows_nothing(visit, case):
    page = visit("desk").get("/cases/?received_from=soon")

    assert "Write the day like this: 31/3/2026" in page.text
    assert "1 case" in page.text


def test_each_filter_can_be_taken_away_by_itself(visit, case):
    body = visit("desk").get("/cases/?kind=complaint&state=open&category=H").body

    assert "Kind: Complaint" in body
    assert 'href="?state=open&amp;category=H"' in body
    assert 'href="?kind=complaint&amp;category=H"' in body


@pytest.mark.parametrize("query", ["unit=x", "handler=x", "unit=%00", "category=ZZ"])
def test_what_is_no_choice_narrows_nothing(visit, case, query):
    assert "1 case" in visit("desk").get(f"/cases/?{query}").text
