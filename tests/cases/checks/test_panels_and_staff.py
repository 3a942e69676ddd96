"""Panels take people of the local policing body; staff have their employer's list of outcomes."""

import pytest

import browsing
import taking
from candour.cases.courses import panels
from candour.cases.courses.sheets import rows as sheets
from candour.cases.models import StepTaken
from candour.cases.proceeding import checks
from candour.core.states import Machine, Step
from candour.law.conduct.staff import STAFF_SANCTIONS
from candour.law.outcomes import SANCTIONS

STAFF = {row.code for row in STAFF_SANCTIONS}


def account(username):
    return browsing.Account.objects.get(username=username).id


def name(visitor, case, subject, **seats):
    return taking.take(
        visitor, case, "name_panel", course="proceedings", person=subject,
        **{seat: str(account(username)) for seat, username in seats.items()},
    )  # fmt: skip


def test_a_member_and_an_adviser_sit_with_an_account_of_their_own(visit, referred, subject):
    authority = visit("authority")

    done = name(authority, referred, subject, chair="neighbour-authority", independent="board")

    kept = StepTaken.objects.get(file_id=referred, step="name_panel")
    assert done.location == f"/cases/{referred}/next/"
    assert kept.answers["independent"] == str(account("board"))
    assert "panel_has_no_conflict" in kept.facts


@pytest.mark.parametrize("seat", ["member", "independent", "adviser"])
def test_nobody_with_a_part_in_the_case_sits_or_advises(visit, referred, subject, seat):
    page = name(
        visit("authority"), referred, subject, chair="neighbour-authority", **{seat: "authority"}
    )

    assert page.location == ""
    assert not StepTaken.objects.filter(file_id=referred, step="name_panel").exists()


def test_overseers_who_decide_reviews_do_not_sit(visit, referred, as_role):
    with as_role("casework", actor=account("authority")):
        free = panels.eligible(file=referred)

    assert account("board") in free
    assert account("oversight") not in free


def test_staff_are_offered_their_own_outcomes_and_no_others():
    sheet = sheets.sheet(Step.DECIDE_OUTCOME, is_of_case=False, machine=Machine.POLICE_STAFF)
    officers = sheets.sheet(Step.DECIDE_OUTCOME, is_of_case=False, machine=Machine.PROCEEDINGS)

    offered = {code for ask in sheet.asks if ask.name == "sanction" for code, _ in ask.choices}
    assert offered == STAFF | {"none"}
    assert not STAFF & {code for ask in officers.asks for code, _ in ask.choices}
    assert not STAFF & {row.code for row in SANCTIONS}


@pytest.mark.parametrize(
    ("finding", "sanction", "is_open"),
    [
        ("misconduct", "staff_first_warning", True),
        ("misconduct", "staff_dismissed", False),
        ("gross_misconduct", "staff_dismissed", True),
        ("not_misconduct", "staff_advice", False),
        ("not_misconduct", "none", True),
        ("gross_misconduct", "dismissal_without_notice", False),
    ],
)
def test_what_is_open_for_staff_follows_the_finding(finding, sanction, is_open):
    assert (checks.of_staff(finding=finding, sanction=sanction) == []) is is_open


def test_staff_who_are_dismissed_for_gross_misconduct_are_reported_for_the_list():
    assert checks.is_dismissal({"sanction": "staff_dismissed"})
    assert not checks.is_dismissal({"sanction": "staff_final_warning"})
