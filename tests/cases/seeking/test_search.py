"""Search by codes and names answers from what the actor sees, and from nothing else."""

import re

import pytest
from django.db import connection

import browsing
from browsing import Visitor
from candour.cases.models import Case, LookAlarm, SoughtWords, StepTaken
from candour.guard.models import Account
from candour.people.models import Identifier, PersonName, Posting

NOBODY = "Zzyzxova"


def searched(visitor: Visitor, sought: str = "", **changes: str):
    return visitor.post("/search/", {"sought": sought, **changes})


def key_on(page, name: str) -> str:
    """Return the place that a button of a page leads to."""
    return re.search(f'name="{name}" value="([^"]+)"', page.body)[1]


def person_of(username: str):
    return Account.objects.get(username=username).person_id


def name_of(username: str) -> PersonName:
    return PersonName.objects.get(person_id=person_of(username), kind="current")


def test_a_case_is_found_by_the_name_of_the_person_it_is_about(visit, identified):
    desk, name = visit("desk"), name_of("subject")
    reference = Case.objects.get(file_id=identified).reference

    for sought in (name.family, f"{name.family} {name.given}".upper(), name.family[:3], "marlow"):
        page = searched(desk, sought)
        assert "1 case found." in page.text, sought
        assert reference in page.text


def test_a_name_is_found_whatever_its_accents(visit, identified):
    PersonName.objects.filter(person_id=person_of("subject"), kind="current").update(
        given="Zoë", family="Zzórawski", search_key="zoe zzorawski"
    )
    desk = visit("desk")

    assert "1 case found." in searched(desk, "zzorawski").text
    assert "1 case found." in searched(desk, "ZZÓRAWSKI Zoe").text


def test_a_case_is_found_by_number_and_by_unit(visit, identified):
    person = person_of("subject")
    number = Identifier.objects.filter(person_id=person).exclude(kind="source_id").first()
    unit = Posting.objects.filter(person_id=person, until_on__isnull=True).first().unit
    desk = visit("desk")

    assert "1 case found." in searched(desk, number.value).text
    assert "1 case found." in searched(desk, unit.name).text


def test_a_case_is_found_by_reference_and_by_what_is_alleged(visit, identified):
    desk, reference = visit("desk"), Case.objects.get(file_id=identified).reference

    assert "1 case found." in searched(desk, reference[2:6].lower()).text
    assert "1 case found." in searched(desk, "overbearing").text
    assert "0 cases found." in searched(desk, NOBODY).text


def test_what_is_chosen_narrows_what_is_found(visit, identified):
    desk = visit("desk")
    tomorrow = browsing.days_ago(-1)
    later = {
        "received_from_day": str(tomorrow.day), "received_from_month": str(tomorrow.month),
        "received_from_year": str(tomorrow.year),
    }  # fmt: skip

    assert "1 case found." in searched(desk, kind="complaint").text
    assert "0 cases found." in searched(desk, kind="conduct_matter").text
    assert "1 case found." in searched(desk, category="H").text
    assert "0 cases found." in searched(desk, state="closed").text
    assert "0 cases found." in searched(desk, state="open", **later).text


def test_a_case_is_found_by_where_its_course_stands(visit, identified):
    taken = StepTaken.objects.filter(file_id=identified, superseded_by__isnull=True).first()
    desk = visit("desk")

    assert "1 case found." in searched(desk, stage=taken.to_state).text
    assert "0 cases found." in searched(desk, stage="outcome_decided").text


def test_an_empty_search_says_what_to_do(visit, case):
    page = searched(visit("desk"))

    assert page.errors == ["Enter what you look for, or choose something from the lists"]


def test_what_is_typed_stands_in_no_address_and_in_no_leaf(visit, identified):
    name = name_of("subject").family

    page = searched(visit("desk"), name)

    assert page.status == 200
    assert page.location == ""
    assert name not in str(browsing.leaves())
    assert name.encode() not in bytes(SoughtWords.objects.get().ciphertext)


def test_each_search_is_a_leaf(visit, case):
    desk = visit("desk")
    before = len(browsing.leaves())

    searched(desk, "race")

    added = browsing.leaves()[before:]
    assert sum(one.get("what") == "cases.search" for one in added) == 1


def test_more_than_a_page_is_gone_through_without_an_address(visit, case):
    authority = visit("authority")
    first = searched(authority, state="closed")

    second = searched(authority, state="closed", after=key_on(first, "after"))
    back = searched(authority, state="closed", before=key_on(second, "before"))

    assert "157 cases found." in first.text
    assert "More cases, in the same order." in second.text
    assert back.text == first.text
    assert "?after" not in first.body


@pytest.mark.scenario("SC-20", part="lists-and-search")
@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_a_name_finds_for_whoever_is_kept_out_what_no_name_finds(visit, identified, username):
    visitor, name = visit(username), name_of("subject").family

    hidden, absent = searched(visitor, name), searched(visitor, NOBODY)

    assert "0 cases found." in hidden.text
    assert hidden.text == absent.text
    leaves = [one for one in browsing.leaves() if one.get("what") == "cases.search"]
    assert len(leaves) == 2
    assert {one["file"] for one in leaves} == {None}


@pytest.mark.scenario("SC-20", part="lists-and-search")
def test_hidden_and_absent_take_the_same_statements(visit, identified):
    colleague = visit("colleague")
    searched(colleague, NOBODY)

    def statements(sought: str) -> int:
        with connection.execute_wrapper(counter := browsing._Counter()):
            searched(colleague, sought)
        return counter.count

    assert statements(name_of("subject").family) == statements(NOBODY)


@pytest.mark.scenario("SC-21", part="searches")
def test_a_name_that_would_have_hit_a_hidden_case_comes_to_triage(
    visit, identified, worker_round, world
):
    searched(visit("colleague"), f"{name_of('subject').given} {name_of('subject').family}")

    assert worker_round() == 1
    assert LookAlarm.objects.get().account_id == world.accounts["colleague"]
    assert not SoughtWords.objects.exists()


def test_a_name_that_hits_nothing_hidden_comes_to_nothing(visit, identified, worker_round):
    searched(visit("colleague"), NOBODY)

    assert worker_round() == 0


@pytest.mark.parametrize("username", ["custodian", "subject-seat", "representative", "reviewer"])
def test_seats_that_handle_no_cases_search_nothing(visit, case, username):
    visitor = visit(username)

    assert visitor.statuses(["/search/", "/search/words/"]) == {404}
    assert searched(visitor, "race").status == 404
