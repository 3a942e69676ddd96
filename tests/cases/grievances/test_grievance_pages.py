"""A grievance that is about conduct moves to it; one that stays needs a second person."""

import datetime

import pytest
from django.db import IntegrityError, transaction

import browsing
import story
from browsing import at_casework, visit
from candour.cases.grievances.queries import grievance_counts, worklist
from candour.cases.models import (
    Allegation,
    Case,
    GrievanceDecision,
    GrievanceItem,
    GrievanceReview,
    IndependenceCheck,
)
from candour.guard.models import Account, Wall
from cast import NOW
from imports.grievances import grievance_registers as registers

__all__ = ["at_casework", "visit"]

STAYS = {"answer": "stays", "reason": "It is about the rota."}
AGREES = {"is_agreed": "yes", "reason": "It is about the rota."}


@pytest.fixture
def screened(world, as_role, settings, tmp_path):
    """Import a register as the worker does: screened(row, at=...) returns the file that waits."""
    settings.DATA = tmp_path / "data"

    def run(*rows, at=NOW):
        path = registers.write(tmp_path, *(rows or [registers.about_subject()]))
        with as_role("worker"):
            registers.take(path, at=at)
        return GrievanceItem.objects.order_by("ref").first().file_id

    return run


def moved(**changes):
    person = Account.objects.get(username="subject").person_id
    return {
        "answer": "conduct", "person": str(person), "categories": ["J2"], "goes_on": "no",
        "reason": "Touching is conduct.", **changes,
    }  # fmt: skip


@pytest.mark.scenario("SC-29", part="goes-on-by-choice")
def test_a_grievance_moves_to_conduct_as_a_matter_of_its_own(visit, screened):
    file, desk = screened(), visit("desk")
    shown = desk.get(f"/grievances/{file}/").text
    assert "Its words: Sexual words or acts" in shown
    assert "Wilhelmina Ashgrovethwaite" in shown
    assert desk.post(f"/grievances/{file}/", moved()).location == "/grievances/"
    decision = GrievanceDecision.objects.get()
    case = Case.objects.get(file_id=decision.case_file_id)
    assert (case.kind, decision.goes_on) == ("conduct_matter", "no")
    assert case.received_on.isoformat() == registers.DAY
    assert Allegation.objects.get(file_id=case.file_id).category == "J2"
    assert IndependenceCheck.objects.get(file_id=case.file_id).because == ["sexual"]
    subject = Account.objects.get(username="subject")
    assert Wall.objects.filter(file_id=case.file_id, account_id=subject.id).exists()
    assert registers.GROPED in desk.get(f"/cases/{case.file_id}/words/").text
    assert "No grievance waits for you" in desk.get("/grievances/").text


def test_a_move_needs_somebody_a_category_and_the_choice_of_who_raised_it(visit, screened):
    file = screened()
    said = {"answer": "conduct", "reason": "Touching is conduct."}
    page = visit("desk").post(f"/grievances/{file}/", said)
    assert page.errors == [
        "Choose whom it is about", "Choose at least one category",
        "Say whether the grievance goes on",
    ]  # fmt: skip
    assert page.fields["reason"] == ["Touching is conduct."]


@pytest.mark.scenario("SC-29", part="second-person")
def test_it_stays_a_grievance_only_once_a_second_person_agrees(visit, screened):
    file, desk, second = screened(), visit("desk"), visit("desk-two")
    desk.post(f"/grievances/{file}/", STAYS)
    assert "Needs a second person" in desk.get("/grievances/").text
    assert "Somebody else must agree" in desk.get(f"/grievances/{file}/").text
    refused = desk.post(f"/grievances/{file}/", AGREES)
    assert refused.errors == [
        "Somebody else must agree: nobody agrees with a decision of their own."
    ]
    second.post(f"/grievances/{file}/", AGREES)
    assert "No grievance waits for you" in second.get("/grievances/").text


def test_the_database_refuses_agreement_with_oneself(visit, screened):
    file = screened()
    visit("desk").post(f"/grievances/{file}/", STAYS)
    decision = GrievanceDecision.objects.get()
    with pytest.raises(IntegrityError, match="second person"), transaction.atomic():
        GrievanceReview.objects.create(
            file_id=file,
            organisation_id=decision.organisation_id,
            decision=decision,
            is_agreed=True,
            reviewed_at=NOW,
            reviewed_by=decision.decided_by,
            item=decision.reason_item,
        )


def test_what_a_second_person_turns_down_is_decided_again(visit, screened):
    file, desk, second = screened(), visit("desk"), visit("desk-two")
    desk.post(f"/grievances/{file}/", STAYS)
    second.post(f"/grievances/{file}/", {"is_agreed": "no", "reason": "Read it again."})
    desk.post(f"/grievances/{file}/", moved())
    newest = GrievanceDecision.objects.get(superseded_by__isnull=True)
    assert newest.answer == "conduct"
    assert newest.supersedes.answer == "stays"


@pytest.mark.scenario("SC-29", part="two-working-days")
def test_after_two_working_days_it_is_overdue(screened, as_role):
    who = story.actor("desk")
    screened()
    last = GrievanceItem.objects.get().due_on
    days = (last - NOW.date()).days
    with as_role("casework", actor=who.account):
        (then,) = worklist(by=who, at=NOW + datetime.timedelta(days=days))
        (after,) = worklist(by=who, at=NOW + datetime.timedelta(days=days + 1))
    assert (then.is_overdue, after.is_overdue) == (False, True)


@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_nobody_near_the_subject_finds_it(visit, screened, username):
    file, visitor = screened(), visit(username)
    hidden, absent = visitor.answers([f"/grievances/{file}/", f"/grievances/{browsing.NOWHERE}/"])
    assert (hidden.status, hidden.body) == (404, absent.body)
    listed = visitor.get("/grievances/")
    assert listed.status == 404 or "No grievance waits for you" in listed.text


def test_overseers_count_by_result_and_see_no_grievance(visit, screened, as_role):
    file = screened(
        registers.about_subject("G1"), registers.row("G2"), registers.row("G3", text="A joke.")
    )
    visit("desk").post(f"/grievances/{file}/", moved())
    who = story.actor("oversight")
    with as_role("oversight", actor=who.account):
        found = grievance_counts(since=NOW.date() - datetime.timedelta(days=1), by=who, at=NOW)
    assert {one.what: one.number for one in found} == {
        "screened:indicated": 1, "screened:look": 1, "screened:not_indicated": 1, "moved": 1,
    }  # fmt: skip
