"""Changes that the register shows as made are held against their gates each night."""

import datetime

import planning
import pytest

import story
from candour.guard.actors import service
from candour.guard.models import Account
from candour.patterns.gates import queries
from candour.patterns.gates.actions.decide_gate import Decided, decide_gate
from candour.patterns.gates.actions.find_passed import find_passed
from candour.patterns.models import Gate
from candour.people.models import Posting
from cast import NOW
from patterns.gates.test_asking_before_a_change import never_drawn, planned

__all__ = ["never_drawn", "planned"]
LATER = NOW + datetime.timedelta(days=20)
PROMOTED_ON = NOW.date() + datetime.timedelta(days=10)


@pytest.fixture
def subject(world):
    """The subject, about whom a matter is open."""
    person = Account.objects.get(username="subject").person_id
    planning.matter(of=person)
    return person


@pytest.fixture
def night(world, as_role, never_drawn):
    """The nightly round, after a first one that says from which day changes are asked about."""

    def run(at=LATER):
        with as_role("worker"):
            return find_passed(by=service("sweeping"), at=at)

    run(NOW)
    return run


def promote(person, *, on=PROMOTED_ON):
    before = Posting.objects.filter(person_id=person).order_by("from_on").last()
    Posting.objects.create(
        person_id=person,
        unit_id=before.unit_id,
        rank="Superintendent",
        role=before.role,
        from_on=on,
    )


@pytest.mark.scenario("SC-46", part="passed")
def test_a_promotion_made_without_its_gate_goes_to_the_policing_body(night, subject, as_role):
    promote(subject)
    assert night() == 1
    gate = Gate.objects.get()
    assert (gate.change, gate.made_on) == ("promotion", PROMOTED_ON)
    who = story.actor("oversight")
    with as_role("oversight", actor=who.account):
        (seen,) = queries.gates_for_body(by=who, at=LATER)
    assert (seen.made_on, seen.answer) == (PROMOTED_ON, "")
    assert night(LATER + datetime.timedelta(days=1)) == 0


def test_a_change_that_was_decided_by_name_has_not_passed(night, subject, planned, as_role):
    gate = planned(planning.row(number=planning.number_of(subject)))
    who = story.actor("authority")
    decided = Decided(answer="go_ahead", reasons=("no_bearing",), words="It has no bearing.")
    with as_role("casework", actor=who.account):
        decide_gate(file=gate.file_id, decided=decided, by=who, at=NOW)
    promote(subject)
    assert night() == 0


def test_a_change_made_while_its_gate_was_undecided_has_passed(night, subject, planned):
    planned(planning.row(number=planning.number_of(subject)))
    promote(subject)
    assert night() == 1


def test_what_was_made_before_anybody_could_ask_has_not_passed(night, subject):
    promote(subject, on=NOW.date() - datetime.timedelta(days=10))
    assert night() == 0


def test_a_matter_that_came_after_the_change_makes_nothing_pass(night, world):
    person = planning.somebody()
    promote(person)
    planning.matter(of=person, received=-15)
    assert night() == 0


def test_a_second_round_of_a_day_does_nothing(night, subject):
    promote(subject)
    assert (night(), night()) == (1, 0)
