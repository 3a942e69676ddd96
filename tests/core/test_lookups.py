"""Cards of look-ups add up what is known and nothing else."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core import lookups
from candour.core.lookups import Kind, Looker, Read, Relation, Task

REPORTED = datetime.date(2026, 3, 1)
SUBJECT = Looker(relation=Relation.SUBJECT, reads_a_day=12)
STRANGER = Looker(relation=Relation.OTHER, reads_a_day=12)


def read(
    *, days: int = 2, hour: int = 10, kind: Kind = Kind.VEHICLE, task: Task = Task.NONE
) -> Read:
    at = datetime.datetime.combine(REPORTED, datetime.time(hour)) + datetime.timedelta(days=days)
    return Read(at=at, kinds=frozenset({kind}), task=task)


def card(*reads: Read, looker: Looker = SUBJECT) -> lookups.Card:
    return lookups.score(reads=reads, looker=looker, reported_on=REPORTED)


def test_one_read_of_her_vehicle_by_the_subject_without_a_task_is_an_alert() -> None:
    found = card(read())

    assert found.is_alert
    assert [part.code for part in found.because] == [
        "relation.subject", "kind.vehicle", "task.none", "when",
    ]  # fmt: skip


def test_one_read_by_a_stranger_is_none() -> None:
    assert not card(read(), looker=STRANGER).is_alert


def test_a_stranger_who_comes_back_on_five_days_is_an_alert() -> None:
    found = card(*(read(days=day) for day in (1, 3, 5, 9, 14)), looker=STRANGER)

    assert found.is_alert
    assert len(found.days) == 5


@pytest.mark.parametrize("task", [Task.GIVEN, Task.CALL])
def test_a_task_that_others_know_of_explains_the_whole_spell(task: Task) -> None:
    unit = Looker(relation=Relation.UNIT, reads_a_day=12)

    assert not card(read(task=task), read(hour=11), looker=unit).is_alert
    assert card(read(task=task), read(hour=14), looker=unit).is_alert


def test_a_control_room_that_reads_everybody_is_no_alert() -> None:
    busy = Looker(relation=Relation.OTHER, reads_a_day=120)

    assert not card(*(read(days=day) for day in range(1, 9)), looker=busy).is_alert


def test_a_partial_mark_says_less_than_a_whole_one() -> None:
    assert card(read(kind=Kind.VEHICLE_PARTIAL)).points < card(read()).points


def test_reads_long_before_the_report_say_less_than_reads_after_it() -> None:
    assert card(read(days=-300)).points < card(read(days=-60)).points < card(read(days=3)).points


def test_nothing_read_is_no_alert() -> None:
    assert not card().is_alert


def test_every_code_has_its_points() -> None:
    assert set(lookups.KINDS) == set(Kind)
    assert set(lookups.RELATIONS) == set(Relation)
    assert set(lookups.TASKS) == set(Task)


READS = st.lists(
    st.builds(
        read,
        days=st.integers(-200, 200),
        hour=st.integers(0, 23),
        kind=st.sampled_from(Kind),
        task=st.sampled_from(Task),
    ),
    min_size=1,
    max_size=4,
)


@given(READS)
def test_a_card_is_the_sum_of_its_parts_in_any_order_of_reads(reads: list[Read]) -> None:
    found = card(*reads)

    assert found.points == pytest.approx(sum(part.points for part in found.because), abs=0.1)
    assert all(card(*turned) == found for turned in itertools.islice(_turned(reads), 3))


@given(READS)
def test_a_subject_is_never_below_a_stranger(reads: list[Read]) -> None:
    assert card(*reads).points > card(*reads, looker=STRANGER).points


def _turned(reads: list[Read]):
    return itertools.permutations(reads)
