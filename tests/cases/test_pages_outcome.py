"""Outcome: results by kind and severity, sanctions where a finding opens them, letters, the end."""

import uuid

import pytest

import browsing
import story
import taking
from candour.cases.models import Case, Event, Outcome, Screening, Suggestion
from candour.intake import mailboxes
from candour.intake.mailboxes import meanings
from candour.people.models import Person


@pytest.fixture
def assessed(visit, case):
    """The case screened, with both allegations assessed as misconduct."""
    desk = visit("desk")
    browsing.rule_out(case, desk, but="subject")
    for allegation in browsing.allegations(case):
        browsing.assess(case, desk, allegation=allegation, level="misconduct")
    return case


def decide(case, visitor, number, **decided):
    allegation = browsing.allegations(case)[number - 1]
    if decided["result"] == "no_case_to_answer":
        browsing.check(case, visitor, allegation=allegation)
    data = {"sanction": "", "reason": "Heard and weighed.", **decided}
    return visitor.post(f"/cases/{case}/outcome/{allegation}/", data)


def decide_all(case, visitor, **decided):
    for number, _ in enumerate(browsing.allegations(case), start=1):
        decide(case, visitor, number, **decided)


def mailbox_of(sent, as_role):
    with as_role("report"):
        return mailboxes.open_box(keys=sent.keys)


def test_no_outcome_is_decided_before_severity(visit, case):
    desk = visit("desk")

    page = decide(case, desk, 1, result="no_case_to_answer")

    assert "Assess how serious it is first" in page.text
    assert Outcome.objects.filter(file_id=case).count() == 0


INCOMPLETE = "Decide every suggestion first, and screen again if something new has arrived."
OUTDATED = "Assess how serious it is again: who the person may be has been looked at since."


def test_a_link_taken_back_asks_for_the_severity_again(visit, assessed):
    desk, first = visit("desk"), browsing.allegations(assessed)[0]
    browsing.answer(assessed, desk, username="subject", answer="not_same")

    refused = decide(assessed, desk, 1, result="no_case_to_answer")
    browsing.assess(assessed, desk, allegation=first, level="misconduct")
    done = decide(assessed, desk, 1, result="no_case_to_answer")

    assert refused.errors == [OUTDATED]
    assert done.location == f"/cases/{assessed}/outcome/"


def test_a_new_suggestion_without_an_answer_refuses_the_outcome(visit, assessed):
    fresh = browsing.suggestions(assessed)[0]
    known = Suggestion.objects.filter(file_id=assessed).values("person_id")
    fresh.id, fresh.person = uuid.uuid4(), Person.objects.exclude(id__in=known).first()
    fresh.save(force_insert=True)

    page = decide(assessed, visit("desk"), 1, result="no_case_to_answer")

    assert page.errors == [INCOMPLETE]
    assert Outcome.objects.filter(file_id=assessed).count() == 0


def test_an_arrival_since_the_screening_refuses_the_outcome(visit, assessed, world, as_role):
    desk = visit("desk")
    later = story.record(world, as_role, report=story.reported(world, as_role).file).file
    browsing.answer(later, desk, username="subject", answer="same")

    page = decide(assessed, desk, 1, result="no_case_to_answer")

    assert page.errors == [INCOMPLETE]


def test_both_people_whom_a_level_needs_assess_after_the_last_screening(visit, case):
    desk, first = visit("desk"), browsing.allegations(case)[0]
    person = Screening.objects.get(file_id=case).described_id
    browsing.rule_out(case, desk, but="subject")
    browsing.assess(case, desk, allegation=first, level="neither")
    desk.post(f"/cases/{case}/screening/{person}/again/")
    browsing.assess(case, visit("desk-two"), allegation=first, level="neither")

    early = decide(case, desk, 1, result="service_acceptable")
    browsing.assess(case, desk, allegation=first, level="neither")
    done = decide(case, desk, 1, result="service_acceptable")

    assert early.errors == [OUTDATED]
    assert done.location == f"/cases/{case}/outcome/"


def test_the_results_offered_follow_from_the_severity(visit, case):
    desk, first = visit("desk"), browsing.allegations(case)[0]
    browsing.rule_out(case, desk, but="subject")
    browsing.assess(case, desk, allegation=first, level="neither")
    browsing.assess(case, visit("desk-two"), allegation=first, level="neither")

    below = desk.get(f"/cases/{case}/outcome/{first}/")
    browsing.assess(case, desk, allegation=first, level="misconduct")
    above = desk.get(f"/cases/{case}/outcome/{first}/")

    assert "The service provided was acceptable" in below.text
    assert "What follows for the person?" not in below.text
    assert "Case to answer: misconduct" in above.text
    assert "The service provided was acceptable" not in above.text


