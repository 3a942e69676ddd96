"""Several cases at once: who may have one is computed for each, and each has its own answer."""

import pytest

import story
from candour.cases.models import Case
from candour.guard.models import Grant, KeyWrap, Wall
from cases.work.conftest import DAY

NEVER = "0dead0de-adde-4d0d-8ead-deaddeaddead"
INVESTIGATOR = "external-investigator"


@pytest.fixture
def two(world, as_role, case):
    """Two cases that the desk holds."""
    other = story.record(world, as_role, report=story.reported(world, as_role).file).file
    return case, other


def given(file, account) -> bool:
    return Grant.objects.filter(file_id=file, account_id=account, role="investigator").exists()


def opens(file, account) -> bool:
    return KeyWrap.objects.filter(file_key__file_id=file, account_id=account).exists()


def test_the_list_lets_somebody_choose_open_cases(visit, two):
    body = visit("desk").get("/cases/").body

    assert all(f'name="chosen" value="{file}"' in body for file in two)


def test_each_chosen_case_is_given_with_its_keys(visit, two, world):
    account = world.accounts[INVESTIGATOR]

    page = visit("desk").post(
        "/my-work/allocate/", {"chosen": [*map(str, two)], "account": account}
    )

    assert page.text.count("Given") == 2
    assert all(given(file, account) and opens(file, account) for file in two)


def test_a_case_that_a_wall_forbids_is_refused_by_itself_and_the_other_is_given(visit, two, world):
    account = world.accounts[INVESTIGATOR]
    first, second = two
    Wall.objects.create(file_id=first, account_id=account, because="named_by_reporter")

    page = visit("desk").post(
        "/my-work/allocate/", {"chosen": [*map(str, two)], "account": account}
    )

    assert "Not given: this investigator can't be given it" in page.text
    assert (given(first, account), given(second, account)) == (False, True)
    assert not opens(first, account)


def test_a_closed_case_and_one_they_have_already_are_named_as_such(visit, two, world):
    account, desk = world.accounts[INVESTIGATOR], visit("desk")
    first, second = two
    desk.post(f"/cases/{first}/allocation/", {"account": str(account)})
    Case.objects.filter(file_id=second).update(closed_on=DAY)

    page = desk.post("/my-work/allocate/", {"chosen": [*map(str, two)], "account": str(account)})

    assert "They had it already" in page.text
    assert "Not given: it is closed" in page.text


def test_one_that_is_not_there_stops_all_of_it(visit, two, world):
    chosen = [*map(str, two), NEVER]
    account = world.accounts[INVESTIGATOR]

    page = visit("desk").post("/my-work/allocate/", {"chosen": chosen, "account": str(account)})

    assert page.status == 404
    assert not any(given(file, account) for file in two)


def test_a_hidden_case_answers_like_one_that_is_not_there(visit, two, world):
    hidden = visit("subject").get(f"/my-work/allocate/?chosen={two[0]}")
    absent = visit("subject").get(f"/my-work/allocate/?chosen={NEVER}")

    assert (hidden.status, hidden.body) == (absent.status, absent.body) == (404, absent.body)


@pytest.mark.parametrize("username", ["investigator", "stranger"])
def test_investigators_give_nothing_to_anybody(visit, two, username):
    assert visit(username).get("/my-work/allocate/").status == 404


@pytest.mark.parametrize("query", ["?chosen=x", "?chosen=" + "&chosen=".join([NEVER] * 51)])
def test_what_nobody_can_have_chosen_is_not_there(visit, query):
    assert visit("desk").get(f"/my-work/allocate/{query}").status == 404


def test_without_a_choice_the_page_says_where_to_choose(visit):
    assert "Choose cases in the list first." in visit("desk").get("/my-work/allocate/").text
