"""Clocks that run for each person, time that somebody extended, and a hearing fixed anew."""

from datetime import date

import pytest
from matters import STAFF_REPORT, dues_and_states, event, of_clock

from candour.core.deadlines import Event, Extension, deadlines_of
from candour.law.events import EventKind, Party

SUPPLIED = EventKind.PROCEEDINGS_DOCUMENTS_SUPPLIED
RESPONDED = EventKind.OFFICER_RESPONDED


def about(subject: str, kind: EventKind, month: int, day: int) -> Event:
    return Event(kind=kind, on=date(2026, month, day), subject=subject)


def test_one_officers_response_does_not_meet_anothers_clock():
    events = (about("a", SUPPLIED, 4, 1), about("b", SUPPLIED, 4, 1), about("a", RESPONDED, 4, 9))

    found = [
        one
        for one in deadlines_of(matter=STAFF_REPORT, events=events, on=date(2026, 5, 1))
        if one.clock_id == "officer_response"
    ]

    assert [(one.subject, one.state.value) for one in found] == [("a", "met"), ("b", "overdue")]


def test_what_is_recorded_about_nobody_counts_for_everybody():
    events = (about("a", SUPPLIED, 4, 1), event(EventKind.CLOSED, 4, 10))

    found = of_clock("officer_response", *events, on=date(2026, 5, 1), matter=STAFF_REPORT)

    assert dues_and_states(found) == [(date(2026, 4, 24), "stopped")]


def test_a_clock_that_no_person_started_runs_once_for_the_case():
    found = of_clock(
        "officer_response", event(SUPPLIED, 4, 1), about("a", RESPONDED, 4, 9),
        on=date(2026, 5, 1), matter=STAFF_REPORT,
    )  # fmt: skip

    assert [(one.subject, one.state.value) for one in found] == [(None, "met")]


@pytest.mark.parametrize(
    ("by", "granted_on", "due_on"),
    [
        (Party.CHAIR, date(2026, 4, 20), date(2026, 5, 8)),
        (Party.CHAIR, date(2026, 4, 24), date(2026, 5, 8)),
        (Party.CHAIR, date(2026, 4, 25), date(2026, 4, 24)),
        (Party.SUBJECT, date(2026, 4, 20), date(2026, 4, 24)),
    ],
)
def test_more_time_needs_whom_the_law_names_and_comes_before_the_time_is_over(
    by, granted_on, due_on
):
    more = Extension(
        clock_id="officer_response", started_on=date(2026, 4, 1), until_on=date(2026, 5, 8),
        granted_on=granted_on, by=by, subject="a",
    )  # fmt: skip

    found = deadlines_of(
        matter=STAFF_REPORT, events=(about("a", SUPPLIED, 4, 1),), on=date(2026, 4, 27),
        extensions=(more,),
    )  # fmt: skip

    assert [one.due_on for one in found if one.clock_id == "officer_response"] == [due_on]


def test_an_extension_that_is_not_granted_yet_changes_nothing():
    more = Extension(
        clock_id="officer_response", started_on=date(2026, 4, 1), until_on=date(2026, 5, 8),
        granted_on=date(2026, 4, 20), by=Party.CHAIR, subject="a",
    )  # fmt: skip

    found = deadlines_of(
        matter=STAFF_REPORT, events=(about("a", SUPPLIED, 4, 1),), on=date(2026, 4, 19),
        extensions=(more,),
    )  # fmt: skip

    assert [one.due_on for one in found if one.clock_id == "officer_response"] == [
        date(2026, 4, 24)
    ]


def test_an_objection_that_is_upheld_counts_the_days_of_an_accelerated_hearing_anew():
    found = of_clock(
        "accelerated_hearing_day",
        about("a", EventKind.ACCELERATED_NOTICE_GIVEN, 4, 1),
        about("a", EventKind.ACCELERATED_OBJECTION_UPHELD, 4, 8),
        on=date(2026, 4, 27),
        matter=STAFF_REPORT,
    )

    assert dues_and_states(found) == [
        (date(2026, 4, 24), "stopped"),
        (date(2026, 4, 29), "due"),
    ]


def test_an_accelerated_hearing_before_the_tenth_working_day_does_not_count():
    found = of_clock(
        "accelerated_hearing_day",
        about("a", EventKind.ACCELERATED_NOTICE_GIVEN, 4, 1),
        about("a", EventKind.ACCELERATED_HEARING_STARTED, 4, 16),
        on=date(2026, 4, 20),
        matter=STAFF_REPORT,
    )

    assert found[0].not_before == date(2026, 4, 17)
    assert dues_and_states(found) == [(date(2026, 4, 24), "due")]
