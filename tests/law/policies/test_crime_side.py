"""What the crime side's rows set off: each duty is policy, each code leads to rows of the law."""

import datetime

import pytest

from candour.law.categories import CATEGORIES
from candour.law.policies import crime_side as policy
from candour.law.policies.crime_side import Kind, Owed
from candour.law.provisions import Basis
from candour.law.referral import CRITERIA


@pytest.mark.parametrize("row", policy.DUTIES, ids=lambda row: row.code)
def test_a_duty_leads_from_the_first_to_the_last_day_of_its_example(row):
    assert row.example.from_on + datetime.timedelta(days=row.days) == row.example.due_on
    assert row.basis is Basis.POLICY


def test_every_kind_owes_something_and_every_outcome_owes_the_misconduct_question():
    assert {row.kind for row in policy.KINDS} == set(Kind)
    assert all(row.owes for row in policy.KINDS)
    owing = {row.kind for row in policy.KINDS if Owed.MISCONDUCT in row.owes}
    assert owing == {row.kind for row in policy.KINDS if row.is_outcome}
    assert owing == {Kind.NFA, Kind.ACQUITTED, Kind.DISCONTINUED, Kind.CONVICTED}


@pytest.mark.parametrize("row", policy.OFFENCES, ids=lambda row: row.code)
def test_an_offence_names_a_national_category_and_criteria_that_are_there(row):
    assert row.category in {one.code for one in CATEGORIES}
    assert set(row.criteria) <= {one.code for one in CRITERIA}


def test_the_three_questions_are_suspension_restriction_and_firearms():
    assert [row.code for row in policy.QUESTIONS] == ["suspension", "restriction", "firearms"]
