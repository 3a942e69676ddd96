"""The table of steps is whole: every state is reached, left and owned; nothing final is owed."""

from itertools import combinations

import pytest

from candour.core import states
from candour.core.states import FINAL, INITIAL, TRACKS, TRANSITIONS, Guard, Machine, State
from candour.law.events import PARTIES, EventKind, Party
from candour.law.policies.ownership import DAYS_OF

# What may hold a case open stands in the way of every end of it.
OWED = Guard.MISCONDUCT_DECISION_IS_OWED


def moves_of(machine: Machine) -> dict[State, set[State]]:
    found: dict[State, set[State]] = {state: set() for state in TRACKS[machine].states}
    for edge in states.edges():
        if edge.machine is machine:
            found[edge.source].add(edge.target)
    return found


def reached_from(start: State, moves: dict[State, set[State]]) -> set[State]:
    reached, waiting = {start}, [start]
    while waiting:
        fresh = moves[waiting.pop()] - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached


def test_every_machine_stands_in_the_table_once():
    assert list(TRACKS) == list(Machine)


@pytest.mark.parametrize("machine", Machine)
def test_every_state_is_reached_from_the_first(machine):
    moves = moves_of(machine)

    assert reached_from(INITIAL[machine], moves) == set(moves)


@pytest.mark.parametrize("machine", Machine)
def test_from_every_state_an_end_can_be_reached(machine):
    moves = moves_of(machine)

    assert [state for state in moves if not reached_from(state, moves) & FINAL[machine]] == []


@pytest.mark.parametrize("machine", Machine)
def test_a_state_is_owned_exactly_where_it_is_not_final(machine):
    track = TRACKS[machine]

    assert track.final.isdisjoint(track.owners)
    assert set(track.states) == track.final | set(track.owners)


@pytest.mark.parametrize("machine", Machine)
def test_whoever_owns_a_state_can_move_it_or_is_somebody_outside(machine):
    track = TRACKS[machine]
    outside = {Party.COURT, Party.PROSECUTOR, Party.CRIMINAL_INVESTIGATOR}
    can = {
        (source, party)
        for row in track.rows
        for source in row.sources
        for party in row.by
        if row.leads_to(source) is not source
    }

    assert [
        (state, owner)
        for state, owner in track.owners.items()
        if (state, owner) not in can and owner not in outside
    ] == []


def test_every_owner_is_of_a_side_and_every_party_has_a_name():
    owners = {owner for track in TRACKS.values() for owner in track.owners.values()}
    owners |= {one.owner for track in TRACKS.values() for one in track.owned_instead}

    assert owners <= set(DAYS_OF)
    assert {row.party for row in PARTIES} == set(Party)


def test_every_fact_has_words_and_is_used_by_some_step():
    used = {fact for row in TRANSITIONS for fact in (*row.guard, *row.unless)}

    assert set(states.WORDS) == set(Guard)
    assert used == set(Guard)


def test_no_fact_is_needed_and_forbidden_by_one_row():
    assert [row for row in TRANSITIONS if set(row.guard) & set(row.unless)] == []


def test_every_step_stands_in_some_row_and_every_state_in_some_machine():
    assert {row.step for row in TRANSITIONS} == set(states.Step)
    assert {state for track in TRACKS.values() for state in track.states} == set(State)


@pytest.mark.parametrize("machine", Machine)
def test_two_rows_of_one_step_that_lead_to_different_places_exclude_each_other(machine):
    pairs = [
        (one, other)
        for one, other in combinations(TRACKS[machine].rows, 2)
        if one.step is other.step and set(one.by) & set(other.by)
        for source in set(one.sources) & set(other.sources)
        if one.leads_to(source) is not other.leads_to(source)
    ]

    assert [
        (one.step, one.target, other.target)
        for one, other in pairs
        if not set(one.guard) & set(other.unless) and not set(other.guard) & set(one.unless)
    ] == []


def test_no_row_stands_twice():
    assert len(TRANSITIONS) == len({repr(row) for row in TRANSITIONS})


@pytest.mark.parametrize("machine", Machine)
def test_every_row_says_where_it_stands(machine):
    rows = TRACKS[machine].rows

    assert [row for row in rows if not row.mark.provisions or not row.by or not row.sources] == []
    assert [row for row in rows if row.machine is not machine] == []


def test_no_way_to_an_end_is_open_while_a_decision_on_misconduct_is_owed():
    ends = [
        row
        for row in TRANSITIONS
        if row.target in FINAL[row.machine] and not row.opens and row.step is not states.Step.REOPEN
    ]

    assert ends
    assert [(row.machine, row.step) for row in ends if OWED not in row.unless] == []


@pytest.mark.parametrize("machine", Machine)
def test_a_stop_for_a_criminal_case_is_left_by_a_restart_or_a_withdrawal_alone(machine):
    stopped = {state for state in TRACKS[machine].states if state.value.startswith("stopped_")}

    left = {
        row.step
        for row in TRACKS[machine].rows
        for source in row.sources
        if source in stopped and row.leads_to(source) not in stopped
    }

    assert left <= {states.Step.RESTART, states.Step.WITHDRAW}


def test_a_withdrawal_leads_to_no_end():
    rows = [row for row in TRANSITIONS if row.step is states.Step.WITHDRAW]

    assert {row.target for row in rows} == {State.WITHDRAWN, None}
    assert State.WITHDRAWN not in FINAL[Machine.COMPLAINT]


def test_what_the_steps_record_is_described():
    recorded = {kind for row in TRANSITIONS for kind in (*row.events, *row.ahead)}

    assert recorded <= set(EventKind)
