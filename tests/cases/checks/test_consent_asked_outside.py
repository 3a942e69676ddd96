"""Where only the force has a case, somebody outside is asked one question, and nothing else."""

import pytest
from django.db import IntegrityError, transaction
from test_pages_referral import ALL_NO

import browsing
import story
from browsing import NOWHERE, case_paths
from candour.cases.courses import persons
from candour.cases.models import Case, SecondAnswer, SecondAsk
from candour.guard.log import verify
from candour.guard.models import Account, Grant, Wall
from candour.ops import work
from cast import NOW

OUTSIDE = "outside-desk"
REFUSED = ["This person can't be asked here. Choose another."]
GONE = ["Nothing like it is asked of you, or it has been answered."]


@pytest.fixture
def inside(visit, world, as_role):
    """A complaint of discrimination of which nobody outside the force has any part."""
    sent = story.reported(world, as_role)
    case = story.record(
        world, as_role, report=sent.file, reporter_kind="public", categories=(("F6",),)
    ).file
    desk = visit("desk")
    browsing.rule_out(case, desk, but="subject")
    desk.post(f"/cases/{case}/referral/answers/", ALL_NO)
    held = Grant.objects.filter(file_id=case).values("account_id")
    organisations = Account.objects.filter(id__in=held).values("organisation_id")
    assert {row["organisation_id"] for row in organisations} == {reference(case).organisation_id}
    return case


def reference(case):
    return Case.objects.get(file_id=case)


def propose(visitor, case, *, to=OUTSIDE, what="informal_consent"):
    data = {
        "what": what, "about": "", "reason": "They asked for an apology alone.",
        "outside": str(Account.objects.get(username=to).id) if to else "",
    }  # fmt: skip
    return visitor.post(f"/cases/{case}/checks/second/", data)


def answer(visitor, case, *, agrees="yes"):
    asked = SecondAsk.objects.filter(file_id=case).latest("decided_at")
    return visitor.post("/consents/", {"ask": str(asked.id), "agrees": agrees})


def is_barred(case) -> bool:
    return persons.is_barred(case=reference(case))


@pytest.mark.scenario("SC-40", part="consent")
@pytest.mark.parametrize(("agrees", "barred"), [("yes", False), ("no", True)])
def test_whoever_is_asked_outside_records_the_answer_and_it_counts(visit, inside, agrees, barred):
    before = is_barred(inside)
    assert propose(visit("authority"), inside).location == f"/cases/{inside}/checks/"

    outside = visit(OUTSIDE)
    page = outside.get("/consents/")
    home = outside.get("/").text
    assert answer(outside, inside, agrees=agrees).location == "/consents/"

    assert before
    assert reference(inside).reference in page.text
    assert "with nobody of the force there" in page.text
    assert "1 question about consent" in home
    assert is_barred(inside) is barred
    assert SecondAnswer.objects.get().decided_by == outside.account.id
    assert reference(inside).reference not in outside.get("/consents/").text


@pytest.mark.scenario("SC-40", part="consent")
def test_whoever_is_asked_sees_nothing_of_the_case_before_or_after(visit, inside):
    outside = visit(OUTSIDE)
    nothing = outside.get(f"/cases/{NOWHERE}/")
    paths = case_paths(inside)

    def seen():
        return outside.answers(paths), outside.get("/cases/").text, outside.get("/my-work/").text

    before = seen()
    propose(visit("authority"), inside)
    asked = seen()
    answer(outside, inside)

    assert before[0] == [nothing] * len(paths)
    assert [asked, seen()] == [before] * 2


@pytest.mark.scenario("SC-40", part="consent")
def test_whoever_is_asked_gets_no_row_of_the_case_from_the_database(visit, inside, as_role, world):
    propose(visit("authority"), inside)

    with as_role("casework", actor=world.accounts[OUTSIDE]):
        seen = Case.objects.count(), SecondAsk.objects.count(), SecondAnswer.objects.count()

    assert seen == (0, 0, 0)


@pytest.mark.scenario("SC-40", part="consent")
def test_nobody_else_is_asked_and_nobody_answers_for_another(visit, inside):
    propose(visit("authority"), inside)
    other = visit("outside-desk-two")

    listed = other.get("/consents/").text
    taken = answer(other, inside)

    assert "Nobody asks you for consent now." in listed
    assert taken.errors == ["Choose one answer"]
    assert not SecondAnswer.objects.exists()


@pytest.mark.scenario("SC-40", part="consent")
def test_the_log_has_who_was_asked_and_what_they_recorded(visit, inside, world):
    propose(visit("authority"), inside)
    answer(visit(OUTSIDE), inside)

    said = {one["what"]: one for one in browsing.leaves() if "what" in one}

    row = SecondAnswer.objects.get()
    assert said["cases.ask_second"]["recipients"] == [str(world.accounts[OUTSIDE])]
    assert said["cases.record_consent"]["file"] == str(inside)
    ((table, _, id, _),) = said["cases.record_consent"]["after"]
    assert (table, id) == ("cases_secondanswer", str(row.id))


