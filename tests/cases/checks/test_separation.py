"""Keeping people apart: nobody decides in time, so the subject moves until somebody does."""

import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

import browsing
import story
import taking
from candour.cases.checks.actions.propose_separation import propose_separation
from candour.cases.courses import standing
from candour.cases.models import (
    Case,
    CaseTask,
    Deadline,
    Event,
    SeparationDefault,
    StepTaken,
)
from candour.guard.actors import service
from candour.intake.package import Answer
from cases.test_pages_reports import TYPED
from cast import NOW

LATE = NOW + datetime.timedelta(days=7)
MATTER = {"course": "conduct_matter"}


@pytest.fixture
def together(visit, matter):
    """The two work together, and nobody has decided how they are kept apart."""
    taking.take(visit("desk"), matter, "find_work_together", **MATTER)
    return matter


def sweep(as_role, *, at=LATE):
    with as_role("worker"):
        return propose_separation(by=service("sweeping"), at=at)


@pytest.mark.scenario("SC-39", part="subject-moves")
def test_where_nobody_decides_within_a_working_day_the_subject_moves(
    together, as_role, subject, visit
):
    early = sweep(as_role, at=NOW)
    made, again = sweep(as_role), sweep(as_role)

    row = SeparationDefault.objects.get()
    assert (early, made, again) == (0, 1, 0)
    assert (row.person_id, row.file_id) == (subject, together)
    assert browsing.Account.objects.get(id=row.told_id).username == "authority"
    page = visit("authority").get(f"/cases/{together}/checks/").text
    assert "Daniel Marlow, the person complained of, moves since" in page


@pytest.mark.scenario("SC-39", part="subject-moves")
def test_the_authority_is_told_in_sealed_words_and_the_log_says_whom(together, as_role, visit):
    sweep(as_role)

    task = CaseTask.objects.get(file_id=together, made_by=None, code="check")
    leaf = next(one for one in browsing.leaves() if one.get("what") == "cases.propose_separation")
    assert task.account_id == visit("authority").account.id
    assert leaf["recipients"] == [str(task.account_id)]
    page = visit("authority").get(f"/cases/{together}/tasks/").text
    assert "The person complained of moves" in page


def test_a_decision_in_time_leaves_nothing_to_propose(together, as_role, visit, subject):
    taking.take(
        visit("authority"), together, "separate", **MATTER, about=str(subject), who="no_contact"
    )

    assert sweep(as_role) == 0


def test_a_matter_in_which_nobody_said_that_they_work_together_moves_nobody(matter, as_role):
    assert sweep(as_role) == 0


MET = Answer(
    about="sexual_misconduct",
    name="met:colleagues",
    question="How did you meet?",
    answer="We work together",
)


@pytest.mark.scenario("SC-39", part="subject-moves")
@pytest.mark.parametrize(("ticked", "found"), [({"works_together": "on"}, 1), ({}, 0)])
def test_recording_says_that_they_work_together_and_the_day_to_decide_runs(
    visit, report, ticked, found
):
    visit("desk").post(f"/reports/{report}/record/", {**TYPED, **ticked})

    case = Case.objects.get(report_file_id=report).file_id
    assert Event.objects.filter(file_id=case, kind="work_together_found").count() == found
    assert StepTaken.objects.filter(file_id=case, step="find_work_together").count() == found
    assert Deadline.objects.filter(file_id=case, clock="separation").count() == found


@pytest.mark.parametrize("met", [(MET,), ()])
def test_what_she_said_of_how_they_met_is_ticked_for_the_recorder(visit, world, as_role, met):
    sent = story.reported(world, as_role, answers=met).file

    held = visit("desk").get(f"/reports/{sent}/record/").fields

    assert ("works_together" in held) is bool(met)


@pytest.mark.scenario("SC-39", part="subject-moves")
def test_only_a_decision_with_a_reason_ends_the_move(together, as_role, visit, subject):
    sweep(as_role, at=NOW + datetime.timedelta(days=7))
    SeparationDefault.objects.update(proposed_at=NOW)
    without = taking.take(
        visit("authority"), together, "separate", **MATTER, about=str(subject), who="no_contact",
        reason="",
    )  # fmt: skip
    taking.take(
        visit("authority"), together, "separate", **MATTER, about=str(subject), who="no_contact"
    )

    assert without.errors == ["Give your reason"]
    assert "It was decided on" in visit("desk").get(f"/cases/{together}/checks/").text


def test_the_database_refuses_to_end_the_move_without_a_reason(together, as_role, subject):
    sweep(as_role)
    case = Case.objects.get(file_id=together)
    own = standing.own(case=case)
    row = StepTaken(
        file_id=together, organisation_id=case.organisation_id, course_id=own.machine.value,
        about_id=subject, number=own.number + 1, step="separate", party="appropriate_authority",
        from_state=own.state.value, to_state=own.state.value, happened_on=NOW.date(),
        decided_at=NOW, answers={"who": "no_contact"}, facts=[],
    )  # fmt: skip

    with (
        as_role("worker"),
        pytest.raises(IntegrityError, match="stays moved"),
        transaction.atomic(),
    ):
        StepTaken.objects.bulk_create([row])


def test_no_site_can_take_the_move_back_or_write_one(together, as_role):
    sweep(as_role)
    kept = SeparationDefault.objects.all()
    who = browsing.Account.objects.get(username="authority").id

    with (
        as_role("casework", actor=who),
        pytest.raises(ProgrammingError, match="denied"),
        transaction.atomic(),
    ):
        kept.delete()
    assert Event.objects.filter(file_id=together, kind="work_together_found").exists()
