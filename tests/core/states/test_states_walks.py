"""Random walks: whatever happens, in whatever order, nothing is lost and everybody's move is known.

A thousand walks run with every test; a hundred thousand with the full proof.
"""

from datetime import date, timedelta

import pytest
from walking import BEGAN_ON, Walk, stood, walked, walked_together

from candour.core import ownership
from candour.core.deadlines import Event, Matter, deadlines_of
from candour.core.deadlines.facts import Facts, applies
from candour.core.states import (
    FINAL,
    TRACKS,
    Guard,
    Machine,
    Refused,
    Step,
    is_final,
    state_of,
    take,
)
from candour.law.clocks import CLOCKS, Clock, Per, Rule
from candour.law.events import Party
from candour.law.policies.ownership import Owner

ASKED_ON = date(2035, 1, 1)
BACKWARDS = {row.id for row in CLOCKS if row.rule is Rule.WORKING_DAYS_BEFORE}
CASE_MACHINES = [Machine.COMPLAINT, Machine.CONDUCT_MATTER, Machine.DSI_MATTER]
# 9 machines x 80 + 3 cases x 94 = 1,002 walks; the proof takes a hundred times as many.
SAMPLED = range(80)
TOGETHER = range(94)


def clocks_lost(walk: Walk) -> list[str]:
    """Name the clocks that a recorded fact starts, that apply, and that have no deadline."""
    events = tuple(walk.events)
    facts = Facts.of(events=events, on=ASKED_ON)
    due = {one.clock_id for one in deadlines_of(matter=walk.matter, events=events, on=ASKED_ON)}
    return [
        clock.id
        for clock in CLOCKS
        if any(kind in facts.known for kind in clock.starts)
        and (clock.starting != "when_all" or all(kind in facts.known for kind in clock.starts))
        and applies(clock=clock, matter=walk.matter, facts=facts)
        and clock.id not in due
    ]


def ownerless(walk: Walk) -> list[str]:
    """Name the states that a walk stood in, that are not final, and that nobody owned."""
    return [
        taken.target
        for taken in walk.taken
        if taken.owner is None and not is_final(machine=walk.machine, state=taken.target)
    ]


def dues_before_start(walk: Walk) -> list[str]:
    """Name the clocks of a walk with a day before their start."""
    found = deadlines_of(matter=walk.matter, events=tuple(walk.events), on=ASKED_ON)
    return [
        one.clock_id
        for one in found
        if one.clock_id not in BACKWARDS and one.due_on and one.due_on < one.started_on
    ]


def gaps(walk: Walk) -> list[str]:
    """Name the days, from the first to the last, that belong to nobody or to two."""
    turns = [
        ownership.Turn(to=ownership.owner_of(party=taken.owner), on=done.on)
        for taken, done in zip(walk.taken, walk.done, strict=True)
    ]
    last = walk.done[-1].on + timedelta(days=30) if walk.done else BEGAN_ON
    spans = ownership.spans_of(from_on=BEGAN_ON, until_on=last, turns=turns)
    ends = [BEGAN_ON, *(span.until_on for span in spans)]
    broken = [str(span) for span, end in zip(spans, ends, strict=False) if span.from_on != end]
    is_closed = bool(spans) and spans[-1].owner is Owner.CLOSED
    if walk.done and is_closed != is_final(machine=walk.machine, state=walk.state):
        broken.append(f"closed: {is_closed}")
    return broken if ends[-1] == last else [*broken, f"owned to {ends[-1]}, not to {last}"]


def check(machine: Machine, seed: int) -> None:
    walk = walked(machine, seed=seed)
    assert state_of(machine=machine, history=walk.done) is walk.state
    assert ownerless(walk) == []
    assert gaps(walk) == []
    assert dues_before_start(walk) == []
    assert clocks_lost(walk) == []


def check_together(machine: Machine, seed: int) -> None:
    walks = walked_together(machine, seed=seed)
    beside = [one for one in stood(walks)[1:] if one.state not in FINAL[one.machine]]
    ends = {Step.FINALISE}
    assert walks[0].taken
    assert walks[0].taken[-1].row.step not in ends or beside == []
    assert [name for walk in walks for name in ownerless(walk)] == []


@pytest.mark.parametrize("machine", Machine)
def test_a_walk_folds_to_its_state_and_loses_no_owner_day_or_clock(machine):
    for seed in SAMPLED:
        check(machine, seed)


@pytest.mark.parametrize("machine", CASE_MACHINES)
def test_a_case_is_never_finalised_while_something_beside_it_is_open(machine):
    for seed in TOGETHER:
        check_together(machine, seed)


@pytest.mark.proof
@pytest.mark.parametrize("machine", Machine)
def test_8_000_walks_of_each_machine_lose_nothing(machine):
    for seed in range(8_000):
        check(machine, seed)


@pytest.mark.proof
@pytest.mark.parametrize("machine", CASE_MACHINES)
def test_9_400_cases_with_all_that_they_open_are_never_finalised_too_soon(machine):
    for seed in range(9_400):
        check_together(machine, seed)


@pytest.mark.parametrize("machine", Machine)
def test_every_step_that_no_row_holds_is_refused_with_a_reason(machine):
    track = TRACKS[machine]
    held = {(source, row.step) for row in track.rows for source in row.sources}
    tried = [
        take(machine=machine, state=state, step=step, by=Party.APPROPRIATE_AUTHORITY)
        for state in track.states
        for step in Step
        if (state, step) not in held
    ]

    assert tried
    assert [one for one in tried if not isinstance(one, Refused) or not one.because[0]] == []


@pytest.mark.parametrize("machine", Machine)
def test_nobody_may_take_a_step_that_is_anothers(machine):
    track = TRACKS[machine]
    may = {
        (source, row.step, party)
        for row in track.rows
        for source in row.sources
        for party in row.by
    }
    strangers = [
        take(machine=machine, state=state, step=step, by=party, facts=frozenset(Guard))
        for state, step in sorted({(state, step) for state, step, _ in may})
        for party in Party
        if (state, step, party) not in may
    ]

    assert strangers
    assert [one for one in strangers if not isinstance(one, Refused)] == []


@pytest.mark.parametrize(
    "clock", [row for row in CLOCKS if row.then_every is None], ids=lambda row: row.id
)
def test_moving_the_fact_that_starts_a_clock_moves_the_clock(clock):
    before = spans_of(clock, moved_by=timedelta(0))
    after = spans_of(clock, moved_by=timedelta(days=7))

    assert before
    assert [start + timedelta(days=7) for start, _ in before] == [start for start, _ in after]
    assert [
        (early, late)
        for (_, early), (_, late) in zip(before, after, strict=True)
        if early and late and late <= early
    ] == []


def spans_of(clock: Clock, *, moved_by: timedelta) -> list[tuple[date, date | None]]:
    """Return the first and last days of a clock when its starting facts move."""
    example = clock.example
    matter = Matter(
        kind=example.case_kind, reporter_kind=example.reporter_kind, law_on=date(2026, 1, 10)
    )
    events = tuple(
        Event(kind=one.kind, on=one.on + moved_by) if one.kind in clock.starts else one
        for one in example.facts
    )
    found = deadlines_of(matter=matter, events=events, on=ASKED_ON, clocks=(clock,))
    return [(one.started_on, one.due_on) for one in found]


def test_every_clock_of_proceedings_runs_for_each_person():
    names = {"misconduct_hearing", "officer_response", "barred_list_report", "suspension_review"}

    assert {row.id for row in CLOCKS if row.id in names and row.per is Per.SUBJECT} == names
