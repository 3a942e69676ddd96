"""Who may ask for a review, who may decide: by law, by labelled policy, or nobody."""

import pytest

import browsing
import story
from candour.cases.courses import checked
from candour.cases.courses.engine import Asked
from candour.cases.models import Case
from candour.cases.proceeding.actions import apply_for_review as applying
from candour.cases.proceeding.actions import decide_case_to_answer as answering
from candour.core.states import Machine, Step
from candour.law.events import CaseKind
from cast import NOW


@pytest.fixture
def recorded(visit, world, as_role):
    """Record a case as said, with its subject known: recorded(kind=..., categories=...)."""

    def record(**changes):
        sent = story.reported(world, as_role)
        case = story.record(world, as_role, report=sent.file, **changes).file
        browsing.rule_out(case, visit("desk"), but="subject")
        return case

    return record


def asked(case, step, **changes):
    kind = Case.objects.get(file_id=case).kind
    said = {"machine": Machine(kind), "step": step, "on": NOW.date(), "reason": "Weighed."}
    return Asked(**{**said, **changes})


def as_authority(as_role):
    who = story.actor("authority")
    return who, as_role("casework", actor=who.account)


@pytest.mark.scenario("SC-34", part="by-step")
def test_a_review_that_policy_gives_waits_for_a_named_reviewer(recorded, as_role):
    case = recorded(kind=CaseKind.CONDUCT_MATTER, reporter_kind="police_officer_same_force")
    who, role = as_authority(as_role)

    with role, pytest.raises(applying.NoReviewer):
        applying.apply_for_review(
            file=case, asked=asked(case, Step.APPLY_FOR_REVIEW), by=who, at=NOW
        )


@pytest.mark.scenario("SC-34", part="by-step")
def test_without_a_right_the_page_says_so_and_what_is_left(recorded, visit, as_role):
    case = recorded(reporter_kind="public", is_under_schedule_3=False)
    who, role = as_authority(as_role)

    page = visit("desk").get(f"/cases/{case}/next/")

    with role, pytest.raises(applying.NoRight):
        applying.apply_for_review(
            file=case, asked=asked(case, Step.APPLY_FOR_REVIEW), by=who, at=NOW
        )
    assert "No right to a review." in page.text
    assert "Ask for it to be recorded" in page.text


@pytest.mark.scenario("SC-31", part="believed")
def test_staff_against_an_officer_in_a_sexual_matter_needs_a_decider_outside(recorded, as_role):
    case = recorded(categories=(("J1",),), reporter_kind="police_staff_same_force")
    person = browsing.Account.objects.get(username="subject").person_id
    each = {str(person): {"finding": "case_to_answer_misconduct"}}
    said = asked(case, Step.DECIDE_CASE_TO_ANSWER, answers={"each": each, "decider": "outside"})
    who, role = as_authority(as_role)

    with role, pytest.raises(checked.DeciderTooClose):
        answering.decide_case_to_answer(file=case, asked=said, by=who, at=NOW)


def test_nobody_complained_of_is_left_without_a_decision(recorded, as_role):
    case = recorded(reporter_kind="public")
    said = asked(case, Step.DECIDE_CASE_TO_ANSWER, answers={"each": {}})
    who, role = as_authority(as_role)

    with role, pytest.raises(answering.SomebodyLeftOut):
        answering.decide_case_to_answer(file=case, asked=said, by=who, at=NOW)
