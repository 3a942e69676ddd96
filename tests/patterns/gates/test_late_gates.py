"""A gate that nobody decides for ten working days is among the late cases of a body outside."""

import datetime

import planning
import pytest

import story
from browsing import at_casework, visit
from candour.cases.models import ClockEscalation, EscalationAnswer
from candour.cases.work.actions.raise_late import raise_late
from candour.guard.actors import service
from candour.guard.models import Account, Wall
from candour.oversight.actions.answer_late import answer_late
from candour.oversight.queries import late
from cast import NOW
from patterns.gates.test_asking_before_a_change import never_drawn, planned

__all__ = ["at_casework", "never_drawn", "planned", "visit"]

GO_AHEAD = {"answer": "go_ahead", "reasons": ["no_bearing"], "words": "About a parking space."}
# A Monday six weeks on: past the ten working days, and past the first rung of the digest.
LATE = NOW + datetime.timedelta(days=42 + (-NOW.weekday()) % 7)


@pytest.fixture
def gate(planned, never_drawn):
    """A promotion of the subject that waits since a matter is open."""
    subject = Account.objects.get(username="subject").person_id
    planning.matter(of=subject, category="J2")
    return planned(planning.row(number=planning.number_of(subject)))


def raised(as_role):
    with as_role("worker"):
        raise_late(by=service("sweeping"), at=LATE)


def seen(as_role, who="board", at=LATE):
    """Return the late cases of a body that are gates, by their reference."""
    actor = story.actor(who)
    with as_role("oversight", actor=actor.account):
        found = late.late_cases(by=actor, at=at)
    return {one.reference: one for one in (*found.at_once, *found.digest) if "work" in one.owed}


@pytest.mark.scenario("SC-46", part="named-decision")
def test_silence_is_among_the_late_cases_of_the_policing_body(gate, as_role):
    raised(as_role)

    found = seen(as_role)[gate.reference]

    assert found.owed == "Decide whether a change in somebody's work may be made"
    assert found.days == (LATE.date() - gate.due_on).days
    assert not found.answer


def test_a_gate_in_time_is_not_late(gate, as_role):
    with as_role("worker"):
        raise_late(by=service("sweeping"), at=NOW)

    assert not ClockEscalation.objects.filter(file_id=gate.file_id).exists()
    assert seen(as_role, at=NOW) == {}


def test_a_decision_takes_it_from_the_list(visit, gate, as_role):
    raised(as_role)
    assert gate.reference in seen(as_role)

    visit("authority").post(f"/gates/{gate.file_id}/", GO_AHEAD)

    assert seen(as_role) == {}


def test_the_body_answers_it_as_any_late_case(gate, as_role):
    raised(as_role)
    one, who = seen(as_role)[gate.reference], story.actor("board")

    with as_role("oversight", actor=who.account):
        answer_late(raised=one.id, code="asks_force", because="", by=who, at=LATE)

    assert EscalationAnswer.objects.get(file_id=gate.file_id).code == "asks_force"
    assert seen(as_role)[gate.reference].reply_due_on > LATE.date()


def test_what_a_wall_hides_is_in_no_list(gate, as_role):
    raised(as_role)
    board = Account.objects.get(username="board").id
    Wall.objects.create(file_id=gate.file_id, account_id=board, because="named_by_reporter")

    assert seen(as_role) == {}


def test_it_names_the_gate_by_its_reference_and_nobody(gate, as_role):
    raised(as_role)

    shown = repr(seen(as_role))

    assert gate.reference in shown
    assert str(gate.person_id) not in shown
    assert "Marlow" not in shown
