"""One step: taken, or refused in words; and what follows from a history of them."""

from datetime import date

import pytest

from candour.core.states import (
    Done,
    Guard,
    Machine,
    Refused,
    Standing,
    State,
    Step,
    Taken,
    allowed,
    begun,
    facts_beside,
    owed,
    owner_of,
    state_of,
    take,
)
from candour.law.events import EventKind, Party

AA = Party.APPROPRIATE_AUTHORITY
COMPLAINT = Machine.COMPLAINT


def facts(*names: Guard) -> frozenset[Guard]:
    return frozenset(names)


def test_a_step_that_is_taken_says_where_it_leads_and_who_owns_the_days_from_then_on():
    result = take(
        machine=COMPLAINT,
        state=State.RECORDED,
        step=Step.REFER,
        by=AA,
        facts=facts(Guard.REFERRAL_IS_OWED),
    )

    assert isinstance(result, Taken)
    assert (result.target, result.owner) == (State.REFERRED, Party.INDEPENDENT_BODY)
    assert result.row.events == (EventKind.REFERRED,)
    assert "refer_complaint" in result.row.meets


@pytest.mark.parametrize(
    ("state", "step", "by", "known", "says"),
    [
        (State.RECEIVED, Step.FINALISE, AA, facts(), "not possible where it stands (received)"),
        (State.RECEIVED, Step.CERTIFY, AA, facts(), "It is possible from: investigating"),
        (State.RECEIVED, Step.SCREEN_GRIEVANCE, AA, facts(), "there is no such step"),
        (State.REFERRED, Step.DECIDE_MODE, AA, facts(Guard.MODE_LOCAL), "IOPC Director General"),
        (State.LOGGED, Step.RECORD, AA, facts(), "It is not established that"),
        (
            State.LOGGED,
            Step.LOG_OUTSIDE_SCHEDULE_3,
            AA,
            facts(Guard.NO_DUTY_TO_RECORD, Guard.COMPLAINANT_WANTS_RECORDING),
            "This stands in the way: the complainant asks for it to be recorded.",
        ),
    ],
)
def test_a_refusal_says_why(state, step, by, known, says):
    result = take(machine=COMPLAINT, state=state, step=step, by=by, facts=known)

    assert isinstance(result, Refused)
    assert says in " ".join(result.because)


def test_nothing_left_to_decide_gives_way_to_conduct_that_is_still_indicated():
    result = take(
        machine=COMPLAINT,
        state=State.WITHDRAWN,
        step=Step.DECIDE_AFTER_WITHDRAWAL,
        by=AA,
        facts=facts(Guard.CONDUCT_STILL_INDICATED, Guard.NOTHING_LEFT_TO_DECIDE),
    )

    assert isinstance(result, Taken)
    assert result.target is State.CONTINUES_AS_CONDUCT_MATTER


def test_only_what_a_party_may_do_is_listed_for_it():
    rows = allowed(
        machine=COMPLAINT, state=State.REFERRED, facts=facts(Guard.MODE_LOCAL),
        by=Party.INDEPENDENT_BODY,
    )  # fmt: skip

    assert Step.DECIDE_MODE in {row.step for row in rows}
    assert all(Party.INDEPENDENT_BODY in row.by for row in rows)


def test_a_history_leads_to_its_state():
    history = (
        Done(step=Step.LOG, by=AA, on=date(2026, 3, 2)),
        Done(step=Step.RECORD, by=AA, on=date(2026, 3, 3), facts=facts(Guard.MUST_BE_RECORDED)),
        Done(step=Step.INVESTIGATE, by=AA, on=date(2026, 3, 4)),
    )

    assert state_of(machine=COMPLAINT, history=history) is State.INVESTIGATING


def test_a_history_with_a_step_that_was_never_allowed_says_which():
    history = (
        Done(step=Step.LOG, by=AA, on=date(2026, 3, 2)),
        Done(step=Step.FINALISE, by=AA, on=date(2026, 3, 3)),
    )

    result = state_of(machine=COMPLAINT, history=history)

    assert isinstance(result, Refused)
    assert result.because[0] == "Step 2 was not allowed."


def test_each_day_belongs_to_somebody():
    history = (
        Done(step=Step.LOG, by=AA, on=date(2026, 3, 2)),
        Done(step=Step.RECORD, by=AA, on=date(2026, 3, 2), facts=facts(Guard.MUST_BE_RECORDED)),
        Done(step=Step.REFER, by=AA, on=date(2026, 3, 4), facts=facts(Guard.REFERRAL_IS_OWED)),
    )

    owners = [
        owner_of(machine=COMPLAINT, state=state_of(machine=COMPLAINT, history=history[:number]))
        for number in range(4)
    ]

    assert owners == [AA, AA, AA, Party.INDEPENDENT_BODY]


