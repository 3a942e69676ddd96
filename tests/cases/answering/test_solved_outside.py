"""What was put right only outside opens the handling that failed, and is counted."""

import pytest
from django.db import connection

import story
from candour.cases.models import Case, Event
from cast import KEPT_OUT, NOW


@pytest.fixture
def solved(world, as_role):
    return story.reported(world, as_role, route="solved_outside").file


@pytest.fixture
def tied(visit, solved, case):
    reference = Case.objects.get(file_id=case).reference
    typed = {"reference": reference.lower(), "solved_by": "hse", "why": "The same canteen."}
    visit("desk").post(f"/reports/{solved}/reopen/", typed)
    return case


@pytest.mark.scenario("SC-63", part="reopened")
def test_the_original_handling_is_reopened_for_learning(visit, tied):
    assert Event.objects.filter(file_id=tied, kind="reopened_for_learning").count() == 1
    assert "Reopened for learning" in visit("authority").get(f"/cases/{tied}/timeline/").text


@pytest.mark.scenario("SC-63", part="counted")
def test_it_counts_as_a_failure_of_the_internal_route(tied, as_role, world):
    with as_role("oversight", actor=world.accounts["oversight"]), connection.cursor() as cursor:
        cursor.execute("select what, number from cases.reporter_counts(%s)", [NOW.date()])
        counted = dict(cursor.fetchall())

    assert counted == {"internal_route_failed": 1}


def test_the_list_names_it_to_clean_readers_and_not_to_those_whose_handling_it_was(visit, tied):
    text = visit("outside-desk").get("/solved-outside/").text

    assert "Health and Safety Executive" in text
    assert "Health and Safety Executive" not in visit("desk").get("/solved-outside/").text


@pytest.mark.parametrize("reference", ["C-0000-0000", "nothing", "C-"])
def test_a_case_that_is_hidden_or_absent_is_not_found(visit, solved, reference):
    typed = {"reference": reference, "solved_by": "hse", "why": "It is."}

    page = visit("desk").post(f"/reports/{solved}/reopen/", typed)

    assert page.errors == ["No case that you can open has this reference."]
    assert page.fields["why"] == ["It is."]


def test_another_kind_of_report_opens_nothing_again(visit, report, case):
    reference = Case.objects.get(file_id=case).reference
    typed = {"reference": reference, "solved_by": "mp", "why": "It is."}

    page = visit("desk").post(f"/reports/{report}/reopen/", typed)

    assert page.errors == [
        "Only a report of something that was put right outside opens a handling again."
    ]


@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_kept_out_finds_it_in_the_list(visit, tied, solved, username):
    page = visit(username).get("/solved-outside/")

    assert str(solved) not in page.body
    assert str(tied) not in page.body
