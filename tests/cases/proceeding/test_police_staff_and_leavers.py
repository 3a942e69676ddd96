"""Police staff under their employer's procedure, and people who left: every step, over HTTP."""

import dataclasses

import pytest
from django.core.management import call_command

import browsing
import seconding
import taking
from candour.access.models import Declaration
from candour.cases.courses import standing
from candour.cases.models import Case, Event, Outcome, StepTaken
from candour.cases.proceeding import reach
from candour.core import states
from candour.core.states import TRACKS, Done, Guard, Machine, State, Step
from candour.guard.models import Grant, Wall
from candour.law.events import Party
from walks import matters
from walks.matters import EXTERNAL, Company

STAFF, LEFT = Machine.POLICE_STAFF, Machine.FORMER_OFFICER
# Decided on the page of the sides of a case, for all its courses at once.
ELSEWHERE = {Step.DECIDE_REPORTER_SAFETY}


@pytest.fixture
def among(visit, world, as_role):
    return Company(visit=visit, world=world, as_role=as_role)


@pytest.fixture
def employed(among):
    return matters.against_staff(among)


@pytest.fixture
def gone(among):
    return matters.leave_without_a_case(among)


def course(case, machine):
    """The course of the person, as its steps in the database make it."""
    found = standing.courses(case=Case.objects.get(file_id=case))
    return next(one for one in found if one.machine is machine)


def theirs(among, machine):
    return {"course": machine.value, "person": among.subject}


def taken(case, machine):
    rows = StepTaken.objects.filter(file_id=case, course_id=machine.value)
    return set(rows.values_list("step", flat=True))


def agree(case, machine):
    """Hold the database, the table of steps and the clocks beside each other."""
    found = course(case, machine)
    history = [
        Done(step=Step(row.step), by=Party(row.party), on=row.happened_on,
             facts=frozenset(Guard(fact) for fact in row.facts))
        for row in found.taken
    ]  # fmt: skip
    assert states.state_of(machine=machine, history=history) is found.state
    # It ends with an error where a stored day is another than the one that is computed.
    call_command("deadlines", "check")


def test_every_step_against_police_staff_is_taken_to_the_end(among, employed):
    taking.take(among.visit("authority"), employed, "investigate", **theirs(among, STAFF))
    matters.stop_for_a_court(among, employed)
    matters.investigate_staff(among, employed)
    matters.dismiss_staff(among, employed)

    every = {row.step for row in TRACKS[STAFF].rows} - ELSEWHERE
    outcomes = Outcome.objects.filter(file_id=employed, superseded_by__isnull=True)
    kinds = set(Event.objects.filter(file_id=employed).values_list("kind", flat=True))
    assert taken(employed, STAFF) == {step.value for step in every}
    assert course(employed, STAFF).state is State.CLOSED
    assert set(outcomes.values_list("sanction", flat=True)) == {"staff_dismissed"}
    assert {"staff_notice_given", "staff_outcome_decided", "staff_told_outcome",
            "barred_list_report_made"} <= kinds  # fmt: skip
    agree(employed, STAFF)


def test_nobody_decides_about_staff_before_a_panel_without_a_conflict(among, employed):
    authority, it = among.visit("authority"), theirs(among, STAFF)
    taking.take(authority, employed, "investigate", **it)
    matters.investigate_staff(among, employed)

    unnamed = taking.take(
        among.visit("desk"), employed, "decide_outcome", **it, **matters.STAFF_OUTCOME
    )
    own = str(browsing.Account.objects.get(username="authority").id)
    close = taking.take(authority, employed, "name_panel", **it, chair=own)

    assert states.WORDS[Guard.PANEL_HAS_NO_CONFLICT] in unnamed.text
    assert (unnamed.location, close.location) == ("", "")
    assert not {"decide_outcome", "name_panel"} & taken(employed, STAFF)
    agree(employed, STAFF)


@pytest.mark.parametrize(
    ("first", "seat"),
    [
        (EXTERNAL, "appropriate_authority"),
        ("outside-desk", "appropriate_authority"),
        ("authority", "investigator"),
    ],
)
def test_nobody_sits_on_a_panel_under_a_second_account(among, employed, world, first, seat):
    authority, it = among.visit("authority"), theirs(among, STAFF)
    taking.take(authority, employed, "investigate", **it)
    matters.investigate_staff(among, employed)
    Wall.objects.create(
        file_id=employed, account_id=world.accounts["outside-desk"], because="association"
    )
    person = browsing.Account.objects.get(username=first).person_id
    browsing.Account.objects.filter(id=matters.chair()).update(person_id=person, seat=seat)

    page = taking.take(authority, employed, "name_panel", **it, chair=matters.chair())

    assert page.location == ""
    assert "name_panel" not in taken(employed, STAFF)


@pytest.mark.parametrize("why", ["walled", "gone", "undeclared"])
def test_staff_are_not_investigated_by_somebody_who_may_no_longer(among, employed, world, why):
    account = world.accounts[EXTERNAL]
    if why == "walled":
        Wall.objects.create(file_id=employed, account_id=account, because="association")
    elif why == "gone":
        Grant.objects.filter(file_id=employed, account_id=account).delete()
    else:
        Declaration.objects.filter(file_id=employed, account_id=account).delete()

    page = taking.take(among.visit("authority"), employed, "investigate", **theirs(among, STAFF))

    assert "the investigator is able, declared no conflict, and none was found" in page.text
    assert taken(employed, STAFF) == set()


def test_a_hearing_for_which_nobody_could_name_a_panel_would_be_found(monkeypatch):
    rows = tuple(row for row in TRACKS[STAFF].rows if row.step is not Step.NAME_PANEL)
    bare = dataclasses.replace(TRACKS[STAFF], rows=rows)
    monkeypatch.setitem(states.TRACKS, STAFF, bare)

    found = list(reach.untaken())

    assert "police_staff: decide_outcome: panel_has_no_conflict" in found


def test_no_proceedings_are_found_only_once_a_second_person_has_agreed(among, visit, gone):
    authority, it = among.visit("authority"), theirs(among, LEFT)

    alone = taking.take(authority, gone, "find_no_proceedings", **it)
    matters.propose_no_proceedings(among, gone)
    seconding.reply(visit("desk-two"), gone, agrees="no")
    refused = taking.take(authority, gone, "find_no_proceedings", **it)

    assert (alone.location, refused.location) == ("", "")
    assert course(gone, LEFT).state is State.LEFT


def test_somebody_who_left_gets_a_decision_that_there_are_no_proceedings(among, visit, gone):
    authority, it = among.visit("authority"), theirs(among, LEFT)
    matters.propose_no_proceedings(among, gone)
    seconding.reply(visit("desk-two"), gone)

    page = taking.take(authority, gone, "find_no_proceedings", **it)

    row = StepTaken.objects.get(file_id=gone, course_id=LEFT.value)
    assert page.location == f"/cases/{gone}/next/"
    assert (row.step, row.to_state) == ("find_no_proceedings", "no_proceedings")
    assert {"no_case_to_answer", "second_person_agrees"} <= set(row.facts)
    agree(gone, LEFT)
