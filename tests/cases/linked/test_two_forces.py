"""What another force handed over about somebody stands beside them, with its force; and no more."""

import datetime

import pytest

import browsing
import story
from browsing import at_casework, visit
from candour.cases.actions.record_history import (
    AllegationRow,
    CaseRow,
    HistoryBatch,
    record_history,
)
from candour.cases.models import Case, Suggestion
from candour.guard.actors import service
from candour.guard.models import Wall
from candour.people import names
from candour.people.actions.record_roster import record_roster
from candour.people.models import Identifier
from candour.people.roster import NameRow, NumberRow, PersonRow, RosterBatch, RosterRows
from cast import NOW

__all__ = ["at_casework", "visit"]

BY, HASH = service("import"), bytes(32)
EASTMARCH = "Eastmarch Constabulary"
NUMBER = "E2207"
# He was an officer there before he came here under another number.
DESCRIBED = {"given": "Dan", "family": "Marlow", "number": NUMBER}


def row(number: int, **changes: object) -> tuple[CaseRow, AllegationRow]:
    """Return a closed matter of Eastmarch with one allegation, as its register hands it over."""
    told: dict[str, object] = {
        "source_ref": f"EM-{number}",
        "source_row": number,
        "reference": f"EM/{number}/2019",
        "kind": "complaint",
        "source": "other_system",
        "incident_on": None,
        "received_on": datetime.date(2019, 3, number),
        "closed_on": datetime.date(2019, 9, number),
    }
    said = AllegationRow(
        case_ref=f"EM-{number}", source_ref=f"EM-{number}/1", source_row=number,
        subject_ref="EM-P1", category="B4", result="no_case_to_answer",
    )  # fmt: skip
    return CaseRow(**{**told, **changes}), said


@pytest.fixture
def handed_over(world, as_role):
    """Eastmarch hands over that it knew him, and two matters; Northfold has none of their files."""
    force = world.organisations[EASTMARCH]
    named = NameRow(
        ref="EM-P1", source_row=1, kind="current", given="Daniel", family="Marlow",
        search_key=names.search_key(given="Daniel", family="Marlow"),
    )  # fmt: skip
    held = NumberRow(
        ref="EM-P1", source_row=1, kind="collar", value=NUMBER, from_on=datetime.date(2012, 1, 1)
    )
    persons = RosterRows(
        persons=(PersonRow(ref="EM-P1", source_row=1),), names=(named,), numbers=(held,)
    )
    cases, allegations = zip(*(row(number) for number in (4, 5)), strict=True)
    with as_role("worker"):
        record_roster(
            batch=RosterBatch(
                organisation=force, source="eastmarch", content_hash=HASH, rows=persons
            ),
            by=BY,
            at=NOW,
        )
        history = HistoryBatch(
            organisation=force, source="eastmarch", content_hash=HASH, cases=cases,
            allegations=allegations,
        )  # fmt: skip
        record_history(batch=history, by=BY, at=NOW)
    return Case.objects.filter(reference__startswith="EM/")


@pytest.fixture
def case(world, as_role, handed_over):
    """A case of Northfold about somebody who is described by his name and his number there."""
    report = story.reported(world, as_role, people=(DESCRIBED,)).file
    return story.record(world, as_role, report=report).file


@pytest.mark.scenario("SC-42", part="two-forces")
def test_what_both_forces_hold_stands_beside_the_described_person(visit, case):
    page = visit("desk").get(f"/cases/{case}/screening/")

    assert "2 earlier allegations about Daniel Marlow" in page.text
    assert "11 earlier allegations about Daniel Marlow" in page.text
    assert page.text.count(f"Another system, {EASTMARCH}") == 2
    assert "Another system, Northfold Police" in page.text


@pytest.mark.scenario("SC-42", part="two-forces")
def test_of_the_other_force_only_codes_and_its_name_are_shown(visit, case, handed_over):
    desk = visit("desk")

    page = desk.get(f"/cases/{case}/screening/")

    assert not any(one.reference in page.text for one in handed_over)
    assert not any(str(one.file_id) in page.body for one in handed_over)
    for one in handed_over:
        hidden, absent = desk.answers([f"/cases/{one.file_id}/", f"/cases/{browsing.NOWHERE}/"])
        assert (hidden.status, hidden.body) == (404, absent.body)


def test_whoever_a_wall_keeps_from_the_other_forces_matter_learns_nothing(
    visit, world, case, handed_over
):
    walled = handed_over.order_by("reference").first()
    Wall.objects.create(
        file_id=walled.file_id, account_id=world.accounts["desk"], because="named_by_reporter"
    )

    page = visit("desk").get(f"/cases/{case}/screening/")

    assert EASTMARCH not in page.text


def test_the_other_force_does_not_see_the_case_here(visit, case):
    hidden, absent = visit("neighbour-desk").answers(
        [f"/cases/{case}/", f"/cases/{browsing.NOWHERE}/"]
    )

    assert (hidden.status, hidden.body) == (404, absent.body)


def test_both_of_them_are_suggested_as_the_one_described(case):
    person = Identifier.objects.get(value="EM-P1").person_id
    here = browsing.suggestion_of(case, "subject").person_id

    assert {person, here} <= set(
        Suggestion.objects.filter(file_id=case).values_list("person_id", flat=True)
    )
