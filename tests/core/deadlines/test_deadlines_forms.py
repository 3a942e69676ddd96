"""Forms of clock that rows still to come will use: each works before a row needs it."""

from dataclasses import replace
from datetime import date

from matters import COMPLAINT, dues_and_states, event, row

from candour.core.deadlines import deadlines_of
from candour.law.clocks import CLOCKS, ClockState, Falls, Rule, ServiceLevel
from candour.law.events import EventKind


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
