"""Screening: every suggestion with all that is known of the person, and answers that can change."""

import pytest

import browsing
import story
from candour import clock
from candour.access.models import Involvement
from candour.cases.models import Allegation, LinkDecision, Screening
from candour.guard.models import Account


def answered(case, username, answer, *, reason="The unit and the name."):
    one = browsing.suggestion_of(case, username)
    return {f"s{one.id.hex}-answer": answer, f"s{one.id.hex}-reason": reason}


@pytest.mark.scenario("SC-42", part="beside")
def test_every_earlier_allegation_stands_beside_the_suggestion(visit, case):
    person = browsing.suggestion_of(case, "subject").person_id
    known = Allegation.objects.filter(subject_id=person).count()

    page = visit("desk").get(f"/cases/{case}/screening/")

    assert known == 11
    assert "11 earlier allegations about Daniel Marlow" in page.text
    assert page.body.count("Kings Cross Firearms</td>") >= 11


@pytest.mark.scenario("SC-42", part="sources")
@pytest.mark.parametrize(
    "source", ["The public", "Inside the force", "A crime report", "A hotline", "Another system"]
)
def test_earlier_allegations_come_from_every_source(visit, case, source):
    page = visit("desk").get(f"/cases/{case}/screening/")

    assert f"{source}, Northfold Police" in page.text


def test_what_is_not_proven_is_called_unproven(visit, case):
    page = visit("desk").get(f"/cases/{case}/screening/")

    cells = page.text.split("11 earlier allegations about Daniel Marlow")[1]
    assert cells.count("Unproven") + cells.count(" Proven ") >= 11
    assert "Not proven" not in cells.replace("Unproven Not proven", "")


def test_a_suggestion_gives_its_reasons_in_words(visit, case):
    page = visit("desk").get(f"/cases/{case}/screening/")

    assert "They served in that unit at that time" in page.text
    assert "The given name is the same" in page.text
    assert "Collar 4471" in page.text


def test_a_reason_that_is_missing_keeps_the_answer_and_opens_its_card(visit, case):
    one = browsing.suggestion_of(case, "subject")
    typed = answered(case, "subject", "same", reason="")

    page = visit("desk").post(f"/cases/{case}/screening/{one.id}/", typed)

    assert page.errors == ["Give your reason"]
    assert page.fields[f"s{one.id.hex}-answer"] == ["same"]
    assert not LinkDecision.objects.filter(suggestion=one).exists()


def test_a_confirmed_person_becomes_the_subject(visit, case):
    page = browsing.answer(case, visit("desk"), username="subject", answer="same")

    person = browsing.suggestion_of(case, "subject").person_id
    subjects = Allegation.objects.filter(file_id=case).values_list("subject_id", flat=True)
    assert page.location.startswith(f"/cases/{case}/screening/#")
    assert set(subjects) == {person}


def test_a_second_person_cannot_be_confirmed_beside_the_first(visit, case):
    desk = visit("desk")
    browsing.answer(case, desk, username="subject", answer="same")
    person = browsing.suggestion_of(case, "subject").person_id
    other = next(one for one in browsing.suggestions(case) if one.person_id != person)
    data = {f"s{other.id.hex}-answer": "same", f"s{other.id.hex}-reason": "Also likely."}

    page = desk.post(f"/cases/{case}/screening/{other.id}/", data)

    assert page.errors == [
        "Another person is already confirmed as the one described. Change that decision first."
    ]
    assert page.fields[f"s{other.id.hex}-reason"] == ["Also likely."]


@pytest.mark.scenario("SC-42", part="reversible")
def test_taking_a_confirmation_back_takes_all_of_it_back(visit, case):
    desk = visit("desk")
    browsing.answer(case, desk, username="subject", answer="same")
    shown = desk.get(f"/cases/{case}/screening/")

    browsing.answer(case, desk, username="subject", answer="not_same")

    one = browsing.suggestion_of(case, "subject")
    decisions = LinkDecision.objects.filter(suggestion=one).order_by("decided_at")
    assert "the allegations lose their subject" in shown.text
    assert [row.answer for row in decisions] == ["same", "not_same"]
    assert decisions[1].supersedes_id == decisions[0].id
    assert not Allegation.objects.filter(file_id=case, subject__isnull=False).exists()
    assert not Involvement.objects.filter(file_id=case, person_id=one.person_id).exists()


