"""What follows a report is put to a person where it stands out; the rule never says why it was."""

import datetime

import pytest

from candour.core import retaliation
from candour.core.retaliation import Because, HrEvent, Watch
from candour.law.policies.retaliation import HrKind

SINCE = datetime.date(2026, 3, 2)
WATCH = Watch(since_on=SINCE)


def after(days, kind=HrKind.SHIFT_CHANGED, **changes):
    return HrEvent(kind=kind, on=SINCE + datetime.timedelta(days=days), **changes)


def quiet(number=20):
    return [[] for _ in range(number)]


@pytest.mark.parametrize(
    ("days", "is_open", "because"),
    [
        (0, False, (Because.SOON_AFTER,)),
        (180, False, (Because.SOON_AFTER,)),
        (181, False, ()),
        (181, True, (Because.FIRST_IS_OPEN,)),
        (20, True, (Because.SOON_AFTER, Because.FIRST_IS_OPEN)),
        (-1, True, ()),
    ],
)
@pytest.mark.scenario("SC-37", part="within 180 days")
def test_a_matter_within_180_days_or_beside_an_open_case_is_held_beside_it(days, is_open, because):
    found = retaliation.is_counter(
        reported_on=SINCE,
        arrived_on=SINCE + datetime.timedelta(days=days),
        is_first_open=is_open,
    )

    assert found == because


@pytest.mark.scenario("SC-39", part="retaliation")
def test_a_change_that_neither_she_nor_her_peers_had_before_is_put_to_somebody():
    event = after(40)

    because = retaliation.why_propose(event=event, own=[event], peers=quiet(), watch=WATCH)

    assert because == (Because.MORE_THAN_BEFORE, Because.MORE_THAN_PEERS)


def test_a_change_that_everybody_had_is_not_put():
    event = after(40)

    because = retaliation.why_propose(
        event=event, own=[event], peers=[[after(39)] for _ in range(20)], watch=WATCH
    )

    assert because == ()


def test_a_change_she_had_as_often_before_is_not_put():
    event = after(300)
    own = [after(-400), after(-200), after(-100), event]

    assert retaliation.why_propose(event=event, own=own, peers=quiet(), watch=WATCH) == ()


def test_the_days_just_before_the_report_are_no_past():
    event = after(300)
    own = [after(-13), after(-5), event]

    assert retaliation.why_propose(event=event, own=own, peers=quiet(), watch=WATCH)


@pytest.mark.parametrize("days", [-1, 366])
def test_what_was_before_or_a_year_later_is_not_put(days):
    event = after(days)

    assert retaliation.why_propose(event=event, own=[event], peers=quiet(), watch=WATCH) == ()


def test_what_she_asked_for_is_not_put():
    event = after(40, HrKind.MOVED, is_asked_for=True)

    assert retaliation.why_propose(event=event, own=[event], peers=quiet(), watch=WATCH) == ()


@pytest.mark.scenario("SC-39", part="no move or discipline before a decision")
@pytest.mark.parametrize("kind", [HrKind.MOVED, HrKind.DISCIPLINE])
def test_a_move_or_discipline_without_a_decision_is_put_even_if_peers_had_it(kind):
    event = after(40, kind)

    because = retaliation.why_propose(
        event=event, own=[event], peers=[[after(39, kind)] for _ in range(20)], watch=WATCH
    )

    assert Because.NO_DECISION in because


def test_a_move_that_was_decided_by_name_before_is_no_longer_owed_one():
    event = after(40, HrKind.MOVED)
    watch = Watch(since_on=SINCE, allowed=((HrKind.MOVED, SINCE + datetime.timedelta(days=30)),))

    because = retaliation.why_propose(event=event, own=[event], peers=quiet(), watch=watch)

    assert Because.NO_DECISION not in because


def test_a_decision_that_came_later_allows_nothing_before_it():
    event = after(40, HrKind.MOVED)
    watch = Watch(since_on=SINCE, allowed=((HrKind.MOVED, SINCE + datetime.timedelta(days=41)),))

    because = retaliation.why_propose(event=event, own=[event], peers=quiet(), watch=watch)

    assert Because.NO_DECISION in because


@pytest.mark.parametrize(
    ("kind", "before", "now", "is_worse"),
    [
        (HrKind.APPRAISAL, (4, 3), 2, True),
        (HrKind.APPRAISAL, (2, 3), 3, False),
        (HrKind.APPRAISAL, (), 1, False),
        (HrKind.OVERTIME, (20, 10), 7, True),
        (HrKind.OVERTIME, (20, 10), 8, False),
    ],
)
def test_grades_and_hours_are_held_against_the_own_earlier_ones(kind, before, now, is_worse):
    past = [after(-90 + 30 * place, kind, value=value) for place, value in enumerate(before)]

    found = retaliation.is_unfavourable(event=after(10, kind, value=now), past=past)

    assert found is is_worse


def test_every_reason_has_words():
    assert set(retaliation.WORDS) == set(Because)
