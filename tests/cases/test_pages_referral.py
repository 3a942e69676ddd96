"""Referral: the law's questions, what the answers require, by when, and the referral itself."""

import pytest

import browsing
import story
from candour.cases.models import Referral, ReferralAssessment

QUESTIONS = (*(f"mr{number}" for number in range(1, 10)), "voluntary", "local_policing_body",
             "power_of_initiative")  # fmt: skip
ALL_NO = dict.fromkeys(QUESTIONS, "no") | {"reason": "From what is alleged."}


def answers(case):
    return f"/cases/{case}/referral/answers/"


def test_one_question_is_asked_for_each_criterion_of_the_kind(visit, case):
    page = visit("desk").get(answers(case))

    assert page.text.count("Not known") == len(QUESTIONS) + 1
    assert "Is a serious sexual offence alleged?" in page.text


def test_an_unanswered_question_keeps_the_others(visit, case):
    page = visit("desk").post(answers(case), {**ALL_NO, "mr3": ""})

    assert page.errors == ["Choose one answer"]
    assert page.fields["mr1"] == ["no"]
    assert page.fields["reason"] == ["From what is alleged."]


@pytest.mark.scenario("SC-15", part="criteria")
def test_a_criterion_that_is_met_says_who_refers_what_to_whom_by_when(visit, case):
    desk = visit("desk")
    desk.post(answers(case), {**ALL_NO, "mr3": "yes"})

    page = desk.get(f"/cases/{case}/referral/")

    assert "Must be referred" in page.text
    assert "Serious sexual offence (Complaints and Misconduct Regs 2020" in page.text
    assert "Who refers Appropriate authority" in page.text
    assert "Refer the complaint to the IOPC" in page.text
    assert f"Due {browsing.in_words(browsing.days_ago(-1))}" in page.text


def test_an_unknown_answer_leaves_it_open(visit, case):
    desk = visit("desk")
    desk.post(answers(case), {**ALL_NO, "mr6": "not_known"})

    page = desk.get(f"/cases/{case}/referral/")

    assert "Not known yet" in page.text
    assert "Refer now" not in page.text


def test_changed_answers_supersede_the_earlier_ones(visit, case):
    desk = visit("desk")
    desk.post(answers(case), ALL_NO)
    desk.post(answers(case), {**ALL_NO, "mr2": "yes"})

    old, new = ReferralAssessment.objects.filter(file_id=case).order_by("decided_at")
    assert new.supersedes_id == old.id
    assert desk.get(answers(case)).fields["mr2"] == ["yes"]


def test_refer_now_records_the_referral_and_meets_the_clock(visit, case):
    authority = visit("authority")
    authority.post(answers(case), {**ALL_NO, "mr4": "yes"})
    form = authority.get(f"/cases/{case}/referral/refer/")

    authority.post(f"/cases/{case}/referral/refer/", {"reason": "It must be."})

    page = authority.get(f"/cases/{case}/referral/")
    assert "This records that the case was sent to IOPC Director General today." in form.text
    assert "Referred on" in page.text
    assert "Where it stands Met" in page.text
    assert "Refer now" not in page.text


def test_a_case_is_referred_once_and_only_after_the_questions(visit, case):
    desk, refer = visit("desk"), f"/cases/{case}/referral/refer/"

    early = desk.post(refer, {"reason": "At once."})
    desk.post(answers(case), ALL_NO)
    needless = desk.post(refer, {"reason": "Anyway."})
    desk.post(answers(case), {**ALL_NO, "voluntary": "yes"})
    desk.post(refer, {"reason": "Grave."})
    again = desk.post(refer, {"reason": "Again."})

    assert early.errors == ["Answer the referral questions first."]
    assert needless.errors[0].startswith("By the answers given, nothing requires a referral")
    assert again.errors == ["This case has been referred already."]
    assert Referral.objects.filter(file_id=case).count() == 1


def test_an_investigator_is_shown_no_button_to_refer(visit, case, world, as_role):
    desk = visit("desk")
    desk.post(f"/cases/{case}/allocation/", {"account": str(world.accounts["investigator"])})
    desk.post(answers(case), {**ALL_NO, "mr3": "yes"})
    story.declare(world, as_role, file=case)
    investigator = visit("investigator")

    assert "Refer now" not in investigator.get(f"/cases/{case}/referral/").text
    assert investigator.post(f"/cases/{case}/referral/refer/", {"reason": "Now."}).status == 404
