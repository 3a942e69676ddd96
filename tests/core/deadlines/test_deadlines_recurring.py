"""Updates and delay reports: how each period follows the last, stops and starts again."""

from datetime import date

import pytest
from matters import DSI, STAFF_REPORT, dues_and_states, event, of_clock

from candour.core.deadlines import Matter, deadlines_of
from candour.law.clocks import ClockState
from candour.law.events import CaseKind, EventKind, Party, ReporterKind
from candour.law.provisions import Basis

# Updates


def test_the_next_update_is_due_four_weeks_after_the_last_one_not_after_its_deadline():
    found = of_clock(
        "progress_update_complainant",
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.UPDATE_SENT, 5, 6),
        event(EventKind.UPDATE_SENT, 5, 20),
        on=date(2026, 6, 1),
    )

    assert dues_and_states(found) == [
        (date(2026, 4, 29), "met_late"),
        (date(2026, 6, 3), "met"),
        (date(2026, 6, 17), "due"),
    ]
    assert [one.period for one in found] == [1, 2, 3]


def test_an_update_is_due_to_the_end_of_its_last_day():
    started = event(EventKind.HANDLING_STARTED, 4, 1)

    last_day = of_clock("progress_update_complainant", started, on=date(2026, 4, 29))
    day_after = of_clock("progress_update_complainant", started, on=date(2026, 4, 30))

    assert [one.state for one in (*last_day, *day_after)] == [ClockState.DUE, ClockState.OVERDUE]


def test_an_update_before_handling_started_does_not_count():
    found = of_clock(
        "progress_update_complainant",
        event(EventKind.UPDATE_SENT, 3, 31),
        event(EventKind.HANDLING_STARTED, 4, 1),
        on=date(2026, 4, 10),
    )

    assert dues_and_states(found) == [(date(2026, 4, 29), "due")]


def test_an_update_on_the_day_handling_started_counts_and_starts_the_next_four_weeks():
    found = of_clock(
        "progress_update_complainant",
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.UPDATE_SENT, 4, 1),
        on=date(2026, 4, 2),
    )

    assert dues_and_states(found) == [(date(2026, 4, 29), "met"), (date(2026, 4, 29), "due")]


def test_an_update_after_the_case_was_closed_starts_nothing():
    found = of_clock(
        "progress_update_complainant",
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.CLOSED, 4, 20),
        event(EventKind.UPDATE_SENT, 4, 22),
        on=date(2026, 9, 1),
    )

    assert dues_and_states(found) == [(date(2026, 4, 29), "stopped")]


def test_telling_the_outcome_stops_the_updates():
    found = of_clock(
        "progress_update_complainant",
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.OUTCOME_NOTIFIED, 4, 20),
        on=date(2026, 9, 1),
    )

    assert dues_and_states(found) == [(date(2026, 4, 29), "stopped")]
    assert found[0].stopped_on == date(2026, 4, 20)
    assert found[0].elapsed_days == 19


def test_closing_a_case_does_not_hide_an_update_that_was_missed():
    found = of_clock(
        "progress_update_complainant",
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.CLOSED, 5, 20),
        on=date(2026, 9, 1),
    )

    assert dues_and_states(found) == [(date(2026, 4, 29), "overdue")]
    assert found[0].stopped_on == date(2026, 5, 20)


def test_reopening_starts_the_updates_again():
    found = of_clock(
        "progress_update_complainant",
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.CLOSED, 4, 20),
        event(EventKind.REOPENED, 6, 1),
        on=date(2026, 6, 10),
    )

    assert dues_and_states(found) == [
        (date(2026, 4, 29), "stopped"),
        (date(2026, 6, 29), "due"),
    ]


def test_a_case_closed_and_reopened_on_one_day_runs_on():
    found = of_clock(
        "progress_update_complainant",
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.CLOSED, 4, 20),
        event(EventKind.REOPENED, 4, 20),
        on=date(2026, 4, 21),
    )

    assert dues_and_states(found) == [(date(2026, 4, 29), "stopped"), (date(2026, 5, 18), "due")]


def test_reopening_what_never_stopped_changes_nothing():
    found = of_clock(
        "progress_update_complainant",
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.REOPENED, 4, 20),
        on=date(2026, 4, 21),
    )

    assert dues_and_states(found) == [(date(2026, 4, 29), "due")]


def test_criminal_proceedings_do_not_stop_the_updates():
    found = of_clock(
        "progress_update_complainant",
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS, 4, 10),
        on=date(2026, 5, 20),
    )

    assert dues_and_states(found) == [(date(2026, 4, 29), "overdue")]


def test_an_interested_persons_clock_starts_once_handled_and_admitted():
    found = of_clock(
        "progress_update_interested_person",
        event(EventKind.INTERESTED_PERSON_ADMITTED, 3, 1),
        event(EventKind.HANDLING_STARTED, 4, 1),
        on=date(2026, 4, 2),
        matter=DSI,
    )

    assert [one.started_on for one in found] == [date(2026, 4, 1)]


def test_without_an_interested_person_nobody_is_owed_that_update():
    found = of_clock(
        "progress_update_interested_person",
        event(EventKind.HANDLING_STARTED, 4, 1),
        on=date(2026, 6, 2),
        matter=DSI,
    )

    assert found == []


@pytest.mark.parametrize("reporter_kind", ReporterKind)
@pytest.mark.parametrize("kind", CaseKind)
@pytest.mark.parametrize("clock", ["progress_update", "outcome_notice", "review_window"])
def test_every_reporter_in_every_kind_of_case_has_exactly_one_such_right(
    clock, kind, reporter_kind
):
    matter = Matter(kind=kind, reporter_kind=reporter_kind, law_on=date(2026, 1, 10))
    events = (
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.OUTCOME_DECIDED, 4, 2),
        event(EventKind.REVIEW_INFORMATION_GIVEN, 4, 3),
    )

    found = deadlines_of(matter=matter, events=events, on=date(2026, 4, 3))

    assert len([one for one in found if one.clock_id.startswith(clock)]) == 1


