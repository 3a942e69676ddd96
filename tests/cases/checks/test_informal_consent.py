"""An informal end needs free consent, recorded outside the force, and is never one of a crime."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from test_pages_referral import ALL_NO

import browsing
import story
from candour.cases.courses import persons
from candour.cases.models import Allegation, Case, SecondAnswer, SecondAsk
from cast import NOW

OUTSIDE = ["Somebody outside the force answers this: an investigator or reader of another body."]
CRIME = ["A crime is alleged. That is never settled informally, whatever anybody consents to."]
QUESTIONS = ["Answer the questions about the referral first: they ask whether a crime is alleged."]


@pytest.fixture
def unasked(world, as_role):
    """A complaint of discrimination."""
    sent = story.reported(world, as_role)
    case = story.record(
        world, as_role, report=sent.file, reporter_kind="public", categories=(("F6",),)
    ).file
    return case


@pytest.fixture
def biased(visit, world, as_role, unasked):
    """The same, with an investigator of another force, and no crime by the referral's answers."""
    desk = visit("desk")
    browsing.rule_out(unasked, desk, but="subject")
    for allegation in browsing.allegations(unasked):
        browsing.assess(unasked, desk, allegation=allegation, level="misconduct")
    desk.post(f"/cases/{unasked}/referral/answers/", ALL_NO)
    external = str(world.accounts["external-investigator"])
    desk.post(f"/cases/{unasked}/allocation/", {"account": external})
    story.declare(world, as_role, file=unasked, by="external-investigator")
    return unasked


def propose(visitor, case):
    data = {"what": "informal_consent", "about": "", "reason": "They asked for an apology alone."}
    return visitor.post(f"/cases/{case}/checks/second/", data)


def answer(visitor, case, *, agrees="yes"):
    asked = SecondAsk.objects.filter(file_id=case).latest("decided_at")
    data = {"agrees": agrees, "reason": "They told me on the telephone, alone."}
    return visitor.post(f"/cases/{case}/checks/second/{asked.id}/", data)


def is_barred(case) -> bool:
    return persons.is_barred(case=Case.objects.get(file_id=case))


@pytest.mark.scenario("SC-40", part="consent")
def test_it_opens_once_somebody_outside_the_force_recorded_free_consent(visit, biased):
    before = is_barred(biased)
    propose(visit("authority"), biased)
    proposed = is_barred(biased)
    own = answer(visit("desk-two"), biased)
    asked = SecondAsk.objects.get(file_id=biased)
    page = visit("external-investigator").get(f"/cases/{biased}/checks/second/{asked.id}/")

    answer(visit("external-investigator"), biased)

    assert (before, proposed, own.errors) == (True, True, OUTSIDE)
    assert "with nobody of the force there" in page.text
    assert not is_barred(biased)


@pytest.mark.scenario("SC-40", part="consent")
def test_a_later_no_and_a_later_allegation_close_it_again(visit, biased):
    propose(visit("authority"), biased)
    answer(visit("external-investigator"), biased)
    allegation = Allegation.objects.get(file_id=biased)
    opened = is_barred(biased)

    Allegation.objects.filter(id=allegation.id).update(
        recorded_at=SecondAnswer.objects.get().decided_at + datetime.timedelta(hours=1)
    )
    added = is_barred(biased)
    Allegation.objects.filter(id=allegation.id).update(recorded_at=allegation.recorded_at)
    propose(visit("authority"), biased)
    answer(visit("external-investigator"), biased, agrees="no")

    assert (opened, added, is_barred(biased)) == (False, True, True)


@pytest.mark.scenario("SC-40", part="consent")
@pytest.mark.parametrize("category", ["B4", "J1", "G5"])
def test_consent_is_not_even_asked_for_an_alleged_crime_and_opens_none(visit, biased, category):
    propose(visit("authority"), biased)
    answer(visit("external-investigator"), biased)
    Allegation.objects.filter(file_id=biased).update(category=category)

    refused = propose(visit("authority"), biased)

    assert refused.errors == CRIME
    assert is_barred(biased)


@pytest.mark.scenario("SC-40", part="consent")
def test_a_crime_by_the_answers_about_the_referral_is_an_alleged_crime(visit, biased):
    visit("desk").post(f"/cases/{biased}/referral/answers/", {**ALL_NO, "mr2": "yes"})
    assert propose(visit("authority"), biased).errors == CRIME


@pytest.mark.scenario("SC-40", part="consent")
def test_not_knowing_whether_a_crime_is_alleged_is_not_no(visit, biased):
    visit("desk").post(f"/cases/{biased}/referral/answers/", {**ALL_NO, "mr2": "not_known"})
    assert propose(visit("authority"), biased).errors == QUESTIONS
    assert not SecondAsk.objects.filter(file_id=biased).exists()
    assert is_barred(biased)


@pytest.mark.scenario("SC-40", part="consent")
def test_nobody_is_asked_before_it_was_asked_whether_a_crime_is_alleged(visit, unasked):
    assert propose(visit("authority"), unasked).errors == QUESTIONS


@pytest.mark.scenario("SC-40", part="consent")
def test_the_database_takes_consent_from_nobody_of_the_force(visit, biased, as_role):
    propose(visit("authority"), biased)
    asked = SecondAsk.objects.get(file_id=biased)
    row = SecondAnswer(
        file_id=biased, organisation_id=Case.objects.get(file_id=biased).organisation_id,
        asked=asked, agrees=True, decided_at=NOW,
        decided_by=browsing.Account.objects.get(username="desk-two").id,
    )  # fmt: skip

    with as_role("worker"), pytest.raises(IntegrityError, match="outside"), transaction.atomic():
        SecondAnswer.objects.bulk_create([row])


@pytest.mark.scenario("SC-40", part="refused")
def test_a_crime_is_never_handled_informally_whatever_its_kind(visit, biased):
    Allegation.objects.filter(file_id=biased).update(category="G5")
    assert is_barred(biased)
