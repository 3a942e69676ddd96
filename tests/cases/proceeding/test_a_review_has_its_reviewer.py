"""A review that only policy gives is applied for once a reviewer is named: by page and database."""

import pytest
from django.db import IntegrityError, transaction

import taking
from candour.cases.courses import standing
from candour.cases.models import Case, StepTaken
from cast import NOW
from walks import matters
from walks.matters import CONDUCT, Company

AGREED = {**CONDUCT, "reviewer_agreed": "yes"}
REFUSED = [
    "Only policy gives this review. Ask a reviewer outside, and name them under Parties first."
]


@pytest.fixture
def among(visit, world, as_role):
    return Company(visit=visit, world=world, as_role=as_role)


@pytest.fixture
def told(among, visit):
    """A conduct matter that staff reported, with its outcome told: no law gives them a review."""
    case = matters.conduct_matter(among, reporter="police_staff_same_force")
    taking.take(visit(matters.EXTERNAL), case, "submit_report", **CONDUCT)
    decided = {**matters.CHECKED, "decider": "subject_force"}
    taking.take(visit("authority"), case, "decide_case_to_answer", **CONDUCT, **decided)
    matters.tell(among, case)
    return case


@pytest.mark.scenario("SC-34", part="by-step")
def test_it_waits_until_somebody_outside_is_named(among, visit, told):
    desk = visit("desk")
    before = taking.take(desk, told, "apply_for_review", **AGREED)
    matters.name_reviewer(among, told)
    unsaid = taking.take(desk, told, "apply_for_review", **CONDUCT, reviewer_agreed="no")
    after = taking.take(desk, told, "apply_for_review", **AGREED)

    assert [before.errors, unsaid.errors] == [REFUSED, REFUSED]
    assert after.location == f"/cases/{told}/next/"
    assert taking.steps(told)[-1] == "apply_for_review"


@pytest.mark.scenario("SC-34", part="by-step")
def test_the_database_refuses_it_without_a_named_reviewer(among, visit, told):
    own = standing.own(case=Case.objects.get(file_id=told))
    row = StepTaken(
        file_id=told, organisation_id=own.case.organisation_id, course_id=own.machine.value,
        number=own.number + 1, step="apply_for_review", party="reporter",
        from_state=own.state.value, to_state="review_open", happened_on=NOW.date(),
        facts=["has_parity_review", "review_window_open"], answers={}, decided_at=NOW,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="nobody is named"), transaction.atomic():
        StepTaken.objects.bulk_create([row])
