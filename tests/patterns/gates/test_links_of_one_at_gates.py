"""A gate waits for a link that one person alone confirmed, as walls do; and says that it is one."""

import planning
import pytest
from django.db import IntegrityError, transaction

import browsing
import seconding
from browsing import at_casework, case, report, visit
from candour.cases.models import Allegation
from candour.guard.models import Account
from candour.patterns.models import GateDecision
from cast import NOW
from patterns.gates.test_asking_before_a_change import never_drawn, planned

__all__ = ["at_casework", "case", "never_drawn", "planned", "report", "visit"]

# Two allegations of the case are about him.
BY_ONE = "One person alone has confirmed that 2 of these are about"


@pytest.fixture
def subject(visit, case):
    """Somebody of whom one person alone has said that they are the person described."""
    browsing.rule_out(case, visit("desk"), but="subject")
    return Account.objects.get(username="subject").person_id


def shown(visit, planned, subject):
    """Ask about a promotion, and return what the authority reads before it decides."""
    gate = planned(planning.row(number=planning.number_of(subject)))
    return visit("authority").get(f"/gates/{gate.file_id}/").text


@pytest.mark.scenario("SC-43", part="two-people")
def test_a_gate_waits_for_a_link_of_one_and_says_so(visit, subject, planned, never_drawn):
    page = shown(visit, planned, subject)

    assert "A matter is open" in page
    assert BY_ONE in page


def decide(visitor, gate, answer):
    data = {"answer": answer, "reasons": ["trust"], "words": "As far as it is known."}
    return visitor.post(f"/gates/{gate.file_id}/", data)


@pytest.fixture
def alone(planned, never_drawn, case, subject):
    """A gate that waits for nothing but the one open matter, whose link one person confirmed."""
    Allegation.objects.filter(subject_id=subject).exclude(file_id=case).update(subject_id=None)
    return planned(planning.row(number=planning.number_of(subject)))


@pytest.mark.scenario("SC-43", part="two-people")
def test_nothing_is_refused_on_a_link_of_one_and_everything_else_can_be_answered(visit, alone):
    authority = visit("authority")

    refused = decide(authority, alone, "not_now")
    taken = decide(authority, alone, "go_ahead")

    assert refused.errors == [
        'One person alone has said who this is. A second person confirms it before "not now".'
    ]
    assert taken.location == "/gates/"
    assert [one.answer for one in GateDecision.objects.all()] == ["go_ahead"]


@pytest.mark.scenario("SC-43", part="two-people")
def test_the_database_refuses_it_too(visit, alone):
    decide(visit("authority"), alone, "go_ahead")
    made = GateDecision.objects.get()
    row = GateDecision(
        file_id=made.file_id, organisation_id=made.organisation_id, gate=alone, answer="not_now",
        reasons=["trust"], terms=[], reason_item=made.reason_item, decided_at=NOW,
        decided_by=made.decided_by, supersedes=made,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="one person alone"), transaction.atomic():
        GateDecision.objects.bulk_create([row])


@pytest.mark.scenario("SC-43", part="two-people")
def test_it_is_refused_no_more_once_two_have_confirmed(visit, case, subject, alone):
    seconding.confirm(visit, case, subject)

    assert decide(visit("authority"), alone, "not_now").location == "/gates/"


def test_a_matter_that_names_them_itself_is_enough(visit, subject, alone):
    planning.matter(of=subject)

    assert decide(visit("authority"), alone, "not_now").location == "/gates/"


def test_a_closed_matter_for_which_nothing_waits_is_not(visit, subject, alone):
    planning.matter(of=subject, received=900, closed=800)

    assert decide(visit("authority"), alone, "not_now").location == ""


def test_nothing_of_it_is_said_once_two_have_confirmed(visit, case, subject, planned, never_drawn):
    seconding.confirm(visit, case, subject)

    assert BY_ONE not in shown(visit, planned, subject)