def test_the_answer_is_as_the_log_says(visit, inside, as_role, log_keys):
    propose(visit("authority"), inside)
    answer(visit(OUTSIDE), inside)

    with as_role("worker"):
        while work.sequence():
            pass
        found = verify.verify(trusted=log_keys, origin="candour.localhost/log")

    assert not [one for one in found.findings if one.place.startswith("cases_second")]


@pytest.mark.scenario("SC-40", part="consent")
def test_a_wall_that_rises_later_takes_the_question_away(visit, inside, world):
    propose(visit("authority"), inside)
    Wall.objects.create(file_id=inside, account_id=world.accounts[OUTSIDE], because="association")

    page = visit(OUTSIDE).get("/consents/")

    assert "Nobody asks you for consent now." in page.text
    assert answer(visit(OUTSIDE), inside).errors == ["Choose one answer"]


def test_a_wall_round_another_account_of_theirs_takes_the_question_away(visit, inside, world):
    propose(visit("authority"), inside)
    other = Account.objects.get(username="external-investigator")
    Wall.objects.create(file_id=inside, account_id=other.id, because="association")
    Account.objects.filter(username=OUTSIDE).update(person_id=other.person_id)

    assert "Nobody asks you for consent now." in visit(OUTSIDE).get("/consents/").text
    assert answer(visit(OUTSIDE), inside).errors == ["Choose one answer"]
    assert not SecondAnswer.objects.exists()


@pytest.mark.scenario("SC-40", part="consent")
def test_nobody_behind_a_wall_is_asked_and_the_refusal_does_not_say_why(visit, inside, world):
    Wall.objects.create(file_id=inside, account_id=world.accounts[OUTSIDE], because="association")

    assert propose(visit("authority"), inside).errors == REFUSED
    assert not SecondAsk.objects.exists()


@pytest.mark.scenario("SC-40", part="consent")
def test_only_consent_is_asked_of_somebody_who_has_no_part(visit, inside):
    page = propose(visit("authority"), inside, what="no_case_staff_officer")

    assert page.errors == [
        "Somebody outside without a part in the case is asked for consent, and for nothing else."
    ]


@pytest.mark.scenario("SC-40", part="consent")
@pytest.mark.parametrize("username", ["desk-two", "oversight", "custodian"])
def test_the_database_lets_nobody_inside_or_in_another_seat_be_asked(inside, world, username):
    row = SecondAsk(
        file_id=inside, organisation_id=reference(inside).organisation_id,
        what="informal_consent", outside_id=world.accounts[username], decided_at=NOW,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="can not be asked"), transaction.atomic():
        SecondAsk.objects.bulk_create([row])


@pytest.mark.scenario("SC-40", part="consent")
def test_a_question_that_was_answered_meanwhile_is_answered_no_second_time(visit, inside):
    propose(visit("authority"), inside)
    outside = visit(OUTSIDE)
    answer(outside, inside, agrees="no")

    again = answer(outside, inside)

    assert again.location == ""
    assert SecondAnswer.objects.get().agrees is False


def test_two_accounts_of_one_person_are_one_person(visit, inside):
    proposer = Account.objects.get(username="authority")
    Account.objects.filter(username=OUTSIDE).update(person_id=proposer.person_id)

    assert propose(visit("authority"), inside).location == ""
    with pytest.raises(IntegrityError, match="can not be asked"), transaction.atomic():
        SecondAsk.objects.create(
            file_id=inside, organisation_id=reference(inside).organisation_id,
            what="informal_consent", outside=Account.objects.get(username=OUTSIDE),
            decided_at=NOW, decided_by=proposer.id,
        )  # fmt: skip
    assert not SecondAsk.objects.filter(file_id=inside).exists()


def test_whoever_became_the_same_person_since_answers_nothing(visit, inside):
    propose(visit("authority"), inside)
    proposer = Account.objects.get(username="authority")
    Account.objects.filter(username=OUTSIDE).update(person_id=proposer.person_id)

    assert answer(visit(OUTSIDE), inside).errors == GONE
    assert not SecondAnswer.objects.exists()


def test_somebody_else_is_asked_where_nobody_answers_and_the_first_is_asked_no_more(visit, inside):
    propose(visit("authority"), inside)
    first = SecondAsk.objects.get(file_id=inside)

    again = propose(visit("authority"), inside, to="outside-desk-two")

    assert again.location == f"/cases/{inside}/checks/"
    late = visit(OUTSIDE).post("/consents/", {"ask": str(first.id), "agrees": "yes"})
    assert late.location == ""
    assert not SecondAnswer.objects.exists()
    assert answer(visit("outside-desk-two"), inside).location == "/consents/"
    assert not is_barred(inside)
