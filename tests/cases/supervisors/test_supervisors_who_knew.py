"""A supervisor who knew and did not act has a decision of their own before a case closes."""

import pytest
from django.db import IntegrityError, transaction

import browsing
from candour.cases.models import Case, SupervisorDecision, SupervisorNoted
from candour.guard.models import Account, Wall
from cases.test_pages_outcome import assessed, decide_all
from cast import KEPT_OUT, NOW
from patterns.gates import planning

__all__ = ["assessed"]
KNEW = "Exhibit 4: the messages that were sent to the supervisor."


@pytest.fixture
def supervisor(world):
    """A supervisor of the force who has no account."""
    return planning.somebody()


def note(case, visitor, person, how=KNEW):
    said = {"number": planning.number_of(person), "go": "note", "person": str(person), "how": how}
    return visitor.post(f"/cases/{case}/supervisors/note/", said)


def decided(case, visitor, answer="failed_to_report"):
    noted = SupervisorNoted.objects.get(file_id=case)
    return visitor.post(
        f"/cases/{case}/supervisors/{noted.id}/",
        {"answer": answer, "reason": "The messages were read and nothing was done."},
    )


def ready(case, visitor):
    decide_all(case, visitor, result="no_case_to_answer")
    visitor.post(f"/cases/{case}/outcome/tell/", {"text": "This is what was found."})


@pytest.mark.scenario("SC-49", part="decided")
def test_a_case_closes_only_once_each_supervisor_who_knew_has_a_decision(
    visit, assessed, supervisor
):
    desk, authority = visit("desk"), visit("authority")
    assert note(assessed, desk, supervisor).location == f"/cases/{assessed}/supervisors/"
    ready(assessed, desk)
    refused = desk.post(f"/cases/{assessed}/outcome/close/", {"reason": "All is told."})
    assert refused.errors == [
        "A supervisor who knew has no decision yet. The authority decides first, under Supervisors."
    ]
    assert KNEW in desk.get(f"/cases/{assessed}/supervisors/").text
    assert decided(assessed, authority).location == f"/cases/{assessed}/supervisors/"
    desk.post(f"/cases/{assessed}/outcome/close/", {"reason": "All is told."})
    assert Case.objects.get(file_id=assessed).closed_on is not None


@pytest.mark.scenario("SC-49", part="decided")
def test_the_database_refuses_to_close_past_an_undecided_supervisor(visit, case, supervisor):
    note(case, visit("desk"), supervisor)
    with pytest.raises(IntegrityError, match="supervisor who knew"), transaction.atomic():
        Case.objects.filter(file_id=case).update(closed_on=NOW.date())


def test_only_the_authority_decides_about_a_supervisor(visit, case, supervisor):
    desk = visit("desk")
    note(case, desk, supervisor)
    assert decided(case, desk).status == 404
    noted = SupervisorNoted.objects.get(file_id=case)
    with pytest.raises(IntegrityError, match="appropriate authority"), transaction.atomic():
        SupervisorDecision.objects.create(
            file_id=case,
            organisation_id=noted.organisation_id,
            noted=noted,
            answer="acted",
            reason_item=noted.item,
            decided_at=NOW,
            decided_by=Account.objects.get(username="desk").id,
        )


@pytest.mark.scenario("SC-49", part="kept-out")
def test_a_supervisor_who_is_noted_is_kept_from_the_case(visit, case):
    second = Account.objects.get(username="desk-two")
    note(case, visit("desk"), second.person_id)
    assert Wall.objects.filter(file_id=case, account_id=second.id).exists()
    assert visit("desk-two").get(f"/cases/{case}/supervisors/").status == 404


def test_nobody_notes_themselves_or_the_same_supervisor_twice(visit, case, supervisor):
    desk = visit("desk")
    note(case, desk, supervisor)
    assert note(case, desk, supervisor).errors == ["This supervisor is noted in this case already."]
    own = Account.objects.get(username="desk").person_id
    assert note(case, desk, own).errors == ["This would be about you. Leave it to another reader."]


@pytest.mark.parametrize("username", KEPT_OUT)
def test_whoever_is_kept_out_finds_no_supervisor(visit, case, supervisor, username):
    note(case, visit("desk"), supervisor)
    hidden, absent = visit(username).answers(
        [f"/cases/{case}/supervisors/", f"/cases/{browsing.NOWHERE}/supervisors/"]
    )
    assert (hidden.status, hidden.body) == (404, absent.body)


@pytest.mark.scenario("SC-46", part="manager")
def test_a_failure_to_report_makes_every_gate_of_the_supervisor_wait(
    visit, case, supervisor, as_role
):
    from candour.patterns.gates.actions.open_gates import causes

    note(case, visit("desk"), supervisor)
    decided(case, visit("authority"))
    with as_role("worker"):
        assert causes(person=supervisor, on=NOW.date()) == ["handling_failure"]
