"""The matrix of rights has no empty cell, and policy is never shown as law."""

import itertools

import pytest

from candour.core.regime.rights import right_of
from candour.law.events import ReporterKind
from candour.law.provisions import Basis
from candour.law.review_rights import (
    ALTERNATIVES,
    BODY_TESTS,
    RIGHTS,
    Body,
    Course,
    Decider,
    Standing,
)

CELLS = list(itertools.product(ReporterKind, Course, Decider))
SAME_FORCE = [ReporterKind.POLICE_OFFICER_SAME_FORCE, ReporterKind.POLICE_STAFF_SAME_FORCE]
REVIEWABLE = [Course.HANDLED_WITHOUT_INVESTIGATION, Course.LOCAL_INVESTIGATION]


@pytest.mark.scenario("SC-34", part="matrix")
@pytest.mark.parametrize(("reporter", "course", "decider"), CELLS)
def test_every_reporter_course_and_decision_maker_falls_under_exactly_one_row(
    reporter, course, decider
):
    rows = [
        row
        for row in RIGHTS
        if reporter in row.reporters and course in row.courses and decider in row.deciders
    ]

    assert len(rows) == 1


@pytest.mark.parametrize(("reporter", "course", "decider"), CELLS)
@pytest.mark.parametrize("has_named_reviewer", [True, False])
def test_whoever_has_no_right_is_told_why_and_what_is_left(
    reporter, course, decider, has_named_reviewer
):
    right = right_of(
        reporter=reporter, course=course, decider=decider, has_named_reviewer=has_named_reviewer
    )

    assert right.because
    assert right.alternatives
    assert (right.standing is Standing.NONE) == (right.days is None)
    assert (right.body is Body.NOBODY) == (right.days is None)


@pytest.mark.parametrize("reporter", SAME_FORCE)
@pytest.mark.parametrize("course", [*REVIEWABLE, Course.CONDUCT_MATTER])
def test_police_have_the_publics_days_where_a_named_reviewer_has_agreed(reporter, course):
    right = right_of(
        reporter=reporter, course=course, decider=Decider.CHIEF_OFFICER, has_named_reviewer=True
    )

    assert (right.standing, right.days) == (Standing.PARITY, 28)
    assert right.row.basis is Basis.POLICY


@pytest.mark.parametrize("reporter", SAME_FORCE)
def test_police_have_no_right_where_nobody_agreed(reporter):
    right = right_of(
        reporter=reporter, course=Course.CONDUCT_MATTER, decider=Decider.CHIEF_OFFICER,
        has_named_reviewer=False,
    )  # fmt: skip

    assert right.standing is Standing.NONE
    assert right.because[-1] == "No named reviewer has agreed yet, so there is no right."
    assert "call_in" in [one.code for one in right.alternatives]


@pytest.mark.parametrize("course", REVIEWABLE)
def test_a_complainant_has_a_review_by_law(course):
    right = right_of(
        reporter=ReporterKind.PUBLIC, course=course, decider=Decider.CHIEF_OFFICER,
        has_named_reviewer=False,
    )  # fmt: skip

    assert (right.standing, right.body, right.days) == (Standing.LAW, Body.BY_TEST, 28)


@pytest.mark.parametrize("test", BODY_TESTS, ids=lambda test: test.code)
def test_each_condition_sends_the_review_to_the_iopc(test):
    right = right_of(
        reporter=ReporterKind.PUBLIC, course=Course.LOCAL_INVESTIGATION,
        decider=Decider.CHIEF_OFFICER, has_named_reviewer=False, tests_met=[test.code],
    )  # fmt: skip

    assert right.body is Body.INDEPENDENT_BODY
    assert right.because[-1] == test.summary


def test_what_is_handled_outside_schedule_3_can_be_recorded_on_request():
    right = right_of(
        reporter=ReporterKind.PUBLIC, course=Course.OUTSIDE_SCHEDULE_3,
        decider=Decider.CHIEF_OFFICER, has_named_reviewer=True,
    )  # fmt: skip

    assert right.standing is Standing.NONE
    assert right.alternatives[0].code == "ask_for_recording"


def test_only_law_is_called_law():
    assert {row.basis for row in RIGHTS if row.standing is Standing.PARITY} == {Basis.POLICY}
    assert {row.basis for row in RIGHTS if row.standing is Standing.LAW} == {Basis.STATUTORY}


def test_every_alternative_that_a_row_names_is_described():
    named = {code for row in RIGHTS for code in row.alternatives}

    assert named == {one.code for one in ALTERNATIVES}
