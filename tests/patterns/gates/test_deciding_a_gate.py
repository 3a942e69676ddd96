"""A gate is decided by name, with reasons; nobody near sees it, a body outside reads why."""

import datetime

import planning
import pytest
from django.db import IntegrityError, transaction

import browsing
import story
from browsing import at_casework, visit
from candour.cases.models import ClockEscalation
from candour.cases.work.actions.raise_late import raise_late
from candour.guard.actors import service
from candour.guard.log import verify
from candour.guard.models import Account
from candour.ops import work
from candour.patterns.gates import queries
from candour.patterns.gates.actions import decide_gate as deciding
from candour.patterns.gates.actions.find_passed import find_passed
from candour.patterns.models import GateDecision
from cast import KEPT_OUT, NOW
from patterns.gates.test_asking_before_a_change import answers, never_drawn, planned

__all__ = ["at_casework", "never_drawn", "planned", "visit"]

YES = {"answer": "go_ahead", "reasons": ["no_bearing"], "words": "It is about a parking space."}


@pytest.fixture
def gate(planned, never_drawn):
    """A promotion of the subject that waits since a matter is open."""
    subject = Account.objects.get(username="subject").person_id
    planning.matter(of=subject, category="J2")
    return planned(planning.row(number=planning.number_of(subject)))


@pytest.mark.scenario("SC-46", part="named-decision")
@pytest.mark.scenario("SC-43", part="marked")
def test_the_authority_reads_what_is_known_and_decides_with_reasons(visit, gate, as_role):
    authority = visit("authority")
    shown = authority.get(f"/gates/{gate.file_id}/").text
    assert "A matter is open" in shown
    assert "Unproven" in shown
    assert "Another system" in shown or "other system" in shown.lower()
    assert authority.post(f"/gates/{gate.file_id}/", YES).location == "/gates/"
    decision = GateDecision.objects.get()
    assert (decision.answer, decision.reasons) == ("go_ahead", ["no_bearing"])
    assert answers(as_role) == {"P1": "clear"}
    assert "No change waits for you" in authority.get("/gates/").text
    assert "parking space" in authority.get(f"/gates/{gate.file_id}/").text


def test_a_decision_without_reason_or_with_loose_conditions_keeps_what_was_typed(visit, gate):
    page = visit("authority").post(
        f"/gates/{gate.file_id}/", {"answer": "conditions", "words": "Close supervision."}
    )
    assert page.errors == ["Choose at least one reason", "Choose at least one condition"]
    assert page.fields["words"] == ["Close supervision."]
    assert not GateDecision.objects.exists()


@pytest.mark.scenario("SC-46", part="named-decision")
def test_the_desk_reads_a_gate_and_does_not_decide_it(visit, gate):
    desk = visit("desk")
    assert "The appropriate authority decides" in desk.get(f"/gates/{gate.file_id}/").text
    desk.post(f"/gates/{gate.file_id}/", YES)
    assert not GateDecision.objects.exists()


@pytest.mark.scenario("SC-46", part="named-decision")
def test_the_database_refuses_a_decision_of_anybody_but_the_authority(visit, gate):
    visit("authority").post(f"/gates/{gate.file_id}/", YES)
    made = GateDecision.objects.get()
    with pytest.raises(IntegrityError, match="appropriate authority"), transaction.atomic():
        GateDecision.objects.create(
            file_id=gate.file_id,
            organisation_id=gate.organisation_id,
            gate=gate,
            answer="go_ahead",
            reasons=["no_bearing"],
            terms=[],
            reason_item=made.reason_item,
            decided_at=NOW,
            decided_by=Account.objects.get(username="desk").id,
            supersedes=made,
        )


@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_near_the_person_finds_the_gate(visit, gate, username):
    visitor = visit(username)
    hidden, absent = visitor.answers([f"/gates/{gate.file_id}/", f"/gates/{browsing.NOWHERE}/"])
    assert (hidden.status, hidden.body) == (404, absent.body)
    listed = visitor.get("/gates/")
    assert listed.status == 404 or gate.reference not in listed.text


@pytest.mark.scenario("SC-46", part="named-decision")
def test_it_stands_in_my_work_and_silence_is_put_to_somebody_higher(visit, gate, as_role):
    assert f"/gates/{gate.file_id}/" in visit("authority").get("/my-work/due/").body
    late = NOW + datetime.timedelta(days=42 + (-NOW.weekday()) % 7)
    with as_role("worker"):
        raise_late(by=service("sweeping"), at=late)
    raised = ClockEscalation.objects.filter(file_id=gate.file_id, clock="gate")
    assert "local_policing_body" in raised.values_list("to", flat=True)
    assert answers(as_role) == {"P1": "wait"}
    who = story.actor("oversight")
    with as_role("oversight", actor=who.account):
        (seen,) = queries.gates_for_body(by=who, at=late)
    assert (seen.is_late, seen.answer) == (True, "")


@pytest.mark.scenario("SC-46", part="body-reads")
def test_the_policing_body_reads_the_reasons_and_no_name(visit, gate, as_role):
    visit("authority").post(
        f"/gates/{gate.file_id}/",
        {
            "answer": "conditions",
            "reasons": ["risk_to_people", "pattern"],
            "terms": ["supervised"],
            "words": "Two women spoke of the same thing.",
        },
    )
    who = story.actor("oversight")
    with as_role("oversight", actor=who.account):
        (seen,) = queries.gates_for_body(by=who, at=NOW)
    assert seen.reasons == (
        "Risk to people in the new work",
        "Taken together the matters show a pattern",
    )
    assert seen.terms == ("Close supervision",)
    assert seen.decided_by
    assert "women" not in repr(seen)
    assert "Marlow" not in repr(seen)


def test_a_later_decision_replaces_the_earlier_one_and_both_stay(visit, gate, as_role):
    authority = visit("authority")
    authority.post(f"/gates/{gate.file_id}/", YES)
    authority.post(f"/gates/{gate.file_id}/", {**YES, "answer": "not_now", "reasons": ["trust"]})
    assert answers(as_role) == {"P1": "not_now"}
    assert GateDecision.objects.count() == 2


def test_nobody_decides_without_a_known_reason(gate, as_role):
    who = story.actor("authority")
    decided = deciding.Decided(answer="go_ahead", reasons=("gossip",), words="So it is said.")
    with as_role("casework", actor=who.account), pytest.raises(deciding.NotADecision):
        deciding.decide_gate(file=gate.file_id, decided=decided, by=who, at=NOW)


def test_asking_deciding_and_finding_what_passed_are_as_the_log_says(
    visit, gate, as_role, log_keys
):
    visit("authority").post(f"/gates/{gate.file_id}/", YES)
    with as_role("worker"):
        find_passed(by=service("sweeping"), at=NOW)
        while work.sequence():
            pass
        found = verify.verify(trusted=log_keys, origin="candour.localhost/log")
    # The matter of this test was put into the register past every step.
    assert not [one for one in found.findings if one.place.startswith("patterns_")]
