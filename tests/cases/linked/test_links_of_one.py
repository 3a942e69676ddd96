"""A link that one person alone confirmed counts in the history; what is severe waits for two."""

import pytest
from django.db import IntegrityError, transaction

import browsing
import seconding
import story
import taking
from candour.cases.courses import standing
from candour.cases.models import Case, SeverityAssessment, StepTaken
from candour.cases.rules import links, severity
from cases.checks.test_second_persons import propose
from cases.proceeding.test_conduct_to_barred_list import matter, subject
from cast import NOW

__all__ = ["matter", "subject"]

REFUSED = ["One person alone has said who this is. A second person confirms it first, under"
           " Checks."]  # fmt: skip


@pytest.fixture
def one(visit, case):
    """The first allegation of a case whose subject one person alone has confirmed."""
    browsing.rule_out(case, visit("desk"), but="subject")
    return browsing.allegations(case)[0]


def raise_level(visitor, case, one):
    """Assess as misconduct on the facts alone, and as gross misconduct with the history."""
    place = f"/cases/{case}/severity/{one}"
    visitor.post(f"{place}/facts/", {"level": "misconduct", "reason": "One push."})
    data = {**browsing.NO_FACTS, "level": "gross_misconduct", "reason": "The twelfth."}
    return visitor.post(f"{place}/history/", data)


def suspend(visitor, case, person):
    soon = taking.day("review_on", browsing.days_ago(-20))
    return taking.take(
        visitor, case, "suspend_from_duty", course="conduct_matter", about=str(person),
        owner="force", restrictions=["duties"], **soon,
    )  # fmt: skip


@pytest.mark.scenario("SC-43", part="two-people")
def test_the_history_raises_no_level_on_a_link_of_one(visit, case, one):
    page = raise_level(visit("desk"), case, one)

    assert page.errors == REFUSED
    assert page.fields["level"] == ["gross_misconduct"]
    assert severity.standings(file=case)[one].with_history is None


def test_the_history_raises_a_level_once_two_have_confirmed_who_it_is(visit, case, one, subject):
    seconding.confirm(visit, case, subject)

    raise_level(visit("desk"), case, one)

    assert severity.standings(file=case)[one].level == "gross_misconduct"


def test_the_same_level_as_on_the_facts_needs_no_second_person(visit, case, one):
    browsing.assess(case, visit("desk"), allegation=one, level="misconduct")

    assert severity.standings(file=case)[one].level == "misconduct"


def test_a_second_person_who_disagrees_confirms_nothing(visit, case, one, subject):
    seconding.confirm(visit, case, subject, agrees="no")

    assert raise_level(visit("desk"), case, one).errors == REFUSED


def test_whoever_decided_the_link_is_not_its_second_person(visit, case, one, subject):
    propose(visit("authority"), case, what="act_on_link", about=subject)
    seconding.reply(visit("desk"), case)

    assert links.is_by_one(person=subject, file=case)


@pytest.mark.scenario("SC-43", part="two-people")
def test_nobody_is_suspended_on_a_link_of_one(visit, matter, subject):
    early = suspend(visit("authority"), matter, subject)
    seconding.confirm(visit, matter, subject)
    late = suspend(visit("authority"), matter, subject)

    assert early.errors == REFUSED
    assert late.location == f"/cases/{matter}/next/"


def test_the_database_refuses_a_raised_level_and_a_suspension_too(visit, matter, subject, as_role):
    case = Case.objects.get(file_id=matter)
    own = {"file_id": matter, "organisation_id": case.organisation_id, "decided_at": NOW}
    course = standing.own(case=case)
    step = StepTaken(
        **own, course_id="conduct_matter", about_id=subject, number=course.number + 1,
        step="suspend_from_duty", party="appropriate_authority", from_state=course.state.value,
        to_state=course.state.value, happened_on=NOW.date(), answers={}, facts=[],
    )  # fmt: skip
    with as_role("worker"), pytest.raises(IntegrityError, match="one person alone"):
        _insert(step)

    first = browsing.allegations(matter)[0]
    low = SeverityAssessment.objects.get(allegation_id=first, basis="facts")
    under = SeverityAssessment(
        **own, allegation_id=first, basis="facts", level="misconduct", supersedes=low
    )
    high = SeverityAssessment(
        **own, allegation_id=first, basis="history", level="gross_misconduct",
        supersedes=SeverityAssessment.objects.get(allegation_id=first, basis="history"),
    )  # fmt: skip
    with as_role("worker"):
        _insert(under)
        with pytest.raises(IntegrityError, match="one person alone"):
            _insert(high)


def test_an_answer_that_was_taken_back_and_given_again_is_confirmed_again(
    visit, case, one, subject
):
    seconding.confirm(visit, case, subject)
    kept = links.confirmed(file=case)[subject]
    browsing.answer(case, visit("desk"), username="subject", answer="cannot_say")
    gone = links.confirmed(file=case)
    browsing.answer(case, visit("desk"), username="subject", answer="same")

    assert kept.is_by_two
    assert subject not in gone
    assert links.is_by_one(person=subject, file=case)


def test_the_page_says_who_confirmed_it_and_what_waits(visit, case, one, subject):
    before = visit("desk").get(f"/cases/{case}/screening/").text
    seconding.confirm(visit, case, subject)
    after = visit("desk").get(f"/cases/{case}/screening/").text

    assert "One person. A level that the history raises, and a suspension, wait" in before
    assert "Two people. The second: Emeka Obi" in after


def test_the_assessor_is_told_that_one_alone_confirmed_it(visit, case, one):
    desk = visit("desk")
    desk.post(f"/cases/{case}/severity/{one}/facts/", {"level": "misconduct", "reason": "A push."})

    page = desk.get(f"/cases/{case}/severity/{one}/history/")

    assert "Daniel Marlow (confirmed by one)" in page.text
    assert f'href="/cases/{case}/checks/second/"' in page.body


def test_the_history_says_how_much_of_it_one_alone_confirmed(visit, world, as_role, case, one):
    sent = story.reported(world, as_role)
    other = story.record(world, as_role, report=sent.file).file

    page = visit("desk").get(f"/cases/{other}/screening/").text

    assert "One person alone has confirmed that 2 of these are about Daniel Marlow." in page


def _insert(row):
    with transaction.atomic():
        type(row).objects.bulk_create([row])
