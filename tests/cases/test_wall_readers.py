"""A wall never takes the last key of a case: others are given it first, or the keys stay."""

import json
import uuid

import pytest

import story
from candour.access.actions.draw_walls import draw_walls
from candour.cases.actions.screen_again import screen_again
from candour.cases.models import Case, Described
from candour.guard.actors import service
from candour.guard.models import Account, FileKey, Grant, KeyWrap, Leaf
from candour.people.models import Association
from cast import NOW

READERS = {"desk", "desk-two", "desk-three", "authority"}
OUTSIDE = {"outside-desk", "outside-desk-two", "outside-desk-three"}


def holders(file: uuid.UUID) -> set[str]:
    accounts = KeyWrap.objects.filter(
        file_key__file_id=file, file_key__compartment="narrative"
    ).values("account_id")
    return set(Account.objects.filter(id__in=accounts).values_list("username", flat=True))


def befriend(*usernames: str) -> None:
    people = dict(Account.objects.values_list("username", "person_id"))
    for username in usernames:
        Association.objects.create(
            person_id=people[username], other_id=people["subject"], kind="friend"
        )


def redraw_by_the_system(file: uuid.UUID, as_role) -> tuple[uuid.UUID, ...]:
    with as_role("worker"):
        return draw_walls(files=[file], by=service("test"), at=NOW)


@pytest.fixture
def file(world, as_role) -> uuid.UUID:
    """A recorded case that four readers hold."""
    return story.record(world, as_role, report=story.reported(world, as_role).file).file


def test_where_too_few_readers_would_be_left_clean_ones_are_given_the_keys_first(
    world, as_role, file
):
    befriend("desk-two", "desk-three", "authority")
    desk, vault = story.actor("desk"), story.vault_of(world, "desk")

    with as_role("casework", actor=desk.account):
        draw_walls(files=[file], by=desk, at=NOW, vault=vault)

    assert holders(file) == {"desk", *OUTSIDE}
    assert Grant.objects.filter(file_id=file, account_id=world.accounts["outside-desk"]).exists()


def test_a_reader_named_in_the_place_of_others_holds_every_epoch_of_every_compartment(
    world, as_role, file
):
    befriend("desk-two", "desk-three", "authority")
    desk, vault = story.actor("desk"), story.vault_of(world, "desk")

    with as_role("casework", actor=desk.account):
        draw_walls(files=[file], by=desk, at=NOW, vault=vault)

    held = KeyWrap.objects.filter(file_key__file_id=file, account_id=world.accounts["outside-desk"])
    assert held.count() == FileKey.objects.filter(file_id=file).count() == 4


def test_whoever_is_walled_by_her_own_step_hands_the_keys_on_before_she_loses_them(
    world, as_role, file
):
    befriend(*READERS)
    desk, vault = story.actor("desk"), story.vault_of(world, "desk")

    with as_role("casework", actor=desk.account):
        draw_walls(files=[file], by=desk, at=NOW, vault=vault)

    assert holders(file) == OUTSIDE


@pytest.mark.parametrize("walled", [READERS, READERS - {"desk"}])
def test_without_a_vault_the_last_keys_stay_and_a_leaf_says_so(file, as_role, walled):
    befriend(*walled)

    taken = redraw_by_the_system(file, as_role)

    assert taken == ()
    assert holders(file) == READERS
    details = [json.loads(bytes(leaf.body)).get("detail", {}) for leaf in Leaf.objects.all()]
    assert [one for one in details if one.get("held_back") == [str(file)]]


@pytest.mark.parametrize("username", sorted(READERS))
def test_a_reader_whose_keys_are_held_back_sees_nothing_at_once(world, file, as_role, username):
    befriend(*READERS)

    redraw_by_the_system(file, as_role)

    with as_role("casework", actor=world.accounts[username]):
        assert not Case.objects.filter(file_id=file).exists()
        assert not FileKey.objects.filter(file_id=file).exists()


def test_two_readers_left_are_enough_to_take_the_keys_of_the_others(file, as_role):
    befriend("desk-three", "authority")

    taken = redraw_by_the_system(file, as_role)

    assert taken == (file,)
    assert holders(file) == {"desk", "desk-two"}
    assert FileKey.objects.filter(file_id=file, epoch=2).count() == 2


def test_keys_held_back_are_taken_when_a_later_step_can_name_others(world, file, as_role):
    befriend("desk-two", "desk-three", "authority")
    redraw_by_the_system(file, as_role)
    desk, described = story.actor("desk"), Described.objects.get(file_id=file).id
    vault = story.vault_of(world, "desk")

    with as_role("casework", actor=desk.account):
        screen_again(described=described, file=file, vault=vault, by=desk, at=NOW)

    assert holders(file) == {"desk", *OUTSIDE}
