"""What is owed to reporters, and what is no reason to do nothing, are whole tables."""

import pytest

from candour.law import clocks, duties, no_action
from candour.law.provisions import Basis

REASONS = [row.code for row in no_action.REASONS]
ADVICE = [row.code for row in no_action.ADVICE]
EXCUSES = [row.code for row in no_action.NOT_REASONS]


@pytest.mark.parametrize("codes", [REASONS, ADVICE, EXCUSES, [row.id for row in duties.DUTIES]])
def test_no_code_stands_twice(codes):
    assert len(codes) == len(set(codes))


@pytest.mark.scenario("SC-28", part="codes")
def test_no_excuse_is_among_the_reasons():
    assert EXCUSES == ["did_not_know_better", "banter", "personality_clash"]
    assert set(EXCUSES).isdisjoint(REASONS + ADVICE)


@pytest.mark.parametrize("row", duties.DUTIES, ids=lambda row: row.id)
def test_a_duty_says_how_much_of_what_and_that_it_is_adopted(row):
    assert row.number > 0
    assert row.unit in {"minutes", "hours", "days", "times"}
    assert row.summary.endswith(".")
    assert row.basis is Basis.POLICY


def test_a_written_answer_is_owed_as_soon_for_a_report_as_for_its_case():
    clock = next(row for row in clocks.CLOCKS if row.id == "written_answer")

    assert clock.amount == duties.WRITTEN_ANSWER.number