def test_a_sanction_needs_the_finding_that_opens_it(visit, assessed):
    desk = visit("desk")

    wrong = decide(assessed, desk, 1, result="misconduct", sanction="dismissal_without_notice")
    none = decide(assessed, desk, 1, result="misconduct")
    right = decide(assessed, desk, 1, result="misconduct", sanction="written_warning")

    assert wrong.errors == ["This result doesn't open that sanction"]
    assert wrong.fields["reason"] == ["Heard and weighed."]
    assert none.errors == ["Choose what follows from the finding"]
    assert right.location == f"/cases/{assessed}/outcome/"


def test_a_later_outcome_supersedes_and_the_earlier_one_stays(visit, assessed):
    desk = visit("desk")
    decide(assessed, desk, 1, result="no_case_to_answer")

    decide(assessed, visit("authority"), 1, result="case_to_answer_misconduct")

    old, new = Outcome.objects.filter(file_id=assessed).order_by("decided_at")
    page = desk.get(f"/cases/{assessed}/outcome/")
    assert new.supersedes_id == old.id
    assert "Before: no case to answer, Harriet Lockwood" in page.text
    assert "Case to answer: misconduct Unproven Rosemary Pemberton" in page.text


@pytest.mark.scenario("SC-34", part="letter")
def test_the_letter_tells_a_colleague_of_the_right_that_policy_gives(visit, assessed):
    desk = visit("desk")
    decide_all(assessed, desk, result="no_case_to_answer")

    page = desk.get(f"/cases/{assessed}/outcome/tell/")

    assert "Adopted policy gives the reporter a review; the law does not" in page.text
    until = browsing.in_words(browsing.days_ago(-28))
    assert f"Ask for it by {until}." in page.fields["text"][0]
    assert "Result: No case to answer." in page.fields["text"][0]


@pytest.mark.scenario("SC-76", part="plain-outcome")
def test_the_letter_says_in_plain_words_what_was_found_done_and_changed(
    visit, assessed, world, as_role
):
    desk = visit("desk")
    decide(assessed, desk, 1, result="misconduct", sanction="written_warning")
    decide(assessed, desk, 2, result="no_case_to_answer")
    before = desk.get(f"/cases/{assessed}/outcome/tell/").fields["text"][0]
    learned = {
        "learned_on": "unit",
        "unit": "Professional Standards",
        "words": "Doors lock.",
        "owner": str(desk.account.id),
        **taking.day("by_on", browsing.days_ago(-60)),
    }
    desk.post(f"/cases/{assessed}/checks/learning/", learned)  # fmt: skip

    letter = desk.get(f"/cases/{assessed}/outcome/tell/").fields["text"][0]

    for code in ("misconduct", "no_case_to_answer", "written_warning"):
        assert str(meanings.EVERY[code][1]) in letter
    assert "What follows for them: nothing has been decided." in letter
    assert "What changes because of it:\nNothing more has been decided." in before
    by = browsing.in_words(browsing.days_ago(-60))
    assert f"- A team of the police changes how it works, by {by}." in letter
    # The unit could say who it was about, and the words of the case are not the reporter's.
    assert "Professional Standards" not in letter
    assert "Doors lock" not in letter


@pytest.mark.scenario("SC-76", part="plain-outcome")
def test_what_is_sent_is_what_the_mailbox_shows(visit, world, as_role):
    sent = story.reported(world, as_role)
    case, desk = story.record(world, as_role, report=sent.file).file, visit("desk")
    browsing.rule_out(case, desk, but="subject")
    for allegation in browsing.allegations(case):
        browsing.assess(case, desk, allegation=allegation, level="misconduct")
    decide_all(case, desk, result="misconduct", sanction="written_warning")
    draft = desk.get(f"/cases/{case}/outcome/tell/").fields["text"][0]

    desk.post(f"/cases/{case}/outcome/tell/", {"text": draft})

    shown = mailbox_of(sent, as_role).letters[-1]
    assert shown.kind == "outcome"
    assert "Result: Misconduct proven. They broke the rules of the police." in shown.text
    assert str(meanings.EVERY["written_warning"][1]) in shown.text


