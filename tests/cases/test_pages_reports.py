"""Opening a report and recording it: nothing typed is lost, and who goes on is not explained."""

import pytest

import browsing
import story
from candour.cases.models import Allegation, Case
from candour.guard.models import Account, Unlock
from candour.people.models import Association

TYPED = {
    "kind": "complaint",
    "reason": "She describes being pushed and threatened.",
    "reporter_kind": "police_staff_same_force",
    "incident_on_day": "1",
    "incident_on_month": "6",
    "incident_on_year": "2026",
    "schedule_3": "yes",
    "categories_1": ["H5", "B4"],
}


def tied(first: str, second: str) -> None:
    people = dict(Account.objects.values_list("username", "person_id"))
    Association.objects.create(person_id=people[first], other_id=people[second], kind="family")


def test_the_desk_sees_what_waits_without_a_word_of_it(visit, report):
    page = visit("desk", locked=True).get("/")

    assert f'href="/reports/{report}/"' in page.body
    assert "lockers" not in page.body


def test_a_report_opens_behind_a_warning_with_the_words_folded(visit, report):
    page = visit("desk").get(f"/reports/{report}/")

    folded = page.body.split("<details")[1].split("</details>")[0]
    assert "These words may be hard to read." in page.text
    assert story.STORY in folded
    assert "<details open" not in page.body
    assert "Kings Cross, firearms" in page.text


def test_a_report_asks_for_the_vault_before_it_shows_anything(visit, report):
    page = visit("desk", locked=True).get(f"/reports/{report}/")

    assert "Your six words" in page.text
    assert "lockers" not in page.body


def test_the_form_is_filled_in_from_what_the_reporter_said(visit, report):
    held = visit("desk").get(f"/reports/{report}/record/").fields

    assert held["reporter_kind"] == ["police_staff_same_force"]
    assert len(held["incident_on_year"][0]) == 4
    assert "kind" not in held


def test_what_was_typed_stays_when_something_is_missing(visit, report):
    typed = {**TYPED, "kind": "", "schedule_3": ""}

    page = visit("desk").post(f"/reports/{report}/record/", typed)

    assert page.errors == [
        "Choose the kind of case",
        "Choose whether it is recorded under Schedule 3",
    ]
    assert page.fields["reason"] == [TYPED["reason"]]
    assert page.fields["categories_1"] == ["B4", "H5"]
    assert page.fields["incident_on_month"] == ["6"]
    assert not Case.objects.filter(report_file_id=report).exists()


def test_each_person_described_needs_a_category(visit, world, as_role):
    people = (story.DAN, {"given": "Lewis", "unit": "Kings Cross"})
    two = story.reported(world, as_role, people=people).file

    page = visit("desk").post(f"/reports/{two}/record/", TYPED)

    assert page.errors == ["Choose at least one category for person 2"]


def test_the_day_it_happened_cannot_follow_the_report(visit, report):
    page = visit("desk").post(f"/reports/{report}/record/", {**TYPED, "incident_on_year": "2099"})

    assert page.errors == ["The day it happened can't be after the day it was reported"]


def test_recording_leads_on_to_the_case(visit, report):
    page = visit("desk").post(f"/reports/{report}/record/", TYPED)

    case = Case.objects.get(report_file_id=report)
    assert page.location == f"/cases/{case.file_id}/"
    assert case.kind == "complaint"
    assert Allegation.objects.filter(file_id=case.file_id).count() == 2


@pytest.mark.scenario("SC-20", part="recorder")
def test_a_recorder_who_is_not_clean_is_led_to_a_page_that_says_nothing_of_why(visit, report):
    desk = visit("desk")
    tied("desk", "subject")

    sent = desk.post(f"/reports/{report}/record/", TYPED)
    page = desk.get(sent.location)

    case = Case.objects.get(report_file_id=report)
    assert page.text.startswith("This report is now with another reader")
    assert str(case.file_id) not in page.body + sent.location
    assert desk.statuses([f"/cases/{case.file_id}/", f"/reports/{report}/"]) == {404}


def test_a_report_is_recorded_once(visit, report):
    visit("desk").post(f"/reports/{report}/record/", TYPED)
    second = visit("desk-two")

    page = second.post(f"/reports/{report}/record/", TYPED)

    assert page.errors == ["This report has been recorded as a case before."]
    assert page.fields["reason"] == [TYPED["reason"]]
    assert Case.objects.filter(report_file_id=report).count() == 1


def test_a_recorded_report_leads_to_its_case(visit, case):
    report = Case.objects.get(file_id=case).report_file_id

    page = visit("desk").get(f"/reports/{report}/")

    assert f'href="/cases/{case}/"' in page.body
    assert "Record this report" not in page.text


def test_nothing_typed_is_lost_when_the_vault_has_locked_meanwhile(visit, report, world):
    desk = visit("desk")
    Unlock.objects.all().delete()

    asked = desk.post(f"/reports/{report}/record/", TYPED)
    held = asked.fields
    phrase = browsing.phrase_of(world, "desk")
    unlocked = desk.post("/unlock/", {**held, "phrase": phrase})
    carried = unlocked.fields
    done = desk.post(f"/reports/{report}/record/", carried)

    assert held["held.reason"] == [TYPED["reason"]]
    assert held["held.categories_1"] == ["H5", "B4"]
    assert "Nothing that you typed is lost." in unlocked.text
    assert carried["categories_1"] == ["H5", "B4"]
    assert done.location == f"/cases/{Case.objects.get(report_file_id=report).file_id}/"


def test_a_wrong_phrase_keeps_what_was_typed_too(visit, report):
    desk = visit("desk", locked=True)
    asked = desk.post(f"/reports/{report}/record/", TYPED)

    again = desk.post("/unlock/", {**asked.fields, "phrase": "one two three four five six"})

    assert again.errors != []
    assert again.fields["held.reason"] == [TYPED["reason"]]
