"""What is put to whom: at once for life, missed referrals and great age, else once a week."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core import escalation
from candour.core.escalation import Late, Raised, Standing
from candour.core.escalation.risks import risk_of
from candour.law.events import CaseKind, Party
from candour.law.policies import escalation as policy
from candour.law.policies.escalation import Because, Risk, Way
from candour.law.severity import SeverityLevel

ON = datetime.date(2026, 6, 3)
BODIES = [Party.APPROPRIATE_AUTHORITY, Party.LOCAL_POLICING_BODY, Party.INDEPENDENT_BODY]


def late(days: int, *, clock: str = "progress_update_complainant") -> Late:
    return Late(
        clock=clock,
        started_on=ON - datetime.timedelta(days=days + 28),
        late_after=ON - datetime.timedelta(days=days),
    )


def standing(*found: Late, risk: Risk = Risk.MISCONDUCT, **changes) -> Standing:
    known = {"received_on": ON - datetime.timedelta(days=60), "risk": risk, "late": found}
    return Standing(**{**known, **changes})


@pytest.mark.parametrize(("days", "bodies"), [(0, 0), (1, 1), (13, 1), (14, 2), (27, 2), (28, 3)])
def test_a_late_step_climbs_from_body_to_body(days, bodies):
    found = escalation.for_digest(standing=standing(late(days)), on=ON)

    assert [one.to for one in found] == BODIES[:bodies]
    assert escalation.at_once(standing=standing(late(days)), on=ON) == ()


def test_a_missed_referral_goes_to_all_three_at_once():
    missed = late(1, clock="refer_complaint")

    found = escalation.at_once(standing=standing(missed), on=ON)

    assert [one.to for one in found] == BODIES
    assert {one.because for one in found} == {Because.MISSED_REFERRAL}
    assert escalation.for_digest(standing=standing(missed), on=ON) == ()


def test_with_a_life_at_risk_every_late_step_goes_to_all_three_at_once():
    at_risk = standing(late(1), risk=Risk.LIFE)

    found = escalation.at_once(standing=at_risk, on=ON)

    assert [(one.to, one.because) for one in found] == [
        (body, Because.RISK_TO_LIFE) for body in BODIES
    ]
    assert escalation.for_digest(standing=at_risk, on=ON) == ()


@pytest.mark.parametrize(
    ("received_on", "because"),
    [
        (datetime.date(2025, 6, 4), []),
        (datetime.date(2025, 6, 3), [Because.MONTHS_12]),
        (datetime.date(2024, 6, 3), [Because.MONTHS_12, Because.MONTHS_24]),
        (datetime.date(2022, 6, 3), [Because.MONTHS_12, Because.MONTHS_24, Because.MONTHS_48]),
    ],
)
def test_twelve_twenty_four_and_forty_eight_months_go_to_all_three_at_once(received_on, because):
    found = escalation.at_once(standing=standing(received_on=received_on), on=ON)

    assert [one.because for one in found if one.to is Party.INDEPENDENT_BODY] == because


def test_nothing_is_put_to_anybody_twice():
    first = standing(late(40, clock="refer_complaint"), late(30))
    raised = escalation.at_once(standing=first, on=ON) + escalation.for_digest(
        standing=first, on=ON
    )

    again = standing(*first.late, raised=frozenset(raised))

    assert escalation.at_once(standing=again, on=ON) == ()
    assert escalation.for_digest(standing=again, on=ON) == ()


def test_a_case_has_one_row_of_a_digest_however_many_steps_are_late():
    found = escalation.for_digest(
        standing=standing(late(9), late(5, clock="written_answer")), on=ON
    )

    assert [(one.to, one.clock) for one in found] == [
        (Party.APPROPRIATE_AUTHORITY, "progress_update_complainant")
    ]


def test_a_step_that_became_late_after_another_was_done_is_put_anew():
    raised = Raised(
        to=Party.APPROPRIATE_AUTHORITY, because=Because.LATE, clock="acknowledgement",
        started_on=ON,
    )  # fmt: skip

    found = escalation.for_digest(standing=standing(late(2), raised=frozenset({raised})), on=ON)

    assert [one.clock for one in found] == ["progress_update_complainant"]


def test_silence_goes_one_body_further_and_ends_with_the_last():
    asked = standing(unanswered=frozenset({Party.LOCAL_POLICING_BODY}))
    last = standing(unanswered=frozenset({Party.INDEPENDENT_BODY}))

    assert [(one.to, one.because) for one in escalation.at_once(standing=asked, on=ON)] == [
        (Party.INDEPENDENT_BODY, Because.NO_REPLY)
    ]
    assert escalation.at_once(standing=last, on=ON) == ()


@given(days=st.integers(1, 2000), more=st.integers(1, 50), risk=st.sampled_from(Risk))
def test_a_day_more_never_ranks_lower(days, more, risk):
    assert escalation.rank(days=days + more, risk=risk) > escalation.rank(days=days, risk=risk)


@given(number=st.integers(0, 400))
def test_every_digest_of_a_week_speaks_of_its_monday(number):
    day = ON + datetime.timedelta(days=number)

    monday = escalation.digest_day(on=day)

    assert monday.weekday() == 0
    assert 0 <= (day - monday).days < 7


def test_a_reply_is_owed_in_working_days():
    friday = datetime.date(2026, 6, 5)

    assert escalation.reply_due_on(asked_on=friday, way=Way.AT_ONCE) == datetime.date(2026, 6, 8)
    assert escalation.reply_due_on(asked_on=friday, way=Way.DIGEST) == datetime.date(2026, 6, 12)


@pytest.mark.parametrize(
    ("kind", "is_marked", "categories", "levels", "expected"),
    [
        (CaseKind.COMPLAINT, True, (), (), Risk.LIFE),
        (CaseKind.DSI_MATTER, False, (), (), Risk.LIFE),
        (CaseKind.COMPLAINT, False, ("J1",), (SeverityLevel.GROSS_MISCONDUCT,),
         Risk.GROSS_MISCONDUCT),
        (CaseKind.COMPLAINT, False, ("J1",), (None,), Risk.PROTECTED),
        (CaseKind.COMPLAINT, False, ("B4",), (SeverityLevel.MISCONDUCT, None), Risk.MISCONDUCT),
        (CaseKind.COMPLAINT, False, ("B4",), (SeverityLevel.NEITHER, None), Risk.NOT_ASSESSED),
        (CaseKind.COMPLAINT, False, ("B4",), (), Risk.NOT_ASSESSED),
        (CaseKind.COMPLAINT, False, ("B4",), (SeverityLevel.NEITHER,), Risk.LOWER),
    ],
)  # fmt: skip
def test_the_highest_of_what_the_codes_say_is_the_risk(
    kind, is_marked, categories, levels, expected
):
    assert risk_of(kind=kind, is_marked=is_marked, categories=categories, levels=levels) is expected


def test_weights_fall_with_the_risk_and_every_code_stands_once():
    weights = [row.weight for row in policy.WEIGHTS]

    assert weights == sorted(weights, reverse=True)
    assert {row.risk for row in policy.WEIGHTS} == set(Risk)
    assert {row.because for row in policy.CAUSES} == set(Because)
    for table in (policy.DELAYS, policy.ANSWERS, policy.NO_ACTION_REASONS, policy.TASKS):
        codes = [row.code for row in table]
        assert len(codes) == len(set(codes))


def test_the_ladder_climbs_later_and_later():
    days = [rung.late_days for rung in policy.LADDER]

    assert [rung.to for rung in policy.LADDER] == BODIES
    assert days == sorted(set(days))