def test_a_member_of_the_public_is_told_of_the_right_that_the_law_gives(visit, assessed):
    desk = visit("desk")
    Case.objects.filter(file_id=assessed).update(reporter_kind="public")
    decide_all(assessed, desk, result="no_case_to_answer")

    page = desk.get(f"/cases/{assessed}/outcome/tell/")

    assert "The law gives the reporter a review" in page.text
    assert "The law lets you ask for a review" in page.fields["text"][0]


def test_outside_schedule_3_no_review_is_promised_and_no_window_opens(visit, world, as_role):
    desk, sent = visit("desk"), story.reported(world, as_role)
    case = story.record(world, as_role, report=sent.file, is_under_schedule_3=False).file
    browsing.rule_out(case, desk, but="subject")
    for allegation in browsing.allegations(case):
        browsing.assess(case, desk, allegation=allegation, level="misconduct")
    decide_all(case, desk, result="no_case_to_answer")

    page = desk.get(f"/cases/{case}/outcome/tell/")
    desk.post(f"/cases/{case}/outcome/tell/", {"text": page.fields["text"][0]})

    kinds = set(Event.objects.filter(file_id=case).values_list("kind", flat=True))
    assert "No review is open" in page.text
    assert "review" not in page.fields["text"][0]
    assert "outcome_notified" in kinds
    assert "review_information_given" not in kinds


def test_the_outcome_is_told_only_once_every_allegation_has_one(visit, assessed):
    desk = visit("desk")
    decide(assessed, desk, 1, result="no_case_to_answer")

    page = desk.post(f"/cases/{assessed}/outcome/tell/", {"text": "Too early."})

    assert page.errors == ["Decide the outcome of every allegation before telling it."]


def test_a_case_is_closed_only_once_the_outcome_was_told(visit, assessed):
    desk, close = visit("desk"), f"/cases/{assessed}/outcome/close/"
    decide_all(assessed, desk, result="no_case_to_answer")

    early = desk.post(close, {"reason": "Done."})
    desk.post(f"/cases/{assessed}/outcome/tell/", {"text": "We have decided."})
    done = desk.post(close, {"reason": "Told."})

    assert early.errors == ["Decide and tell the outcome before closing the case."]
    assert done.location == f"/cases/{assessed}/"
    assert "This case is closed." in desk.get(f"/cases/{assessed}/").text
    assert "Told." in desk.get(f"/cases/{assessed}/words/").text


def test_letters_go_both_ways_and_keep_their_days(visit, world, as_role):
    sent = story.reported(world, as_role)
    case = story.record(world, as_role, report=sent.file).file
    desk = visit("desk")
    news = {"text": "An investigator has it now.", "counts_as": "update"}
    desk.post(f"/cases/{case}/letters/", news)
    box = mailbox_of(sent, as_role)
    with as_role("report"):
        mailboxes.write(keys=sent.keys, box=box, text="Thank you.", on=story.NOW.date())
    with as_role("worker"):
        story.seal()

    page = desk.get(f"/cases/{case}/letters/")

    assert [letter.kind for letter in box.letters] == ["allegation", "update"]
    assert box.letters[1].text == "An investigator has it now."
    assert "We wrote" in page.text
    assert page.text.index("An investigator has it now.") < page.text.index("Thank you.")


def test_what_was_written_before_the_recording_is_read_by_all_who_handle_the_case(
    visit, world, as_role
):
    sent = story.reported(world, as_role)
    box = mailbox_of(sent, as_role)
    with as_role("report"):
        mailboxes.write(keys=sent.keys, box=box, text="One thing more.", on=story.NOW.date())
    with as_role("worker"):
        story.seal()
    waiting = visit("desk").get(f"/reports/{sent.file}/")
    case = story.record(world, as_role, report=sent.file).file

    assert "One thing more." in waiting.text
    assert "One thing more." in visit("desk").get(f"/cases/{case}/letters/").text
    assert "One thing more." in visit("authority").get(f"/cases/{case}/letters/").text


def test_two_updates_on_one_day_are_two_events_and_one_running_clock(visit, case):
    desk, news = visit("desk"), {"text": "News.", "counts_as": "update"}

    first = desk.post(f"/cases/{case}/letters/", news)
    second = desk.post(f"/cases/{case}/letters/", news)

    assert first.location == second.location == f"/cases/{case}/letters/"
    assert Event.objects.filter(file_id=case, kind="update_sent").count() == 2


def test_an_empty_letter_is_not_sent(visit, case):
    page = visit("desk").post(f"/cases/{case}/letters/", {"counts_as": "message"})

    assert page.errors == ["Write your letter first"]
    assert page.fields["counts_as"] == ["message"]
