"""Every investigator declares conflicts before a word opens; one yes gives the case back."""

import pytest
from django.db import connection

import story
from candour.access.models import Declaration, Involvement
from candour.core.impartial import declarations
from candour.guard.models import Account, Grant, KeyWrap, Leaf, Wall
from cast import NOW

WORDS = "pushed me against the lockers"


@pytest.fixture
def given(visit, case, world):
    """A case that was just given to the investigator."""
    visit("desk").post(
        f"/cases/{case}/allocation/", {"account": str(world.accounts["investigator"])}
    )
    return case


def sign(visitor, case, *, yes: str = ""):
    asked = visitor.get(f"/cases/{case}/declaration/")
    names = [one for one in _names(asked.body) if one != "signed"]
    answers = {name: "yes" if yes and name.endswith(yes) else "no" for name in names}
    return visitor.post(f"/cases/{case}/declaration/", {**answers, "signed": "on"})


def _names(body: str) -> set[str]:
    return {part.partition('"')[0] for part in body.split(' name="')[1:]} - {
        "csrfmiddlewaretoken", "viewport", "theme-color",
    }  # fmt: skip


def confirm_subject(case, username: str = "subject") -> None:
    person = Account.objects.get(username=username).person_id
    file = Involvement.objects.filter(file_id=case).first()
    Involvement.objects.update_or_create(
        file_id=case, person_id=person, role="subject",
        defaults={"organisation_id": file.organisation_id},
    )  # fmt: skip


@pytest.mark.scenario("SC-16", part="declaration")
def test_until_it_is_signed_no_sealed_word_opens(visit, given, world, as_role):
    led = visit("investigator").get(f"/cases/{given}/words/")

    assert led.location == f"/cases/{given}/declaration/"
    with as_role("casework", actor=world.accounts["investigator"]):
        assert not KeyWrap.objects.filter(file_key__file_id=given).exists()


def test_once_signed_the_words_open(visit, given):
    signed = sign(visit("investigator"), given)

    assert signed.location == f"/cases/{given}/"
    assert WORDS in visit("investigator").get(f"/cases/{given}/words/").text
    assert any(b'"cases.declare"' in bytes(leaf.body) for leaf in Leaf.objects.all())


def test_it_asks_again_when_the_case_is_about_somebody_else(visit, given):
    sign(visit("investigator"), given)
    confirm_subject(given)

    led = visit("investigator").get(f"/cases/{given}/words/")
    asked = visit("investigator").get(f"/cases/{given}/declaration/").text

    assert led.location == f"/cases/{given}/declaration/"
    assert "Daniel Marlow" in asked


def test_a_conflict_takes_the_case_away_and_gives_it_back(visit, given, world):
    answered = sign(visit("investigator"), given, yes="any_other")

    assert answered.location == "/"
    assert visit("investigator").get(f"/cases/{given}/").status == 404
    assert not Grant.objects.filter(
        file_id=given, account_id=world.accounts["investigator"]
    ).exists()
    assert Wall.objects.filter(
        file_id=given, account_id=world.accounts["investigator"], because="declared_conflict"
    ).exists()
    page = visit("desk").get(f"/cases/{given}/allocation/").text
    assert "gave it back" in page
    assert "Bhatt" not in page


def test_unanswered_questions_keep_what_was_answered(visit, given):
    answered = visit("investigator").post(f"/cases/{given}/declaration/", {"case-others": "no"})

    assert "Answer yes or no" in answered.errors
    assert "Tick the box to sign your answers" in answered.errors
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("username", ["desk", "authority", "subject", "stranger"])
def test_only_an_investigator_declares(visit, given, username):
    assert visit(username).get(f"/cases/{given}/declaration/").status == 404


def test_the_rule_and_the_database_agree_on_what_is_owed(world, as_role, visit, given):
    story.declare(world, as_role, file=given)
    confirm_subject(given)
    subjects = Involvement.objects.filter(file_id=given, role="subject")
    signed = Declaration.objects.get()
    declared = declarations.Declared(subjects=frozenset(), conflicts={None: ()})

    with as_role("casework", actor=world.accounts["investigator"]), connection.cursor() as cursor:
        cursor.execute("select access.my_owed_declarations()")
        (owed,) = cursor.fetchone()

    asked = subjects.values_list("person_id", flat=True)
    assert (given in owed) == declarations.is_owed(subjects=asked, declared=[declared])
    assert signed.signed_at == NOW
