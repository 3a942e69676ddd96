"""Every row of the table of steps can be taken by somebody, with the pages there are."""

import dataclasses

import pytest
from django.core.management import call_command

from candour.cases.courses import acting, established
from candour.cases.courses.sheets import rows as sheets
from candour.cases.proceeding import reach
from candour.core.states import TRACKS, Guard, Machine, Step
from candour.guard.seats import Seat

MODES = {"mode": "local"}


def test_there_is_no_step_that_nobody_can_take():
    assert list(reach.untaken()) == []


def test_a_step_that_needs_what_no_page_establishes_is_found(monkeypatch):
    asked = sheets.sheet(Step.DECIDE_MODE, is_of_case=True)
    bare = dataclasses.replace(asked, asks=())
    monkeypatch.setitem(sheets._OF_CASE, Step.DECIDE_MODE, bare)

    found = list(reach.untaken())

    assert "dsi_matter: decide_mode: mode_local" in found
    assert "dsi_matter: take_back: no step leads to where it is taken" in found


def test_a_step_that_no_seat_may_take_is_found(monkeypatch):
    monkeypatch.setitem(acting.OWN, Seat.INVESTIGATOR, frozenset())

    assert "complaint: submit_report: nobody has a seat that may take it" in reach.untaken()


def test_the_command_fails_on_a_step_that_nobody_can_take(monkeypatch, capsys):
    monkeypatch.setattr(reach, "untaken", lambda: iter(["a course: a step: a fact"]))

    with pytest.raises(SystemExit):
        call_command("steps", "check")

    assert "Nobody can take this step: a course: a step: a fact" in capsys.readouterr().err


def test_what_a_step_decides_holds_instead_of_what_was_decided_before():
    asked = sheets.sheet(Step.DECIDE_MODE, is_of_case=True)

    decided = asked.answered(MODES)

    assert decided[Guard.MODE_LOCAL]
    assert not decided[Guard.MODE_RETURNED]
    assert asked.answered({}) == {}


@pytest.mark.parametrize("machine", [Machine.COMPLAINT, Machine.CONDUCT_MATTER, Machine.DSI_MATTER])
def test_every_mode_is_both_computed_and_answered(machine):
    rows = [row for row in TRACKS[machine].rows if row.step is Step.DECIDE_MODE]
    needed = {guard for row in rows for guard in row.guard}

    assert needed <= established.COMPUTED
    assert needed == sheets.sheet(Step.DECIDE_MODE, is_of_case=True, machine=machine).gives
