"""Handlers and keepers see look-ups on pages; nobody else learns that there are any."""

import pytest
from feeds import read

from candour.imports.models import LookupAlert, LookupDecision
from cast import KEPT_OUT


@pytest.fixture
def alerted(told, number_of):
    """The story after a run that raised one alert."""
    told.consent()
    told.run([read(number_of("subject"), days=2, vrm="AB12CDE", record="VEH-77001")])
    return told


def test_a_handler_reads_the_alert_and_decides_on_it(alerted, visit) -> None:
    desk = visit("desk")
    alert = LookupAlert.objects.get()
    page = f"/files/{alerted.case}/look-ups/"

    shown = desk.get(page).text
    desk.post(f"{page}{alert.id}/", {"decision": "evidence", "why": "Kept for the interview."})

    assert "Read the reporter's vehicle once, 2 days after the report, no task" in shown
    assert "VEH-77001" not in shown
    assert LookupDecision.objects.get().decision == "evidence"
    assert "Kept for the interview." in desk.get(page).text


def test_bad_input_keeps_what_was_typed(alerted, visit) -> None:
    alert = LookupAlert.objects.get()

    page = visit("desk").post(
        f"/files/{alerted.case}/look-ups/{alert.id}/", {"why": "Kept for the interview."}
    )

    assert "Choose what becomes of it" in page.text
    assert page.fields["why"] == ["Kept for the interview."]


def test_a_keeper_outside_reads_the_record_and_the_moment(alerted, visit) -> None:
    shown = visit("outside-desk").get("/look-ups/").text

    assert "VEH-77001" in shown
    assert "is a person the file concerns" in shown


def test_a_reader_who_keeps_no_terms_sees_none(alerted, visit) -> None:
    assert "Nothing was found." in visit("desk").get("/look-ups/").text


@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_else_finds_the_pages(alerted, visit, username) -> None:
    alert = LookupAlert.objects.get()
    page = f"/files/{alerted.case}/look-ups/"

    assert visit(username).statuses([page, f"{page}{alert.id}/"]) == {404}
