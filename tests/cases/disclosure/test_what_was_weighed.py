"""What of a history was weighed against somebody reaches them, marked, and nobody else."""

import dataclasses
import datetime
import re

import pytest

import browsing
import story
from browsing import at_casework, case, report, visit
from candour.cases.courses import engine
from candour.cases.disclosure import weighed as disclosing
from candour.cases.models import (
    Allegation,
    Case,
    DisclosedCopy,
    Event,
    FormalLetter,
    ServedCopy,
    SeverityAssessment,
)
from candour.cases.proceeding.actions import take_step as taking_step
from candour.core.states import Machine, Step
from candour.guard.models import Wall
from cast import NOW, OTHER_BODY, REPRESENTATIVE, SUBJECT_SEAT
from sides import party

__all__ = ["at_casework", "case", "report", "visit"]

TITLE = "Earlier matters that were weighed"
OWED = "Earlier matters were weighed against Daniel Marlow, who has not been given them."


@pytest.fixture
def weighed(visit, named):
    """The subject's first allegation, assessed on its facts and then with the history beside it."""
    browsing.assess(
        named, visit("desk"), allegation=browsing.allegations(named)[0], level="misconduct"
    )
    made = SeverityAssessment.objects.get(file_id=named, basis="history")
    for earlier in {one.file_id: one for one in closed(named, made)}.values():
        tell_of(earlier)
    return made


def tell_of(earlier):
    """Record that the people complained of in an earlier matter were given notice of it."""
    Event.objects.create(
        file_id=earlier.file_id,
        organisation_id=earlier.organisation_id,
        kind="notice_given",
        happened_on=NOW.date(),
        recorded_at=NOW,
    )


def give(visit, case, made, *, to=SUBJECT_SEAT):
    """Give what was weighed; the form fills in nothing else."""
    typed = {"party": str(party(case, to)), "stage": "notice", "papers": [f"paper:{made.id}"]}
    return visit("desk").post(f"/cases/{case}/disclosure/give/", typed)


def closed(case, made):
    """Return the allegations about the same person in other cases that are closed."""
    known = Allegation.objects.filter(subject_id=made.allegation.subject_id).exclude(file_id=case)
    still = Case.objects.filter(closed_on=None, is_closed_undated=False)
    return known.exclude(file_id__in=still.values("file_id"))


def read(visitor, username):
    """Return the words of a copy without its marks."""
    copy = ServedCopy.objects.get(account__username=username)
    shown = visitor.get(f"/bundle/{copy.id}/").text
    return " ".join(re.sub("[\u200b\u2060]", "", shown).split())


@pytest.mark.scenario("SC-43", part="disclosed")
def test_the_subject_reads_each_matter_with_its_mark_and_its_source(visit, named, weighed):
    give(visit, named, weighed)

    text = read(visit(SUBJECT_SEAT), SUBJECT_SEAT)

    assert text.count("Unproven. Received on") >= 1
    assert text.count("roven. Received on") == text.count("Received on")
    assert "From: another system, Northfold Police" in text
    assert "proves nothing by itself or by its number" in text


@pytest.mark.scenario("SC-43", part="disclosed")
def test_whoever_stands_by_the_subject_reads_it_too_and_the_reporters_side_does_not(
    visit, named, weighed
):
    give(visit, named, weighed)

    given = DisclosedCopy.objects.filter(source_id=weighed.id)
    assert set(given.values_list("party__account__username", flat=True)) == {
        SUBJECT_SEAT,
        REPRESENTATIVE,
    }


def test_nobody_else_can_be_given_it(visit, named, weighed):
    page = give(visit, named, weighed, to=OTHER_BODY)

    assert not DisclosedCopy.objects.exists()
    assert page.status == 200


@pytest.mark.scenario("SC-43", part="disclosed")
def test_the_ledger_says_that_it_is_owed_until_it_is_given(visit, named, weighed):
    place = f"/cases/{named}/disclosure/"
    before = visit("desk").get(place).text

    give(visit, named, weighed)

    assert OWED in before
    assert OWED not in visit("desk").get(place).text
    assert TITLE in visit("desk").get(place).text


PAPER_OWED = [
    "Earlier matters were weighed against them. Give them that paper first, or with the notice."
]


@pytest.fixture
def referred(visit, weighed, named):
    """The same, and the reporter is safe before the notice of referral to proceedings."""
    data = {"stage": "proceedings", "answer": "told", "letter": "On Friday.", "why": "She agrees."}
    visit("desk").post(f"/cases/{named}/parties/safety/", data)
    return named


def notify(visit, case, **more):
    typed = {
        "party": str(party(case, SUBJECT_SEAT)), "stage": "proceedings",
        "title": "Notice of referral", "text": "You are referred to a hearing.", **more,
    }  # fmt: skip
    return visit("desk").post(f"/cases/{case}/disclosure/give/", typed)


@pytest.mark.scenario("SC-43", part="disclosed")
def test_no_notice_of_referral_goes_out_while_the_paper_is_owed(visit, referred):
    page = notify(visit, referred)

    assert page.errors == PAPER_OWED
    assert "You are referred to a hearing." in page.fields["text"]
    assert not DisclosedCopy.objects.exists()
    assert not Event.objects.filter(kind="proceedings_notice_given").exists()


