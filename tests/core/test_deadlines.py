"""Deadlines follow from events: corrections move them, recurrences follow, reasons are given."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.calendar import Calendar
from candour.core.deadlines import Deadline, Event, Matter, deadlines_of
from candour.law import bank_holidays
from candour.law.bank_holidays import DayOverride
from candour.law.clocks import CLOCKS, Clock, ClockState, Falls, Rule, ServiceLevel
from candour.law.events import CaseKind, EventKind, Party, ReporterKind
from candour.law.instruments import REGIME_2020_ON
from candour.law.provisions import Basis, InForce

COMPLAINT = Matter(
    kind=CaseKind.COMPLAINT, reporter_kind=ReporterKind.PUBLIC, law_on=date(2026, 1, 10)
)
STAFF_REPORT = Matter(
    kind=CaseKind.CONDUCT_MATTER,
    reporter_kind=ReporterKind.POLICE_STAFF_SAME_FORCE,
    law_on=date(2026, 1, 10),
)
DSI = Matter(kind=CaseKind.DSI_MATTER, reporter_kind=None, law_on=date(2026, 1, 10))


def event(kind: EventKind, month: int, day: int, *, year: int = 2026) -> Event:
    return Event(kind=kind, on=date(year, month, day))


def row(clock_id: str) -> Clock:
    return next(clock for clock in CLOCKS if clock.id == clock_id)


def of_clock(clock_id: str, *events: Event, on: date, matter: Matter = COMPLAINT) -> list[Deadline]:
    found = deadlines_of(matter=matter, events=events, on=on)
    return [deadline for deadline in found if deadline.clock_id == clock_id]


def dues_and_states(deadlines: list[Deadline]) -> list[tuple[date | None, str]]:
    return [(deadline.due_on, deadline.state.value) for deadline in deadlines]


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda clock: clock.id)
def test_each_worked_example_of_the_law_comes_out(clock):
    example = clock.example
    matter = Matter(
        kind=example.case_kind,
        reporter_kind=example.reporter_kind,
        law_on=min(fact.on for fact in example.facts),
    )

    found = deadlines_of(matter=matter, events=example.facts, on=example.asked_on, clocks=(clock,))

    assert [(one.due_on, one.state) for one in found] == [
        (one.due_on, one.state) for one in example.expected
    ]


# Referral


def test_a_referral_on_the_day_after_is_in_time():
    found = of_clock(
        "refer_complaint",
        event(EventKind.REFERRAL_CRITERION_MET, 4, 2),
        event(EventKind.REFERRED, 4, 3),
        on=date(2026, 4, 20),
    )

    assert dues_and_states(found) == [(date(2026, 4, 3), "met")]


def test_a_referral_two_days_after_is_late():
    found = of_clock(
        "refer_complaint",
        event(EventKind.REFERRAL_CRITERION_MET, 4, 2),
        event(EventKind.REFERRED, 4, 4),
        on=date(2026, 4, 20),
    )

    assert dues_and_states(found) == [(date(2026, 4, 3), "met_late")]


def test_a_case_referred_before_the_criterion_was_clear_need_not_be_referred_again():
    found = of_clock(
        "refer_complaint",
        event(EventKind.REFERRED, 3, 20),
        event(EventKind.REFERRAL_CRITERION_MET, 4, 2),
        on=date(2026, 4, 20),
    )

    assert dues_and_states(found) == [(date(2026, 4, 3), "met")]
    assert found[0].elapsed_days == 0


def test_a_call_in_asks_for_a_new_referral_even_after_an_earlier_one():
    found = of_clock(
        "refer_called_in",
        event(EventKind.REFERRED, 3, 20),
        event(EventKind.CALLED_IN, 4, 2),
        on=date(2026, 4, 20),
    )

    assert dues_and_states(found) == [(date(2026, 4, 3), "overdue")]


def test_closing_a_case_does_not_stop_a_referral():
    found = of_clock(
        "refer_complaint",
        event(EventKind.REFERRAL_CRITERION_MET, 4, 2),
        event(EventKind.CLOSED, 4, 2),
        event(EventKind.WITHDRAWN, 4, 2),
        on=date(2026, 4, 20),
    )

    assert dues_and_states(found) == [(date(2026, 4, 3), "overdue")]


def test_the_criterion_starts_the_clock_on_the_day_it_first_became_clear():
    found = of_clock(
        "refer_complaint",
        event(EventKind.REFERRAL_CRITERION_MET, 4, 9),
        event(EventKind.REFERRAL_CRITERION_MET, 4, 2),
        on=date(2026, 4, 20),
    )

    assert [one.started_on for one in found] == [date(2026, 4, 2)]


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


# Outcome and review


def test_each_outcome_needs_its_own_notice():
    found = of_clock(
        "outcome_notice_complainant",
        event(EventKind.OUTCOME_DECIDED, 4, 1),
        event(EventKind.OUTCOME_NOTIFIED, 4, 8),
        event(EventKind.OUTCOME_DECIDED, 6, 1),
        on=date(2026, 6, 2),
    )

    assert dues_and_states(found) == [(date(2026, 4, 10), "met"), (date(2026, 6, 8), "due")]


def test_withdrawal_stops_an_outcome_notice_that_was_not_yet_due():
    found = of_clock(
        "outcome_notice_complainant",
        event(EventKind.OUTCOME_DECIDED, 4, 1),
        event(EventKind.WITHDRAWN, 4, 9),
        on=date(2026, 6, 2),
    )

    assert dues_and_states(found) == [(date(2026, 4, 10), "stopped")]


def test_a_review_applied_for_on_the_last_day_is_in_time():
    found = of_clock(
        "review_window_complainant",
        event(EventKind.REVIEW_INFORMATION_GIVEN, 4, 1),
        event(EventKind.REVIEW_APPLIED, 4, 29),
        on=date(2026, 6, 2),
    )

    assert dues_and_states(found) == [(date(2026, 4, 29), "met")]


def test_a_right_that_was_not_used_lapses_and_is_nobodys_delay():
    found = of_clock(
        "review_window_complainant",
        event(EventKind.REVIEW_INFORMATION_GIVEN, 4, 1),
        on=date(2026, 4, 30),
    )

    assert dues_and_states(found) == [(date(2026, 4, 29), "lapsed")]


def test_days_with_the_wrong_review_body_are_not_counted():
    found = of_clock(
        "review_window_complainant",
        event(EventKind.REVIEW_INFORMATION_GIVEN, 4, 1),
        event(EventKind.REVIEW_REACHED_WRONG_BODY, 4, 28),
        event(EventKind.REVIEW_FORWARDED, 5, 8),
        event(EventKind.REVIEW_APPLIED, 5, 8),
        on=date(2026, 6, 2),
    )

    assert dues_and_states(found) == [(date(2026, 5, 9), "met")]
    assert "10 days in between are not counted." in found[0].because


def test_an_application_lying_with_the_wrong_body_stops_the_window():
    found = of_clock(
        "review_window_complainant",
        event(EventKind.REVIEW_INFORMATION_GIVEN, 4, 1),
        event(EventKind.REVIEW_REACHED_WRONG_BODY, 4, 28),
        on=date(2026, 6, 2),
    )

    assert dues_and_states(found) == [(date(2026, 6, 3), "stopped")]


def test_an_application_to_the_wrong_body_after_the_window_adds_no_day():
    found = of_clock(
        "review_window_complainant",
        event(EventKind.REVIEW_INFORMATION_GIVEN, 4, 1),
        event(EventKind.REVIEW_REACHED_WRONG_BODY, 4, 30),
        event(EventKind.REVIEW_FORWARDED, 5, 8),
        event(EventKind.REVIEW_APPLIED, 5, 8),
        on=date(2026, 6, 2),
    )

    assert dues_and_states(found) == [(date(2026, 4, 29), "met_late")]


def test_two_wrong_bodies_at_once_do_not_count_the_same_days_twice():
    found = of_clock(
        "review_window_complainant",
        event(EventKind.REVIEW_INFORMATION_GIVEN, 4, 1),
        event(EventKind.REVIEW_REACHED_WRONG_BODY, 4, 10),
        event(EventKind.REVIEW_REACHED_WRONG_BODY, 4, 12),
        event(EventKind.REVIEW_FORWARDED, 4, 14),
        on=date(2026, 4, 20),
    )

    assert dues_and_states(found) == [(date(2026, 5, 3), "due")]


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

    assert [one.to for one in internal] == [(Party.LOCAL_POLICING_BODY, Party.SUBJECT)]
    assert [one.to for one in formal] == [(Party.LOCAL_POLICING_BODY, Party.INDEPENDENT_BODY)]


# The law in force


def test_a_matter_from_before_the_regime_has_no_clock():
    matter = replace(COMPLAINT, law_on=date(2020, 1, 31))
    events = (event(EventKind.HANDLING_STARTED, 4, 1),)

    assert deadlines_of(matter=matter, events=events, on=date(2026, 6, 1)) == ()


@pytest.mark.parametrize(
    ("law_on", "due"), [(date(2026, 6, 30), date(2026, 9, 2)), (date(2026, 7, 1), date(2026, 9, 3))]
)
def test_a_changed_rule_governs_only_matters_from_its_first_day(law_on, due):
    old = row("refer_complaint")
    before = replace(old, in_force=InForce(from_on=REGIME_2020_ON, until_on=date(2026, 6, 30)))
    after = replace(old, amount=2, in_force=InForce(from_on=date(2026, 7, 1)))

    found = deadlines_of(
        matter=replace(COMPLAINT, law_on=law_on),
        events=(event(EventKind.REFERRAL_CRITERION_MET, 9, 1),),
        on=date(2026, 9, 1),
        clocks=(before, after),
    )

    assert [one.due_on for one in found] == [due]


# Forms that later rows use


def test_a_duty_without_a_day_states_how_long_it_has_been_owed():
    clock = replace(row("refer_complaint"), rule=Rule.ASAP, amount=None)

    found = deadlines_of(
        matter=COMPLAINT,
        events=(event(EventKind.REFERRAL_CRITERION_MET, 4, 1),),
        on=date(2026, 4, 15),
        clocks=(clock,),
    )

    assert [(one.due_on, one.state, one.elapsed_days) for one in found] == [
        (None, ClockState.ASAP, 14)
    ]


def test_a_duty_without_a_day_is_missed_after_an_adopted_service_level():
    level = ServiceLevel(
        amount=2, rule=Rule.WD_AFTER_FIRST_WD, provision=CLOCKS[0].provision, summary="Two days."
    )
    clock = replace(row("refer_complaint"), rule=Rule.ASAP, amount=None, service_level=level)

    found = deadlines_of(
        matter=COMPLAINT,
        events=(event(EventKind.REFERRAL_CRITERION_MET, 4, 1),),
        on=date(2026, 4, 15),
        clocks=(clock,),
    )

    assert [(one.late_after, one.state) for one in found] == [
        (date(2026, 4, 7), ClockState.OVERDUE)
    ]


def test_a_step_before_a_hearing_is_due_while_the_hearing_lies_ahead():
    clock = replace(
        row("refer_complaint"), rule=Rule.WORKING_DAYS_BEFORE, amount=5, is_met_by_earlier=True
    )

    found = deadlines_of(
        matter=COMPLAINT,
        events=(event(EventKind.REFERRAL_CRITERION_MET, 6, 15),),
        on=date(2026, 6, 1),
        clocks=(clock,),
    )

    assert dues_and_states(list(found)) == [(date(2026, 6, 8), "due")]
    assert found[0].elapsed_days == 0


def test_a_window_with_a_least_and_a_most_does_not_count_a_step_before_it_opens():
    clock = replace(row("refer_called_in"), rule=Rule.WD_AFTER_FIRST_WD, at_least=10, amount=15)

    found = deadlines_of(
        matter=COMPLAINT,
        events=(event(EventKind.CALLED_IN, 4, 1), event(EventKind.REFERRED, 4, 16)),
        on=date(2026, 4, 20),
        clocks=(clock,),
    )

    assert [(one.not_before, one.due_on, one.state) for one in found] == [
        (date(2026, 4, 17), date(2026, 4, 24), ClockState.DUE)
    ]


def test_a_step_owed_after_the_end_without_a_service_level_is_never_called_late():
    clock = replace(
        row("outcome_notice_complainant"), falls=Falls.AFTER_THE_END, service_level=None
    )

    found = deadlines_of(
        matter=COMPLAINT,
        events=(event(EventKind.OUTCOME_DECIDED, 4, 1),),
        on=date(2027, 4, 1),
        clocks=(clock,),
    )

    assert [(one.late_after, one.state) for one in found] == [(None, ClockState.ASAP)]


# Corrections and reasons


def test_removing_a_wrong_event_re_dates_all_that_hung_on_it():
    started = event(EventKind.HANDLING_STARTED, 4, 1)
    update = event(EventKind.UPDATE_SENT, 4, 20)
    closed = event(EventKind.CLOSED, 4, 27)
    ask = {"on": date(2026, 5, 1)}

    with_all = of_clock("progress_update_complainant", started, update, closed, **ask)
    without_closure = of_clock("progress_update_complainant", started, update, **ask)
    without_update = of_clock("progress_update_complainant", started, **ask)

    assert dues_and_states(with_all)[-1] == (date(2026, 5, 18), "stopped")
    assert dues_and_states(without_closure)[-1] == (date(2026, 5, 18), "due")
    assert dues_and_states(without_update) == [(date(2026, 4, 29), "overdue")]


def test_correcting_when_a_complaint_was_made_moves_every_later_period():
    wrong = of_clock(
        "delay_report_complaint", event(EventKind.COMPLAINT_MADE, 1, 10), on=date(2027, 2, 1)
    )
    right = of_clock(
        "delay_report_complaint",
        event(EventKind.COMPLAINT_MADE, 12, 10, year=2025),
        on=date(2027, 2, 1),
    )

    assert [one.due_on for one in wrong] == [date(2027, 1, 9), date(2027, 7, 9)]
    assert [one.due_on for one in right] == [date(2026, 12, 9), date(2027, 6, 9)]


def test_a_deadline_says_what_started_it_how_it_is_counted_and_what_met_it():
    found = of_clock(
        "refer_complaint",
        event(EventKind.REFERRAL_CRITERION_MET, 4, 2),
        event(EventKind.REFERRED, 4, 7),
        on=date(2026, 4, 20),
    )

    assert found[0].because == (
        "It began on 2 April 2026 (referral criterion met).",
        "Counted: by the end of day 1 after 2 April 2026: to 3 April 2026.",
        "It was done, but late.",
        "Done on 7 April 2026 (referred).",
    )
    assert found[0].who == (Party.APPROPRIATE_AUTHORITY,)
    assert found[0].to == (Party.INDEPENDENT_BODY,)
    assert "reg 4" in found[0].provision.reference
    assert (found[0].basis, found[0].verification) == ("statutory", "memory")


def test_a_stopped_deadline_says_what_stopped_it():
    found = of_clock(
        "progress_update_complainant",
        event(EventKind.HANDLING_STARTED, 4, 1),
        event(EventKind.OUTCOME_NOTIFIED, 4, 20),
        on=date(2026, 4, 21),
    )

    assert "Stopped on 20 April 2026 (outcome notified)." in found[0].because


def test_a_deadline_that_was_met_says_nothing_of_a_later_stop():
    found = of_clock(
        "outcome_notice_complainant",
        event(EventKind.OUTCOME_DECIDED, 4, 1),
        event(EventKind.OUTCOME_NOTIFIED, 4, 2),
        event(EventKind.WITHDRAWN, 4, 20),
        on=date(2026, 4, 21),
    )

    assert found[0].because[2:] == (
        "It was done in time.",
        "Done on 2 April 2026 (outcome notified).",
    )


def test_the_service_level_is_named_where_the_law_gives_no_day():
    found = of_clock(
        "delay_report_complaint", event(EventKind.COMPLAINT_MADE, 1, 10), on=date(2027, 1, 11)
    )

    assert "The law gives no day: it is owed as soon as practicable." in found[0].because
    assert "The adopted service level is five working days." in found[0].because[-1]


# Properties

all_events = st.lists(
    st.builds(
        Event,
        kind=st.sampled_from(EventKind),
        on=st.dates(min_value=date(2026, 1, 10), max_value=date(2029, 12, 31)),
    ),
    max_size=14,
)
matters = st.builds(
    Matter,
    kind=st.sampled_from(CaseKind),
    reporter_kind=st.none() | st.sampled_from(ReporterKind),
    law_on=st.just(date(2026, 1, 10)),
)
asked = st.dates(min_value=date(2026, 1, 10), max_value=date(2030, 12, 31))


@given(matter=matters, events=all_events, on=asked, data=st.data())
def test_the_order_of_the_events_never_matters(matter, events, on, data):
    shuffled = data.draw(st.permutations(events))

    first = deadlines_of(matter=matter, events=tuple(events), on=on)
    second = deadlines_of(matter=matter, events=tuple(shuffled), on=on)

    assert first == second


@given(matter=matters, events=all_events, on=asked)
def test_recording_a_fact_twice_never_matters(matter, events, on):
    once = deadlines_of(matter=matter, events=tuple(events), on=on)
    twice = deadlines_of(matter=matter, events=(*events, *events), on=on)

    assert once == twice


@given(matter=matters, events=all_events, on=asked)
def test_what_happens_later_never_changes_what_stood_on_a_day(matter, events, on):
    known = tuple(one for one in events if one.on <= on)

    assert deadlines_of(matter=matter, events=tuple(events), on=on) == deadlines_of(
        matter=matter, events=known, on=on
    )


@given(matter=matters, events=all_events, on=asked)
def test_no_deadline_falls_before_its_start(matter, events, on):
    found = deadlines_of(matter=matter, events=tuple(events), on=on)

    assert [one for one in found if one.due_on is None or one.due_on < one.started_on] == []


@given(matter=matters, events=all_events, on=asked)
def test_no_deadline_starts_on_a_day_that_nothing_happened_unless_its_rhythm_does(
    matter, events, on
):
    happened = {one.on for one in events}

    found = deadlines_of(matter=matter, events=tuple(events), on=on)

    assert [
        one
        for one in found
        if not one.clock_id.startswith("delay_report") and one.started_on not in happened
    ] == []


@given(matter=matters, events=all_events, on=asked)
def test_a_met_deadline_names_its_day_and_a_stopped_one_its_cause(matter, events, on):
    found = deadlines_of(matter=matter, events=tuple(events), on=on)

    met = [one for one in found if one.state in (ClockState.MET, ClockState.MET_LATE)]
    stopped = [one for one in found if one.state is ClockState.STOPPED]
    assert all(one.met_on is not None for one in met)
    assert all(
        one.stopped_on is not None or "Paused since" in " ".join(one.because) for one in stopped
    )


@given(
    matter=matters,
    events=all_events,
    on=asked,
    holiday=st.dates(min_value=date(2026, 1, 10), max_value=date(2030, 12, 31)),
)
def test_a_new_bank_holiday_never_makes_anybody_later_than_before(matter, events, on, holiday):
    override = DayOverride(
        on=holiday,
        division="england_and_wales",
        is_bank_holiday=True,
        name="Proclaimed",
        provision=bank_holidays.ENGLAND_AND_WALES.provision,
    )
    more = Calendar(division=bank_holidays.ENGLAND_AND_WALES, overrides=(override,))

    before = deadlines_of(matter=matter, events=tuple(events), on=on)
    after = deadlines_of(matter=matter, events=tuple(events), on=on, days=more)

    late_before = {(d.clock_id, d.started_on) for d in before if d.state == "overdue"}
    late_after = {(d.clock_id, d.started_on) for d in after if d.state == "overdue"}
    assert late_after <= late_before


@given(matter=matters, events=all_events, on=asked)
def test_an_overdue_deadline_stays_overdue_the_next_day_while_nothing_is_recorded(
    matter, events, on
):
    known = tuple(one for one in events if one.on <= on)

    today = deadlines_of(matter=matter, events=known, on=on)
    tomorrow = deadlines_of(matter=matter, events=known, on=on + timedelta(days=1))

    late_today = {(d.clock_id, d.due_on) for d in today if d.state == "overdue"}
    late_tomorrow = {(d.clock_id, d.due_on) for d in tomorrow if d.state == "overdue"}
    assert late_today <= late_tomorrow
