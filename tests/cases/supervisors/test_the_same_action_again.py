"""The third management action of a kind for one person needs a reason, in the database too."""

import pytest
from django.db import IntegrityError, transaction

import browsing
from candour.cases.models import Allegation, LadderReason, Outcome
from candour.cases.rules import ladder
from candour.law.policies.ladder import RUNGS
from cases.test_pages_outcome import assessed
from cast import NOW
from patterns.gates import planning

__all__ = ["assessed"]
WHY = "The two before were about lateness; this one is about a form."
RUNG = RUNGS[0]


@pytest.fixture
def twice(assessed):
    """Whom the case is about has been sent to reflective practice in two other cases."""
    person = Allegation.objects.filter(file_id=assessed).first().subject_id
    for _ in range(2):
        before = planning.matter(of=person, received=400, closed=300)
        Outcome.objects.create(
            file_id=before.file_id,
            organisation_id=before.organisation_id,
            decided_at=NOW,
            allegation=Allegation.objects.get(file_id=before.file_id),
            result="not_misconduct",
            sanction="to_reflective_practice",
        )
    return person


def practice(case, visitor):
    """Decide the first allegation so that the person goes to reflective practice."""
    allegation = browsing.allegations(case)[0]
    return visitor.post(
        f"/cases/{case}/outcome/{allegation}/",
        {
            "result": "not_misconduct",
            "sanction": "to_reflective_practice",
            "reason": "Heard and weighed.",
        },
    )


def test_the_third_of_a_kind_is_refused_until_somebody_says_why(visit, assessed, twice):
    desk = visit("desk")
    page = practice(assessed, desk)
    assert page.errors == [
        "At least the third action of this kind for this person. Say why first, under Supervisors."
    ]
    shown = desk.get(f"/cases/{assessed}/supervisors/").text
    assert "in 2 other cases" in shown
    said = desk.post(f"/cases/{assessed}/supervisors/again/{twice}/{RUNG.code}/", {"reason": WHY})
    assert said.location == f"/cases/{assessed}/supervisors/"
    assert practice(assessed, desk).location == f"/cases/{assessed}/outcome/"


def test_a_reason_is_asked_for_and_what_was_typed_is_kept(visit, assessed, twice):
    page = visit("desk").post(
        f"/cases/{assessed}/supervisors/again/{twice}/{RUNG.code}/", {"reason": ""}
    )
    assert page.errors == ["Give your reason"]
    assert not LadderReason.objects.exists()


def test_the_database_refuses_the_third_without_its_reason(assessed, twice):
    allegation = Allegation.objects.filter(file_id=assessed).first()
    with pytest.raises(IntegrityError, match="third action"), transaction.atomic():
        Outcome.objects.create(
            file_id=assessed,
            organisation_id=allegation.organisation_id,
            decided_at=NOW,
            allegation=allegation,
            result="not_misconduct",
            sanction="to_reflective_practice",
        )


def test_a_second_of_a_kind_and_one_of_another_kind_need_none(visit, assessed, twice):
    before = Outcome.objects.filter(allegation__subject_id=twice).exclude(file_id=assessed)
    before.filter(sanction="to_reflective_practice").first().delete()
    assert not ladder.needs_reason(person=twice, file=assessed, rung=RUNG)
    assert not ladder.needs_reason(person=twice, file=assessed, rung=RUNGS[1])


def test_the_sql_names_the_kinds_that_the_law_file_names():
    import pathlib

    import candour.cases

    text = (pathlib.Path(candour.cases.__file__).parent / "sql/supervisors.sql").read_text()
    for rung in RUNGS:
        assert f"'{rung.code}'" in text
        for code in (*rung.sanctions, *rung.steps):
            assert f"'{code}'" in text