@pytest.mark.scenario("SC-43", part="disclosed")
def test_the_notice_goes_out_with_the_paper(visit, referred, weighed):
    page = notify(visit, referred, papers=[f"paper:{weighed.id}"])

    assert page.location == f"/cases/{referred}/disclosure/"
    assert Event.objects.filter(kind="proceedings_notice_given").exists()


@pytest.mark.scenario("SC-43", part="disclosed")
def test_the_notice_goes_out_after_the_paper(visit, referred, weighed):
    give(visit, referred, weighed)

    assert notify(visit, referred).location == f"/cases/{referred}/disclosure/"


@pytest.mark.scenario("SC-43", part="disclosed")
@pytest.mark.parametrize("route", ["seat", "in_person"])
def test_a_letter_of_referral_is_served_by_no_route_while_the_paper_is_owed(
    visit, referred, weighed, route
):
    letter = letter_of_referral(visit, referred)
    on = NOW.date()
    served = {
        "route": route, "how": "By hand.", "party": str(party(referred, SUBJECT_SEAT)),
        "served_on_day": str(on.day), "served_on_month": str(on.month),
        "served_on_year": str(on.year),
    }  # fmt: skip
    place = f"/cases/{referred}/papers/letters/{letter.id}/"

    refused = visit("desk").post(place, served)
    give(visit, referred, weighed)

    assert refused.errors == PAPER_OWED
    assert visit("desk").post(place, served).status == 302


def letter_of_referral(visit, case):
    """Issue the notice of referral, with something in every blank."""
    place = f"/cases/{case}/papers/write/notice_of_proceedings/"
    page = visit("desk").get(place)
    blanks = dict.fromkeys(page.fields, "As set out in the report.")
    page = visit("desk").post(place, {**blanks, "party": "subject", "go": "issue"})
    assert page.status == 302, page.errors
    return FormalLetter.objects.get(file_id=case)


def test_a_notice_that_was_served_without_candour_says_that_the_paper_went_with_it(
    as_role, referred, weighed
):
    who, person = story.actor("authority"), weighed.allegation.subject_id
    with as_role("casework", actor=who.account), pytest.raises(disclosing.PaperOwed):
        taking_step.take_step(file=referred, asked=unanswered(person), by=who, at=NOW)
    answered = dataclasses.replace(unanswered(person), answers={"weighed_given": "yes"})
    with as_role("casework", actor=who.account), pytest.raises(engine.NotOpened):
        taking_step.take_step(file=referred, asked=answered, by=who, at=NOW)


def unanswered(person):
    """Serving the notice of proceedings that nobody opened yet: what is owed is asked first."""
    return engine.Asked(
        machine=Machine.PROCEEDINGS, step=Step.SERVE_NOTICE, on=NOW.date(), subject=person
    )


def test_nothing_was_weighed_before_the_history_was(visit, named):
    assert OWED not in visit("desk").get(f"/cases/{named}/disclosure/").text
    assert TITLE not in visit("desk").get(f"/cases/{named}/disclosure/give/").text


def test_a_matter_that_is_still_open_leaves_no_trace_in_it(visit, world, as_role, named, weighed):
    give(visit, named, weighed)
    before = read(visit(SUBJECT_SEAT), SUBJECT_SEAT)
    assert before.count("Received on") == closed(named, weighed).count()

    opened = story.record(world, as_role, report=story.reported(world, as_role).file).file
    browsing.rule_out(opened, visit("desk"), but="subject")

    with as_role("casework", actor=story.actor("desk").account):
        (again,) = disclosing.weighed(file=named, by=story.actor("desk"), at=NOW)
    assert again.paper.text.count("Received on") == before.count("Received on")
    assert "one person alone" not in again.paper.text


def test_a_matter_that_nobody_told_them_of_leaves_no_trace_in_it(as_role, named, weighed):
    def papers():
        with as_role("casework", actor=story.actor("desk").account):
            found = disclosing.weighed(file=named, by=story.actor("desk"), at=NOW)
        return " ".join(one.paper.text for one in found)

    assert "Unproven. Received on" in papers()
    Event.objects.filter(kind="notice_given").exclude(file_id=named).delete()
    assert "Unproven. Received on" not in papers()


def test_a_look_at_what_was_weighed_is_a_look_at_the_history(visit, named, weighed):
    before = len([one for one in browsing.leaves() if one.get("what") == "cases.history"])

    visit("desk").get(f"/cases/{named}/disclosure/")

    after = len([one for one in browsing.leaves() if one.get("what") == "cases.history"])
    assert after > before


def test_what_came_after_the_assessment_was_not_weighed(visit, named, weighed):
    after = weighed.decided_at.date() + datetime.timedelta(days=1)

    moved = Case.objects.filter(
        file_id__in=closed(named, weighed).values("file_id"), closed_on__isnull=False
    ).update(received_on=after, closed_on=after)

    assert moved
    assert OWED not in visit("desk").get(f"/cases/{named}/disclosure/").text


def test_whoever_a_wall_keeps_from_an_earlier_matter_has_no_such_paper(
    visit, world, named, weighed
):
    earlier = Allegation.objects.filter(subject_id=weighed.allegation.subject_id)
    walled = earlier.exclude(file_id=named).first()
    Wall.objects.create(
        file_id=walled.file_id, account_id=world.accounts["desk"], because="named_by_reporter"
    )

    page = visit("desk").get(f"/cases/{named}/disclosure/give/")

    assert page.status == 200
    assert TITLE not in page.text
