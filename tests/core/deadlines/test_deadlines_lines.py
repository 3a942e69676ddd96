"""What a store keeps of each period is what the clocks give, however often it was asked before."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matters import STAFF_REPORT, event

from candour.core.deadlines import Event, Matter, deadlines_of
from candour.core.deadlines.lines import Line, lines_of
from candour.law.clocks import CLOCKS, Nature, Per
from candour.law.events import CaseKind, EventKind, ReporterKind

RIGHTS = {clock.id for clock in CLOCKS if clock.nature is Nature.RIGHT}
OF_PERSONS = {clock.id for clock in CLOCKS if clock.per is Per.SUBJECT}
# Laws changed in between, so that matters of different law stand beside each other.
days = st.dates(min_value=date(2023, 1, 10), max_value=date(2028, 12, 31))
events = st.lists(
    st.builds(
        Event,
        kind=st.sampled_from(EventKind),
        on=days,
        subject=st.none() | st.sampled_from(["a", "b"]),
    ),
    max_size=14,
)
matters = st.builds(
    Matter,
    kind=st.sampled_from(CaseKind),
    reporter_kind=st.none() | st.sampled_from(ReporterKind),
    law_on=st.dates(min_value=date(2019, 6, 1), max_value=date(2026, 6, 1)),
)


def computed(matter: Matter, facts: tuple[Event, ...], on: date) -> set[Line]:
    """The same from the clocks themselves; of two periods with one start the later counts."""
    found = sorted(deadlines_of(matter=matter, events=facts, on=on), key=lambda one: one.period)
    kept = {(one.clock_id, one.subject, one.started_on): one for one in found}
    return {
        Line(
            one.clock_id, one.subject, one.started_on, one.due_on, one.met_on, one.stopped_on,
            None if one.clock_id in RIGHTS else one.late_after,
        )
        for one in kept.values()
    }  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(matter=matters, facts=events, on=days)
def test_lines_are_the_days_that_the_clocks_give(matter, facts, on):
    assert lines_of(matter=matter, events=facts, on=on) == computed(matter, tuple(facts), on)


@settings(deadline=None)
@given(matter=matters, facts=events, on=days)
def test_what_one_person_did_moves_no_day_of_another(matter, facts, on):
    alone = [one for one in facts if one.subject != "b"]

    of_a = {one for one in lines_of(matter=matter, events=facts, on=on) if one.subject == "a"}

    assert of_a == {
        one for one in lines_of(matter=matter, events=alone, on=on) if one.subject == "a"
    }


@pytest.mark.parametrize("subject", ["a", None])
def test_a_line_says_in_words_what_it_counts_and_names_nobody(subject):
    facts = [Event(kind=EventKind.NOTICE_GIVEN, on=date(2026, 4, 1), subject=subject)]

    found = lines_of(matter=STAFF_REPORT, events=facts, on=date(2026, 4, 2))
    (line,) = [one for one in found if one.clock == "representations"]

    assert line.subject == subject
    assert str(line).startswith("representations ")
    assert ("one person" in str(line)) is (subject is not None)


def test_no_clock_of_a_case_is_counted_again_for_each_person():
    facts = [
        event(EventKind.CAME_TO_ATTENTION, 1, 10),
        Event(kind=EventKind.NOTICE_GIVEN, on=date(2026, 4, 1), subject="a"),
        Event(kind=EventKind.NOTICE_GIVEN, on=date(2026, 4, 1), subject="b"),
    ]

    found = lines_of(matter=STAFF_REPORT, events=facts, on=date(2026, 5, 1))

    assert {one.clock for one in found if one.subject} <= OF_PERSONS
    answering = [one.subject for one in found if one.clock == "representations"]
    assert sorted(answering) == ["a", "b"]
