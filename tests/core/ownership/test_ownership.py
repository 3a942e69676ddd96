"""Every day of a case is somebody's: the spans of its owners leave no day out and none twice."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.ownership import (
    Turn,
    days_by_owner,
    is_dormant,
    owner_of,
    spans_of,
    turns_of,
)
from candour.core.states import OWNER_OF, TRACKS, Machine, is_final
from candour.law.events import Event, EventKind, Party
from candour.law.policies.escalation import REVIEW_DAYS
from candour.law.policies.ownership import DAYS_OF, NAMES, NOT_WAITING, OWNERS, TURNINGS, Owner

FIRST = datetime.date(2025, 3, 3)


def day(number: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=number)


def spans(turns, *, until: int):
    return spans_of(from_on=FIRST, until_on=day(until), turns=turns)


days = st.integers(min_value=-30, max_value=900)
turns = st.lists(st.builds(Turn, to=st.sampled_from(Owner), on=days.map(day)), max_size=20)


@given(turns=turns, until=st.integers(min_value=0, max_value=800))
def test_the_days_of_all_owners_are_the_age_of_the_case(turns, until):
    found = spans(turns, until=until)

    assert sum(days_by_owner(spans=found).values()) == until


@given(turns=turns, until=st.integers(min_value=1, max_value=800))
def test_no_day_is_left_out_and_none_is_in_two_spans(turns, until):
    found = spans(turns, until=until)

    assert (found[0].from_on, found[-1].until_on) == (FIRST, day(until))
    assert all(one.until_on == after.from_on for one, after in itertools.pairwise(found))
    assert all(one.days > 0 for one in found)
    assert all(one.owner != after.owner for one, after in itertools.pairwise(found))


@given(turns=turns, until=st.integers(min_value=1, max_value=800), asked=st.integers(0, 799))
def test_each_day_is_whose_the_last_turn_until_then_made_it(turns, until, asked):
    found = spans(turns, until=until)
    known = [turn for turn in sorted(turns, key=lambda one: one.on) if turn.on <= day(asked)]

    owners = [one.owner for one in found if one.from_on <= day(asked) < one.until_on]

    expected = known[-1].to if known else Owner.FORCE
    assert owners == ([expected] if asked < until else [])


@given(turns=turns, until=st.integers(min_value=1, max_value=800), more=st.integers(1, 99))
def test_a_later_turn_changes_no_day_before_it(turns, until, more):
    later = Turn(to=Owner.COURT, on=day(until))

    before = spans(turns, until=until)
    after = spans_of(from_on=FIRST, until_on=day(until + more), turns=[*turns, later])

    kept = [one for one in after if one.until_on <= day(until)]
    assert sum(one.days for one in kept) in {until, until - before[-1].days}


def test_a_case_nobody_else_had_is_the_forces_from_first_to_last():
    assert days_by_owner(spans=spans((), until=400)) == {Owner.FORCE: 400}


def test_a_case_of_no_age_has_no_days():
    assert spans((), until=0) == ()


def test_referral_stop_and_restart_are_read_from_the_events():
    events = (
        Event(kind=EventKind.RECORDED, on=day(0)),
        Event(kind=EventKind.REFERRED, on=day(10)),
        Event(kind=EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS, on=day(30)),
        Event(kind=EventKind.CRIMINAL_OUTCOME_KNOWN, on=day(130)),
    )

    found = days_by_owner(spans=spans(turns_of(events=events), until=200))

    assert found == {
        Owner.PROSECUTOR: 100, Owner.FORCE: 80, Owner.INDEPENDENT_BODY: 20,
    }  # fmt: skip


def test_of_two_turns_on_one_day_the_last_counts():
    found = spans([Turn(to=Owner.COURT, on=day(5)), Turn(to=Owner.FORCE, on=day(5))], until=9)

    assert [(one.owner, one.days) for one in found] == [(Owner.FORCE, 9)]


def test_days_between_closing_and_reopening_are_nobodys():
    turns = [Turn(to=Owner.CLOSED, on=day(10)), Turn(to=Owner.FORCE, on=day(25))]

    assert days_by_owner(spans=spans(turns, until=30)) == {Owner.CLOSED: 15, Owner.FORCE: 15}


def test_every_owner_has_a_name_and_every_fact_turns_once():
    kinds = [row.kind for row in TURNINGS]

    assert {row.owner for row in OWNERS} == set(Owner) == set(NAMES)
    assert len(kinds) == len(set(kinds))


STATES = [(machine, state) for machine in Machine for state in OWNER_OF[machine]]


@pytest.mark.scenario("SC-13", part="no-dormant-state")
@given(
    where=st.sampled_from(STATES),
    review_in=st.none() | st.integers(min_value=-60, max_value=90),
    is_stopped=st.booleans(),
)
def test_no_state_waits_without_somebody_and_a_day_within_28(where, review_in, is_stopped):
    machine, state = where
    owner = owner_of(party=OWNER_OF[machine][state])
    review_on = None if review_in is None else day(review_in)

    found = is_dormant(owner=owner, review_on=review_on, on=day(0), is_stopped=is_stopped)

    waits = is_stopped or owner not in NOT_WAITING
    is_seen_to = review_in is not None and 0 <= review_in <= REVIEW_DAYS == 28
    assert found is (waits and not is_seen_to)


@pytest.mark.scenario("SC-13", part="owned-days")
@pytest.mark.parametrize("machine", Machine)
def test_every_state_that_is_not_the_end_has_an_owner_and_no_end_has_one(machine):
    every = {state for row in TRACKS[machine].rows for state in row.sources}
    every |= {row.leads_to(state) for row in TRACKS[machine].rows for state in row.sources}

    owned = {state: owner_of(party=OWNER_OF[machine].get(state)) for state in every}

    assert [state for state, owner in owned.items()
            if (owner is Owner.CLOSED) != is_final(machine=machine, state=state)] == []  # fmt: skip


def test_every_party_that_owns_a_state_has_days_of_its_own():
    parties = {party for machine in Machine for party in OWNER_OF[machine].values()}
    parties |= {one.owner for track in TRACKS.values() for one in track.owned_instead}

    assert parties <= set(DAYS_OF) <= set(Party)
    assert set(DAYS_OF.values()) <= set(Owner)
