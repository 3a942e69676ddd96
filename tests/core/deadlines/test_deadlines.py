"""Deadlines follow from events and the law in force: referral, outcome, review, corrections."""

from dataclasses import replace
from datetime import date

import pytest
from matters import COMPLAINT, dues_and_states, event, of_clock, row

from candour.core.deadlines import Matter, deadlines_of
from candour.law.clocks import CLOCKS
from candour.law.events import EventKind, Party
from candour.law.instruments import REGIME_2020_ON
from candour.law.provisions import InForce


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