def test_an_independent_investigation_is_the_watchdogs():
    assert (
        owner_of(machine=COMPLAINT, state=State.INVESTIGATING, facts=facts(Guard.MODE_INDEPENDENT))
        is Party.INDEPENDENT_BODY
    )


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (State.STOPPED_AT_PROSECUTOR, Step.RESTART),
        (State.INVESTIGATING, Step.DECIDE_MISCONDUCT_AFTER_CRIMINAL),
        (State.FINALISED, Step.DECIDE_MISCONDUCT_AFTER_CRIMINAL),
    ],
)
def test_the_end_of_a_criminal_case_obliges_a_decision_on_misconduct_wherever_it_stands(
    state, step
):
    found = owed(
        machine=Machine.CONDUCT_MATTER,
        state=state,
        facts=facts(Guard.MISCONDUCT_DECISION_IS_OWED),
    )

    assert [one.step for one in found] == [step]


def test_a_withdrawal_owes_a_decision_and_the_watchdog_decides_where_it_was_referred():
    by_force = owed(machine=COMPLAINT, state=State.WITHDRAWN, facts=facts())
    by_watchdog = owed(machine=COMPLAINT, state=State.WITHDRAWN, facts=facts(Guard.WAS_REFERRED))

    assert [(one.step, one.by) for one in by_force] == [(Step.DECIDE_AFTER_WITHDRAWAL, AA)]
    assert [one.by for one in by_watchdog] == [Party.INDEPENDENT_BODY]


def test_conduct_found_in_a_grievance_has_to_move():
    found = owed(machine=Machine.GRIEVANCE, state=State.CONDUCT_FOUND, facts=facts())

    assert [one.step for one in found] == [Step.MOVE_TO_CONDUCT]


def test_a_case_ends_only_when_the_proceedings_of_every_person_have():
    still = [
        Standing(machine=Machine.PROCEEDINGS, state=State.CLOSED, subject="a"),
        Standing(machine=Machine.PROCEEDINGS, state=State.HEARD, subject="b"),
    ]
    done = [still[0], Standing(machine=Machine.PROCEEDINGS, state=State.CLOSED, subject="b")]

    assert facts_beside(of=COMPLAINT, standings=still) == frozenset()
    assert facts_beside(of=COMPLAINT, standings=done) == {Guard.OTHER_MACHINES_CLOSED}


def test_a_persons_course_never_waits_for_the_case_that_waits_for_it():
    standings = [
        Standing(machine=COMPLAINT, state=State.IN_PROCEEDINGS),
        Standing(machine=Machine.FORMER_OFFICER, state=State.MISCONDUCT_HEARING, subject="a"),
        Standing(machine=Machine.PROCEEDINGS, state=State.CLOSED, subject="a"),
    ]

    found = facts_beside(of=Machine.FORMER_OFFICER, standings=standings, subject="a")

    assert found == {Guard.OTHER_MACHINES_CLOSED}


def test_a_second_conduct_matter_that_it_opened_keeps_the_first_open():
    first = Standing(machine=Machine.CONDUCT_MATTER, state=State.OUTCOME_NOTIFIED)
    second = Standing(machine=Machine.CONDUCT_MATTER, state=State.INDICATION, subject="a")

    assert facts_beside(of=Machine.CONDUCT_MATTER, standings=[first, second]) == frozenset()


def test_a_reference_to_proceedings_begins_them_for_one_person():
    known = facts(Guard.CASE_TO_ANSWER, Guard.SUBJECT_IS_OFFICER, Guard.IS_HEARING)
    result = take(
        machine=COMPLAINT, state=State.DETERMINATION, step=Step.REFER_TO_PROCEEDINGS, by=AA,
        facts=known,
    )  # fmt: skip

    assert isinstance(result, Taken)
    assert begun(taken=result, subject="a") == (
        Standing(machine=Machine.PROCEEDINGS, state=State.REFERRED_TO_PROCEEDINGS, subject="a"),
    )


@pytest.mark.parametrize("right", [Guard.HAS_REVIEW_RIGHT_IN_LAW, Guard.HAS_PARITY_REVIEW])
def test_a_review_needs_a_right(right):
    without = allowed(
        machine=COMPLAINT, state=State.OUTCOME_NOTIFIED, facts=facts(Guard.REVIEW_WINDOW_OPEN)
    )
    having = allowed(
        machine=COMPLAINT, state=State.OUTCOME_NOTIFIED,
        facts=facts(Guard.REVIEW_WINDOW_OPEN, right),
    )  # fmt: skip

    assert Step.APPLY_FOR_REVIEW not in {row.step for row in without}
    assert Step.APPLY_FOR_REVIEW in {row.step for row in having}


def test_no_review_of_what_was_handled_outside_schedule_3():
    every = frozenset(Guard)
    rows = [
        row
        for state in (State.OUTSIDE_SCHEDULE_3_DECIDED, State.OUTSIDE_SCHEDULE_3_NOTIFIED)
        for row in allowed(machine=COMPLAINT, state=state, facts=every)
    ]

    assert Step.APPLY_FOR_REVIEW not in {row.step for row in rows}