@pytest.mark.parametrize("clock", ["progress_update", "outcome_notice", "review_window"])
def test_police_staff_get_the_same_days_as_a_complainant_and_see_that_it_is_policy(clock):
    events = (
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.OUTCOME_DECIDED, 4, 1),
        event(EventKind.REVIEW_INFORMATION_GIVEN, 4, 1),
    )

    public = of_clock(f"{clock}_complainant", *events, on=date(2026, 4, 3))
    staff = of_clock(f"{clock}_reporter", *events, on=date(2026, 4, 3), matter=STAFF_REPORT)

    assert [one.due_on for one in staff] == [one.due_on for one in public]
    assert [one.basis for one in (*public, *staff)] == [Basis.STATUTORY, Basis.POLICY]
    assert "This is adopted policy; the law does not require it." in staff[0].because


# Delay reports


def test_a_complaint_is_counted_from_when_it_was_made_and_not_from_when_it_was_noticed():
    found = of_clock(
        "delay_report_complaint",
        event(EventKind.COMPLAINT_MADE, 1, 10),
        event(EventKind.CAME_TO_ATTENTION, 3, 10),
        on=date(2026, 4, 1),
    )

    assert dues_and_states(found) == [(date(2027, 1, 9), "due")]


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2027, 1, 9), "due"),
        (date(2027, 1, 10), "asap"),
        (date(2027, 1, 15), "asap"),
        (date(2027, 1, 16), "overdue"),
    ],
)
def test_a_delay_report_is_owed_after_twelve_months_and_missed_after_the_service_level(on, state):
    found = of_clock("delay_report_complaint", event(EventKind.COMPLAINT_MADE, 1, 10), on=on)

    assert found[0].state == state
    assert found[0].late_after == date(2027, 1, 15)


def test_a_delay_report_sent_before_the_period_ends_does_not_count():
    found = of_clock(
        "delay_report_complaint",
        event(EventKind.COMPLAINT_MADE, 1, 10),
        event(EventKind.DELAY_REPORT_SENT, 12, 20),
        on=date(2027, 2, 1),
    )

    assert found[0].state == ClockState.OVERDUE
    assert "A step counts from 10 January 2027, not before." in found[0].because


def test_one_late_delay_report_answers_for_every_period_before_it():
    found = of_clock(
        "delay_report_complaint",
        event(EventKind.COMPLAINT_MADE, 1, 10),
        event(EventKind.DELAY_REPORT_SENT, 7, 12, year=2027),
        on=date(2027, 8, 1),
    )

    assert dues_and_states(found) == [
        (date(2027, 1, 9), "met_late"),
        (date(2027, 7, 9), "met"),
        (date(2028, 1, 9), "due"),
    ]


def test_the_next_delay_report_is_not_listed_before_the_first_period_is_over():
    made = event(EventKind.COMPLAINT_MADE, 1, 10)

    last_day = of_clock("delay_report_complaint", made, on=date(2027, 1, 9))
    day_after = of_clock("delay_report_complaint", made, on=date(2027, 1, 10))

    assert [len(last_day), len(day_after)] == [1, 2]


def test_a_final_report_on_the_last_day_of_the_period_comes_in_time():
    found = of_clock(
        "delay_report_complaint",
        event(EventKind.COMPLAINT_MADE, 1, 10),
        event(EventKind.FINAL_REPORT_SUBMITTED, 1, 9, year=2027),
        on=date(2027, 6, 1),
    )

    assert dues_and_states(found) == [(date(2027, 1, 9), "stopped")]


def test_the_final_report_ends_the_delay_reports():
    found = of_clock(
        "delay_report_complaint",
        event(EventKind.COMPLAINT_MADE, 1, 10),
        event(EventKind.FINAL_REPORT_SUBMITTED, 11, 2),
        on=date(2029, 2, 1),
    )

    assert dues_and_states(found) == [(date(2027, 1, 9), "stopped")]


def test_a_reopened_case_keeps_its_first_rhythm_and_owes_nothing_for_the_time_it_was_closed():
    found = of_clock(
        "delay_report_complaint",
        event(EventKind.COMPLAINT_MADE, 1, 10),
        event(EventKind.CLOSED, 11, 2),
        event(EventKind.REOPENED, 3, 1, year=2027),
        on=date(2027, 7, 12),
    )

    assert dues_and_states(found) == [
        (date(2027, 1, 9), "stopped"),
        (date(2027, 7, 9), "asap"),
        (date(2028, 1, 9), "due"),
    ]


def test_recording_under_schedule_3_changes_who_hears_of_the_delay():
    noticed = event(EventKind.CAME_TO_ATTENTION, 1, 10)
    recorded = event(EventKind.RECORDED_UNDER_SCHEDULE_3, 2, 10)

    internal = deadlines_of(matter=STAFF_REPORT, events=(noticed,), on=date(2026, 3, 1))
    formal = deadlines_of(matter=STAFF_REPORT, events=(noticed, recorded), on=date(2026, 3, 1))

    internal = [one for one in internal if one.clock_id.startswith("delay")]
    formal = [one for one in formal if one.clock_id.startswith("delay")]
    assert [one.to for one in internal] == [(Party.LOCAL_POLICING_BODY, Party.SUBJECT)]
    assert [one.to for one in formal] == [(Party.LOCAL_POLICING_BODY, Party.INDEPENDENT_BODY)]
