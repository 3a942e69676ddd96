"""No case to answer: the same checks on every way to that result, and in the database."""

import re

import pytest
from django.db import IntegrityError, transaction

import browsing
from candour.cases.courses import checked
from candour.cases.courses.sheets import codes
from candour.cases.models import Allegation, Case, NoCaseCheck, Outcome
from candour.cases.proceeding.actions import decide_case_to_answer as answering
from candour.law.no_action import NOT_REASONS
from cast import NOW

OWED = ["Record the checks of this allegation first: what was looked for, one test for both sides."]
SQL = answering.__file__.split("proceeding")[0] + "sql/checks.sql"


def decide(case, visitor, allegation, result):
    data = {"result": result, "sanction": "", "reason": "Weighed."}
    return visitor.post(f"/cases/{case}/outcome/{allegation}/", data)


def insert(case, allegation, **changes):
    known = Case.objects.get(file_id=case)
    row = Outcome(
        **{
            "file_id": case, "organisation_id": known.organisation_id,
            "allegation_id": allegation, "result": "no_case_to_answer",
            "decided_on": NOW.date(), "decided_at": NOW, **changes,
        }
    )  # fmt: skip
    with transaction.atomic():
        Outcome.objects.bulk_create([row])


@pytest.mark.scenario("SC-31", part="every-way")
@pytest.mark.parametrize("result", ["no_case_to_answer", "no_further_action"])
def test_no_page_ends_a_serious_allegation_before_its_checks(visit, assessed, first, result):
    desk = visit("desk")

    early = decide(assessed, desk, first, result)
    browsing.check(assessed, desk, allegation=first)
    done = decide(assessed, desk, first, result)

    assert early.errors == OWED
    assert done.location == f"/cases/{assessed}/outcome/"


@pytest.mark.scenario("SC-31", part="every-way")
@pytest.mark.parametrize("result", ["no_case_to_answer", "no_further_action"])
def test_the_database_refuses_the_end_without_checks(assessed, first, as_role, result):
    with as_role("worker"), pytest.raises(IntegrityError, match="needs its checks"):
        insert(assessed, first, result=result)


@pytest.mark.scenario("SC-31", part="every-way")
@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"why_no_case": "officer_believed"}, "is no reason by itself"),
        ({"corroboration_digital": ""}, "Look for corroboration first"),
        ({"subject_motive": ""}, "Test both accounts by the same headings"),
        ({"word_against_word": "no", "why_no_case": "officer_believed"}, "no reason by itself"),
    ],
)
def test_a_check_that_is_left_open_is_refused_and_keeps_what_was_typed(
    visit, assessed, first, answers, says
):
    page = browsing.check(assessed, visit("desk"), allegation=first, **answers)

    assert says in page.errors[0]
    assert page.fields["reason"] == ["Every line was followed."]
    assert NoCaseCheck.objects.count() == 0


def test_the_database_holds_no_check_that_is_left_open_for_a_whole_one(visit, assessed, first):
    browsing.check(assessed, visit("desk"), allegation=first)
    whole = NoCaseCheck.objects.get().answers
    for left_out in whole:
        NoCaseCheck.objects.update(
            answers={name: value for name, value in whole.items() if name != left_out}
        )
        with pytest.raises(IntegrityError, match="needs its checks"):
            insert(assessed, first)


def test_later_checks_take_the_place_of_earlier_ones(visit, assessed, first):
    browsing.check(assessed, visit("desk"), allegation=first)
    browsing.check(assessed, visit("desk-two"), allegation=first, why_no_case="evidence_against")

    old, new = NoCaseCheck.objects.order_by("decided_at")
    assert new.supersedes_id == old.id
    assert "checked by Emeka Obi" in visit("desk").get(f"/cases/{assessed}/checks/").text


@pytest.mark.scenario("SC-31", part="outsider")
def test_staff_against_an_officer_in_a_sexual_matter_is_decided_outside(
    visit, assessed, first, as_role
):
    Allegation.objects.filter(id=first).update(category="J1")
    desk = visit("desk")
    browsing.check(assessed, desk, allegation=first)

    own = decide(assessed, desk, first, "no_case_to_answer")

    assert own.errors == [checked.DeciderTooClose.__doc__]
    with as_role("worker"), pytest.raises(IntegrityError, match="outside the force decides"):
        insert(assessed, first, decided_by=desk.account.id)
    insert(
        assessed, first,
        decided_by=browsing.Account.objects.get(username="neighbour-authority").id,
    )  # fmt: skip


def test_what_the_database_looks_for_is_what_the_law_file_and_the_sheet_ask():
    with open(SQL, encoding="utf-8") as file:
        text = file.read()
    said = set(re.findall(r"'(\w+)'", text))

    assert {row.code for row in NOT_REASONS} <= said
    assert {f"corroboration_{name}" for name, _ in codes.CORROBORATION} <= said
    for side in ("reporter", "subject"):
        assert {f"{side}_{name}" for name, _ in codes.CREDIBILITY} <= said
    listed = re.search(r"said.category in \(([^)]*)\)", text)
    assert listed is not None
    assert set(re.findall(r"'(\w+)'", listed.group(1))) == checked.SEXUAL


@pytest.mark.scenario("SC-36", part="everybody")
def test_no_case_closes_while_something_that_was_assessed_has_no_outcome(visit, assessed, as_role):
    with (
        as_role("worker"),
        pytest.raises(IntegrityError, match="has no outcome"),
        transaction.atomic(),
    ):
        Case.objects.filter(file_id=assessed).update(closed_on=NOW.date())
