"""Whoever a computed wall kept out gets the keys once it falls, at once or from a colleague."""

import pytest

import browsing
import story
from browsing import leaves
from candour.access.actions.draw_walls import draw_walls
from candour.cases.impartial.actions.wall_off import wall_off
from candour.guard.actors import service
from candour.guard.models import Account, Grant, KeyWait, KeyWrap, Wall
from candour.people.models import Association
from cast import NOW


@pytest.fixture
def friends(world):
    """The authority is the friend of somebody whom the report may be about, and who is not him."""
    people = dict(Account.objects.values_list("username", "person_id"))

    def befriend(person) -> Association:
        return Association.objects.create(
            person_id=people["authority"], other_id=person, kind="friend"
        )

    return befriend


@pytest.fixture
def other(world, as_role, friends):
    """A suggestion beside the subject, whose friend the authority is, in a case recorded since."""
    first = story.record(world, as_role, report=story.reported(world, as_role).file).file
    person = next(
        one.person_id
        for one in browsing.suggestions(first)
        if one.person_id != browsing.suggestion_of(first, "subject").person_id
    )
    friends(person)
    return person


@pytest.fixture
def second(world, as_role, other):
    """A second case about the same, recorded while the authority is walled."""
    return story.record(world, as_role, report=story.reported(world, as_role).file).file


def holds(file, username: str) -> bool:
    account = Account.objects.get(username=username)
    return KeyWrap.objects.filter(
        file_key__file_id=file, file_key__compartment="narrative", account_id=account.id
    ).exists()


def rule_out(visit, file, person):
    one = next(one for one in browsing.suggestions(file) if one.person_id == person)
    typed = {f"s{one.id.hex}-answer": "not_same", f"s{one.id.hex}-reason": "Another unit."}
    return visit("desk").post(f"/cases/{file}/screening/{one.id}/", typed)


def redraw(as_role, *files) -> None:
    with as_role("worker"):
        draw_walls(files=list(files), by=service("test"), at=NOW)


def test_an_authority_walled_by_a_suggestion_reads_the_case_once_it_is_ruled_out(
    visit, second, other
):
    assert visit("authority").get(f"/cases/{second}/").status == 404
    assert not holds(second, "authority")

    rule_out(visit, second, other)

    page = visit("authority").get(f"/cases/{second}/words/")
    assert page.status == 200
    assert story.STORY[:40] in page.text
    assert not KeyWait.objects.filter(file_id=second).exists()


def test_that_keys_were_given_back_stands_in_the_log_with_whom(visit, world, second, other):
    rule_out(visit, second, other)

    said = [one for one in leaves() if one.get("what") == "access.give_back"]
    assert [one["detail"]["recipients"] for one in said if one["file"] == str(second)] == [
        [str(world.accounts["authority"])]
    ]


def test_where_no_vault_is_open_a_colleague_is_shown_who_waits_and_gives_the_keys(
    visit, world, as_role, case, friends
):
    subject = browsing.suggestion_of(case, "subject").person_id
    tie = friends(subject)
    redraw(as_role, case)
    assert not holds(case, "authority")
    tie.delete()
    redraw(as_role, case)
    assert "authority" in visit("desk").get("/colleagues/").text

    visit("desk").post(f"/colleagues/{world.accounts['authority']}/keys/")

    assert holds(case, "authority")
    assert visit("authority").get(f"/cases/{case}/").status == 200


def test_whoever_another_wall_keeps_out_waits_for_nothing(visit, second, other, world):
    Wall.objects.create(
        file_id=second, account_id=world.accounts["authority"], because="added_by_hand"
    )

    rule_out(visit, second, other)

    assert not holds(second, "authority")
    assert not KeyWait.objects.filter(account_id=world.accounts["authority"]).exists()


def test_a_wall_put_up_by_hand_gives_nothing_back_when_walls_are_drawn_anew(
    world, as_role, case, friends
):
    who, vault = story.actor("desk"), story.vault_of(world, "desk")
    with as_role("casework", actor=who.account):
        wall_off(file=case, account=world.accounts["desk-two"], why="A friend of the family.",
                 vault=vault, by=who, at=NOW)  # fmt: skip

    redraw(as_role, case)

    assert not KeyWait.objects.filter(account_id=world.accounts["desk-two"]).exists()
    assert not holds(case, "desk-two")


def test_a_reader_of_the_desk_who_is_clean_again_is_granted_the_case_and_no_stranger(
    world, as_role, visit, second, other
):
    rule_out(visit, second, other)

    granted = Grant.objects.filter(file_id=second).values_list("account_id", flat=True)
    assert world.accounts["authority"] in set(granted)
    assert world.accounts["stranger"] not in set(granted)
