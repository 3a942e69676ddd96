"""A lost passphrase: a new key, two officers, and colleagues who give the keys again."""

import pytest

import browsing
import story
from candour.guard import keys
from candour.guard.models import KeyWait, KeyWrap, SealedItem, SeatCertificate, Unlock, Wall
from cast import NOW


def narrative(file, vault, username):
    items = list(SealedItem.objects.filter(file_id=file, compartment="narrative"))
    return keys.open_items(items=items, vault=vault, by=story.actor(username), at=NOW)


def test_a_new_key_opens_nothing_until_a_colleague_gives_the_keys(world, file, recertify, visit):
    vault, done = recertify("desk-two")
    with pytest.raises(keys.NoKey):
        narrative(file, vault, "desk-two")
    helper = visit("desk-three")

    page = helper.get("/colleagues/")
    given = helper.post(f"/colleagues/{vault.account_id}/keys/")

    assert (done.waiting, done.held_back) == (2, 0)
    assert "desk-two" in page.text
    assert "for 2 files" in page.text
    assert given.location == "/colleagues/"
    assert story.STORY in str(narrative(file, vault, "desk-two").values())
    assert not KeyWait.objects.filter(account_id=vault.account_id).exists()
    assert "Nobody waits" in helper.get("/colleagues/").text


def test_the_former_key_and_its_sessions_are_ended(world, file, recertify, visit):
    former = visit("desk-two")
    recertify("desk-two")

    assert not Unlock.objects.filter(account=former.account).exists()
    phrase = {"phrase": browsing.phrase_of(world, "desk-two"), "next": "/"}
    assert former.post("/unlock/", phrase).errors
    rows = SeatCertificate.objects.filter(account=former.account)
    assert sorted(rows.values_list("revoked_because", flat=True)) == ["", "replaced"]


def test_giving_keys_is_logged_for_each_file_and_says_to_whom(world, file, recertify, visit):
    vault, _ = recertify("desk-two")

    visit("desk-three").post(f"/colleagues/{vault.account_id}/keys/")

    said = [one for one in browsing.leaves() if one.get("what") == "access.give_keys"]
    assert str(file) in {one["file"] for one in said}
    assert {str(one["detail"]) for one in said} == {str({"recipients": [str(vault.account_id)]})}


def test_keys_are_never_given_to_somebody_a_wall_keeps_out(world, file, recertify, visit):
    vault, _ = recertify("desk-two")
    waits = KeyWait.objects.filter(account_id=vault.account_id).values_list("file_id", flat=True)
    for one in set(waits):
        Wall.objects.create(file_id=one, account_id=vault.account_id, because="association")
    helper = visit("desk-three")

    page = helper.get("/colleagues/")
    helper.post(f"/colleagues/{vault.account_id}/keys/")

    assert "desk-two" not in page.text
    assert not KeyWrap.objects.filter(account_id=vault.account_id).exists()


@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_who_cannot_read_a_file_does_not_learn_who_waits_for_it(
    world, file, recertify, visit, username
):
    vault, _ = recertify("desk-two")
    outsider = visit(username)

    page = outsider.get("/colleagues/")
    outsider.post(f"/colleagues/{vault.account_id}/keys/")

    assert "Nobody waits for a key that you can give." in page.text
    assert not KeyWrap.objects.filter(account_id=vault.account_id).exists()


def test_a_locked_vault_gives_nothing_and_asks_for_the_words(world, file, recertify, visit):
    vault, _ = recertify("desk-two")

    page = visit("desk-three", locked=True).post(f"/colleagues/{vault.account_id}/keys/")

    assert "Unlock your vault" in page.text
    assert not KeyWrap.objects.filter(account_id=vault.account_id).exists()


def test_where_nobody_else_can_read_the_former_keys_stay(world, file, recertify):
    others = KeyWrap.objects.filter(file_key__file_id=file)
    others.exclude(account_id=world.accounts["desk-two"]).delete()

    _, done = recertify("desk-two")

    kept = KeyWrap.objects.filter(file_key__file_id=file, account_id=world.accounts["desk-two"])
    assert done.held_back == 1
    assert kept.count() == 2


def test_a_reader_without_a_new_key_waits_for_nothing(world, file, visit):
    assert "Nobody waits" in visit("desk").get("/colleagues/").text