@pytest.mark.scenario("SC-43", part="undone")
def test_what_rests_on_a_link_is_listed_before_and_after_it_is_taken_back(visit, case):
    desk = visit("desk")
    browsing.rule_out(case, desk, but="subject")
    allegation = Allegation.objects.filter(file_id=case).order_by("number").first()
    browsing.assess(case, desk, allegation=allegation.id, level="gross_misconduct")

    before = desk.get(f"/cases/{case}/screening/").text
    browsing.answer(case, desk, username="subject", answer="not_same")
    after = desk.get(f"/cases/{case}/screening/").text

    rested = "Severity with the history: Gross misconduct. Harriet Lockwood, desk reader"
    assert "What rests on this answer" in before
    assert rested in before
    assert "it rested on an answer that was taken back" in after
    assert rested in after


def test_nothing_is_listed_where_nothing_was_confirmed(visit, case):
    desk = visit("desk")
    browsing.answer(case, desk, username="subject", answer="not_same")

    shown = desk.get(f"/cases/{case}/screening/").text

    assert "Ruled out" in shown
    assert "taken back" not in shown
    assert "What rests on this answer" not in shown


def test_both_decisions_stay_on_the_page(visit, case):
    desk = visit("desk")
    browsing.answer(case, desk, username="subject", answer="cannot_say")
    browsing.answer(case, visit("desk-two"), username="subject", answer="same")

    page = desk.get(f"/cases/{case}/screening/")

    assert "Same person Emeka Obi, desk reader" in page.text
    assert "Before: can't say, Harriet Lockwood, desk reader" in page.text


def test_a_person_who_is_ruled_out_is_shown_no_further(visit, case):
    desk = visit("desk")

    browsing.answer(case, desk, username="subject", answer="not_same")

    assert "11 earlier allegations" not in desk.get(f"/cases/{case}/screening/").text


def test_an_arrival_since_the_screening_asks_for_another(visit, case, world, as_role):
    desk = visit("desk")
    browsing.answer(case, desk, username="subject", answer="cannot_say")
    later = story.record(world, as_role, report=story.reported(world, as_role).file).file
    browsing.answer(later, desk, username="subject", answer="same")
    Allegation.objects.filter(file_id=later).update(recorded_at=clock.now())
    person = Screening.objects.get(file_id=case).described_id

    asked = desk.get(f"/cases/{case}/screening/")
    done = desk.post(f"/cases/{case}/screening/{person}/again/")

    assert "Something new has arrived" in asked.text
    assert done.location == f"/cases/{case}/screening/"
    assert Screening.objects.filter(file_id=case).count() == 2


def test_nobody_on_the_register_is_said_in_words(visit, world, as_role):
    nobody = ({"given": "Xanthippe", "family": "Quillfeather"},)
    sent = story.reported(world, as_role, people=nobody)
    case = story.record(world, as_role, report=sent.file).file

    page = visit("desk").get(f"/cases/{case}/screening/")

    assert "Nobody on the register fits what was said." in page.text


def test_whoever_turns_out_to_be_too_close_is_led_off_the_case(visit, case):
    desk = visit("desk")
    person = browsing.suggestion_of(case, "subject").person_id
    own = Account.objects.get(username="desk").person_id
    from candour.people.models import Association

    Association.objects.create(person_id=own, other_id=person, kind="family")
    sent = browsing.answer(case, desk, username="subject", answer="same")

    assert sent.location == "/handed-on/case/"
    assert "This case is now with another reader" in desk.get(sent.location).text
    assert desk.statuses(browsing.case_paths(case)) == {404}
