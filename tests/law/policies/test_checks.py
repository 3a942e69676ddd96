"""Checks as rows of the law: bars, second persons, who moves, the checklist, what is followed."""

import pytest

from candour.core import calendar
from candour.core.states import TRANSITIONS, Step
from candour.law.categories import CATEGORIES, FactGroup
from candour.law.clocks import CLOCKS
from candour.law.policies import checks as policy
from candour.law.provisions import Basis
from candour.law.referral import CRITERIA

ROWS = (
    *policy.INFORMAL_BARS, *policy.SECONDED, policy.SEPARATED, *policy.ABUSE_ITEMS, *policy.TOPICS,
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: getattr(row, "code", "separated"))
def test_each_row_is_marked_as_policy(row):
    assert row.basis is Basis.POLICY
    assert row.provision.reference


def test_what_is_sexual_domestic_or_discriminatory_is_never_informal():
    groups = {group for row in policy.INFORMAL_BARS for group in row.groups}
    assert {FactGroup.SEXUAL, FactGroup.DOMESTIC, FactGroup.DISCRIMINATION} <= groups


def test_violence_by_the_force_is_named_by_categories_that_are_there():
    (violence,) = (row for row in policy.INFORMAL_BARS if row.code == "violence")
    assert set(violence.categories) == {"B4", "H5"}


def test_what_bars_an_informal_end_is_there_in_the_law_file():
    codes = {code for row in policy.INFORMAL_BARS for code in row.categories}
    criteria = {code for row in policy.INFORMAL_BARS for code in row.criteria}
    assert codes <= {row.code for row in CATEGORIES}
    assert criteria <= {row.code for row in CRITERIA if row.is_mandatory}


@pytest.mark.scenario("SC-40", part="consent")
def test_consent_opens_everything_but_an_alleged_crime():
    assert [row.code for row in policy.INFORMAL_BARS if not row.opens_with_consent] == ["crime"]


@pytest.mark.parametrize("row", policy.SECONDED, ids=lambda row: row.code)
def test_what_needs_a_second_person_is_a_step_of_the_table(row):
    assert Step(row.step) in {one.step for one in TRANSITIONS}


def test_the_move_follows_the_clock_of_its_example():
    clock = next(one for one in CLOCKS if one.id == "separation")
    found_on, due_on = policy.SEPARATED.example
    assert calendar.due_on(rule=clock.rule, amount=clock.amount, event_on=found_on) == due_on
    assert policy.SEPARATED.moves == "subject"
