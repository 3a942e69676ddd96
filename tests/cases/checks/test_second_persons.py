"""Second persons: somebody else, without a part in the case, before anything is withdrawn."""

import uuid

import pytest
from django.db import IntegrityError, transaction

import browsing
import taking
from candour.cases.courses import standing
from candour.cases.models import Case, SecondAnswer, SecondAsk, StepTaken
from candour.guard.models import Account
from cast import NOW

ELSE = ["A second person is somebody else: nobody who proposed, decided or investigated here."]


def propose(visitor, case, *, what="withdraw_proceedings", about=""):
    data = {"what": what, "about": str(about), "reason": "The only witness has died."}
    return visitor.post(f"/cases/{case}/checks/second/", data)


def answer(visitor, case, *, agrees="yes"):
    asked = SecondAsk.objects.filter(file_id=case).latest("decided_at")
    data = {"agrees": agrees, "reason": "I read all of it."}
    return visitor.post(f"/cases/{case}/checks/second/{asked.id}/", data)


def withdraw(visitor, case, subject):
    return taking.take(
        visitor, case, "withdraw_proceedings", course="proceedings", person=subject,
        fact_proceedings_untenable="yes",
    )  # fmt: skip


def state_of(case, subject):
    courses = standing.courses(case=Case.objects.get(file_id=case))
    return next(one.state for one in courses if one.subject == subject)


@pytest.mark.scenario("SC-35", part="second-person")
def test_proceedings_are_withdrawn_only_once_a_second_person_agreed(visit, referred, subject):
    authority = visit("authority")

    early = withdraw(authority, referred, subject)
    propose(authority, referred, about=subject)
    answer(visit("desk-two"), referred)
    done = withdraw(authority, referred, subject)

    assert "a second person agrees" in early.text
    assert done.location == f"/cases/{referred}/next/"
    assert state_of(referred, subject) == "proceedings_withdrawn"


def test_nobody_who_had_a_part_in_the_case_is_its_second_person(visit, referred, subject):
    propose(visit("authority"), referred, about=subject)

    for username in ("authority", "desk", "external-investigator"):
        page = answer(visit(username), referred)
        assert page.location == ""
        assert page.errors in (ELSE, [])

    assert SecondAnswer.objects.count() == 0


def test_another_account_of_somebody_who_had_a_part_is_no_second_person(visit, referred, subject):
    propose(visit("authority"), referred, about=subject)
    known = Account.objects.get(username="external-investigator").person_id or uuid.uuid4()
    Account.objects.filter(username__in=("external-investigator", "desk-two")).update(
        person_id=known
    )

    page = answer(visit("desk-two"), referred)

    assert (page.location, page.errors) == ("", ELSE)
    assert SecondAnswer.objects.count() == 0


def test_a_second_person_who_does_not_agree_lets_nothing_go_on(visit, referred, subject):
    authority = visit("authority")
    propose(authority, referred, about=subject)
    answer(visit("desk-two"), referred, agrees="no")

    page = withdraw(authority, referred, subject)

    assert "a second person agrees" in page.text
    assert "Not agreed: Emeka Obi" in authority.get(f"/cases/{referred}/checks/").text


def test_the_database_refuses_a_step_that_only_says_that_somebody_agreed(
    referred, subject, as_role
):
    case = Case.objects.get(file_id=referred)
    course = next(one for one in standing.courses(case=case) if one.subject == subject)
    row = StepTaken(
        file_id=referred, organisation_id=case.organisation_id, course_id="proceedings",
        subject_id=subject, number=course.number + 1, step="withdraw_proceedings",
        party="appropriate_authority", from_state=course.state.value,
        to_state="proceedings_withdrawn", happened_on=NOW.date(), decided_at=NOW, answers={},
        facts=["proceedings_untenable", "second_person_agrees"],
    )  # fmt: skip

    with as_role("worker"), pytest.raises(IntegrityError, match="no second person"):
        _insert(row)


def test_the_database_refuses_a_second_person_who_proposed_it_or_decided_before(
    visit, referred, subject, as_role
):
    propose(visit("authority"), referred, about=subject)
    asked = SecondAsk.objects.get()
    for username in ("authority", "desk"):
        row = SecondAnswer(
            file_id=referred, organisation_id=asked.organisation_id, asked=asked, agrees=True,
            decided_at=NOW, decided_by=browsing.Account.objects.get(username=username).id,
        )  # fmt: skip
        with as_role("worker"), pytest.raises(IntegrityError, match="somebody else"):
            _insert(row)


def test_the_reason_of_a_proposal_is_sealed_and_shown_to_whoever_answers(visit, referred, subject):
    propose(visit("authority"), referred, about=subject)
    asked = SecondAsk.objects.get()

    page = visit("desk-two").get(f"/cases/{referred}/checks/second/{asked.id}/")

    assert "The only witness has died." in page.text
    assert not any("witness has died" in str(one) for one in browsing.leaves())


@pytest.mark.parametrize("username", ["subject", "colleague", "stranger", "line-manager"])
def test_whoever_is_kept_from_the_case_finds_no_proposal(visit, referred, subject, username):
    propose(visit("authority"), referred, about=subject)
    asked = SecondAsk.objects.get()

    assert visit(username).get(f"/cases/{referred}/checks/second/{asked.id}/").status == 404


def test_a_proposal_about_a_person_names_the_person_and_waits_once(visit, referred, subject):
    authority = visit("authority")

    nobody = propose(authority, referred)
    propose(authority, referred, about=subject)
    twice = propose(authority, referred, about=subject)

    assert nobody.errors == ["Choose whom it is about."]
    assert twice.errors == ["The same is proposed already and waits for a second person."]


def _insert(row):
    with transaction.atomic():
        type(row).objects.bulk_create([row])
