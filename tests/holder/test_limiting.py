"""One address can't keep a witness from answering the others: the bounds by themselves."""

from hypothesis import given
from hypothesis import strategies as st

from candour.holder.limiting import Doors, Limits, Turns


def test_an_address_has_its_turns_and_the_next_when_one_is_free_again():
    turns = Turns(limits=Limits(a_minute=3))
    taken = [turns.take(source="a", at=0) for _ in range(4)]
    assert taken == [0, 0, 0, 20]
    assert turns.take(source="a", at=20) == 0
    assert turns.take(source="a", at=20) == 20


def test_asking_on_and_on_locks_nobody_out():
    turns = Turns(limits=Limits(a_minute=1))
    turns.take(source="a", at=0)
    assert [turns.take(source="a", at=second) for second in (10, 30, 59, 60)] == [50, 30, 1, 0]


def test_one_address_takes_no_turn_of_another():
    turns = Turns(limits=Limits(a_minute=1))
    turns.take(source="a", at=0)
    assert turns.take(source="b", at=0) == 0


def test_no_more_addresses_are_remembered_than_there_is_room_for():
    turns = Turns(limits=Limits(a_minute=1, sources=2))
    for source in "abc":
        turns.take(source=source, at=0)
    assert turns.take(source="c", at=1) > 0
    assert turns.take(source="a", at=1) == 0


@given(
    a_minute=st.integers(1, 90),
    gaps=st.lists(st.floats(0, 30, allow_nan=False), min_size=1, max_size=200),
)
def test_no_minute_has_more_than_twice_its_turns(a_minute, gaps):
    turns, at, taken = Turns(limits=Limits(a_minute=a_minute)), 0.0, []
    for gap in gaps:
        at += gap
        taken += [at] if turns.take(source="a", at=at) == 0 else []
    busiest = max(sum(start <= one < start + 60 for one in taken) for start in taken)
    assert busiest <= 2 * a_minute


def test_so_many_are_let_in_at_once_and_so_many_of_one_address():
    doors = Doors(limits=Limits(at_once=3, at_once_each=2))
    assert [doors.enter(source="a") for _ in range(3)] == [True, True, False]
    assert [doors.enter(source="b") for _ in range(2)] == [True, False]
    doors.leave(source="a")
    assert doors.enter(source="b")
