"""Every day of a case is somebody's: the spans of its owners leave no day out and none twice."""

import datetime
import itertools

from hypothesis import given
from hypothesis import strategies as st

from candour.core.ownership import Turn, days_by_owner, spans_of, turns_of
from candour.law.events import Event, EventKind
from candour.law.policies.ownership import NAMES, OWNERS, TURNINGS, Owner

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
