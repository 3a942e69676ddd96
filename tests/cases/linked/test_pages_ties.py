"""How the reporter knows the person described sets the floor, asks another force, and is sealed."""

import json

import pytest

import browsing
import story
from candour.cases.models import Case, IndependenceCheck
from candour.cases.rules import lowering, severity
from candour.core.states import Guard
from candour.guard.models import SealedItem
from candour.law.categories import FactGroup
from cases.test_pages_reports import TYPED


def record(visitor, report, **typed: object):
    page = visitor.post(f"/reports/{report}/record/", {**TYPED, **typed})
    assert page.errors == []
    return Case.objects.get(report_file_id=report)


def floors(case):
    told = severity.told(file=case.file_id)
    return [one.code for one in severity.floors(category="H5", told=told, on=case.received_on)]


def assessed(case, visitor, *, level: str, **facts: str):
    one = browsing.allegations(case.file_id)[0]
    return browsing.assess(case.file_id, visitor, allegation=one, level=level, **facts)


@pytest.fixture
def case(visit, report):
    """A case whose reporter is or was the partner of the person described."""
    found = record(visit("desk"), report, ties_1=["partner_or_family", "work_together"])
    browsing.rule_out(found.file_id, visit("desk"), but="subject")
    return found


@pytest.mark.parametrize("tie", ["partner_or_family", "lived_together"])
def test_a_partner_relative_or_shared_home_sets_the_floor_and_asks_another_force(
    visit, report, tie
):
    found = record(visit("desk"), report, ties_1=[tie])

    assert floors(found) == ["domestic"]
    assert "domestic" in IndependenceCheck.objects.get(file_id=found.file_id).because


@pytest.mark.parametrize("ties", [[], ["work_together"]])
def test_colleagues_and_an_answer_that_was_skipped_set_no_floor(visit, report, ties):
    found = record(visit("desk"), report, ties_1=ties)

    assert floors(found) == []
    assert "domestic" not in IndependenceCheck.objects.get(file_id=found.file_id).because


def test_how_they_know_each_other_is_sealed_and_stands_nowhere_in_clear(visit, case):
    item = SealedItem.objects.get(file_id=case.file_id, kind="ties")
    told = IndependenceCheck.objects.get(file_id=case.file_id).told

    assert b"partner" not in bytes(item.ciphertext)
    assert not {"partner_or_family", "work_together"} & set(told)
    assert "partner_or_family" not in json.dumps(browsing.leaves(), default=str)


def test_readers_are_shown_how_they_know_each_other_beside_the_words(visit, case):
    page = visit("desk").get(f"/cases/{case.file_id}/words/")

    assert "How the reporter knows them" in page.text
    assert "They are or were partners, or they are family. They work together" in page.text


def test_the_page_names_the_floor_and_asks_that_question_no_more(visit, case):
    one = browsing.allegations(case.file_id)[0]
    desk = visit("desk")
    desk.post(f"/cases/{case.file_id}/severity/{one}/facts/", {"level": "neither", "reason": "-"})

    page = desk.get(f"/cases/{case.file_id}/severity/{one}/history/")

    assert "Domestic abuse: not below misconduct" in page.text
    assert "fact_domestic" not in page.body
    assert "fact_sexual" in page.body


@pytest.mark.scenario("SC-14", part="floor")
def test_a_domestic_matter_goes_below_its_floor_only_on_the_authoritys_decision(visit, case):
    low = "practice_requiring_improvement"
    refused = assessed(case, visit("desk"), level=low)
    assessed(case, visit("authority"), level=low)
    assessed(case, visit("desk"), level=low)

    assert "only on the appropriate authority's decision" in refused.errors[0]
    assert {Guard.IS_BELOW_FLOOR, Guard.AUTHORITY_LOWERS_FLOOR} <= lowering.facts(
        case=case, person=None
    )


def test_a_reporter_who_is_family_of_the_one_described_fills_the_question_in(visit, world, as_role):
    sent = story.reported(world, as_role, kind="partner_or_family").file

    page = visit("desk").get(f"/reports/{sent}/record/")

    assert page.fields["ties_1"] == ["partner_or_family"]


def test_what_an_assessor_finds_to_be_domestic_stays_known_of_the_case(visit, report):
    found = record(visit("desk"), report)
    browsing.rule_out(found.file_id, visit("desk"), but="subject")

    assessed(found, visit("desk"), level="misconduct", fact_domestic="yes")

    newest = IndependenceCheck.objects.filter(file_id=found.file_id).latest("checked_at")
    assert floors(found) == ["domestic"]
    assert newest.is_required


def test_a_floor_counts_for_the_law_of_its_day_and_its_group():
    rows = severity.FLOORS
    domestic = next(row for row in rows if row.group is FactGroup.DOMESTIC)

    assert domestic.told == ("domestic_abuse", "domestic_setting")
    assert all(row.told == () for row in rows if row is not domestic)
