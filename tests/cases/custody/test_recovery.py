"""Recovery: three custodians outside the force give one named reader the keys of one case."""

import json

import pytest

import story
from candour.cases.custody.actions import answer_ask, ask_custodians, take_keys
from candour.cases.models import CustodyAnswer, CustodyAsk, CustodyTaking, GivenShare
from candour.guard import keys
from candour.guard.models import FileKey, KeyShare, KeyWrap, Leaf, SealedItem, Wall
from candour.guard.permissions import NotPermitted
from cast import CUSTODIANS, NOW


def narrative(world, as_role, file, username: str) -> str:
    who, vault = story.actor(username), story.vault_of(world, username)
    with as_role("casework", actor=who.account):
        items = list(SealedItem.objects.filter(file_id=file, kind="narrative"))
        opened = keys.open_items(items=items, vault=vault, by=who, at=NOW)
    return "".join(opened.values())


def leaves_of(what: str) -> list[dict]:
    bodies = [json.loads(bytes(leaf.body)) for leaf in Leaf.objects.all()]
    return [body for body in bodies if body.get("what") == what]


def lose_every_reader(file) -> None:
    KeyWrap.objects.filter(file_key__file_id=file).delete()


def test_three_custodians_give_a_case_back_when_its_last_reader_is_gone(
    world, as_role, file, hands
):
    lose_every_reader(file)
    request = hands.ask(file)
    for username in CUSTODIANS[:3]:
        hands.answer(request, username)

    taken = hands.take(request, "outside-desk")

    assert taken.taking is not None
    assert story.STORY in narrative(world, as_role, file, "outside-desk")


def test_whoever_recovers_a_case_holds_every_key_of_it(world, file, hands):
    request = hands.ask(file)
    for username in CUSTODIANS[2:]:
        hands.answer(request, username)
    hands.take(request, "outside-desk")

    held = KeyWrap.objects.filter(file_key__file_id=file, account_id=world.accounts["outside-desk"])
    assert held.count() == FileKey.objects.filter(file_id=file).count()


def test_two_custodians_are_not_enough(file, hands):
    request = hands.ask(file)
    for username in CUSTODIANS[:2]:
        hands.answer(request, username)

    with pytest.raises(take_keys.NotEnough):
        hands.take(request, "outside-desk")


def test_a_custodian_declines_and_says_why(file, hands):
    request = hands.ask(file)

    hands.answer(request, "custodian", reason="unclear")

    answer = CustodyAnswer.objects.get(request=request)
    assert (answer.is_given, answer.reason) == (False, "unclear")
    assert not GivenShare.objects.filter(request=request).exists()


def test_one_who_declined_does_not_count_among_the_three(file, hands):
    request = hands.ask(file)
    hands.answer(request, "custodian", reason="unclear")
    for username in CUSTODIANS[1:3]:
        hands.answer(request, username)

    with pytest.raises(take_keys.NotEnough):
        hands.take(request, "outside-desk")


def test_an_answer_stands(file, hands):
    request = hands.ask(file)
    hands.answer(request, "custodian", reason="unclear")

    with pytest.raises(answer_ask.AlreadyAnswered):
        hands.answer(request, "custodian")


def spoil(file, username: str, world) -> None:
    """Give one custodian another's sealed noise, as somebody with the database alone could."""
    account = world.accounts[username]
    for share in KeyShare.objects.filter(file_id=file, account_id=account, scheme="recovery"):
        share.commitment = bytes(32)
        share.save(update_fields=["commitment"])


def test_a_wrong_share_is_found_by_the_custodian_who_would_give_it(world, file, hands):
    from candour.guard.custody.giving import WrongShare

    request = hands.ask(file)
    spoil(file, "custodian", world)

    with pytest.raises(WrongShare) as refused:
        hands.answer(request, "custodian")

    assert refused.value.account == world.accounts["custodian"]


def test_a_wrong_share_that_was_given_is_named_and_the_others_suffice(world, file, hands):
    request = hands.ask(file)
    for username in CUSTODIANS[:4]:
        hands.answer(request, username)
    GivenShare.objects.filter(giver_id=world.accounts["custodian"]).update(wrapped=bytes(83))

    taken = hands.take(request, "outside-desk")

    assert taken.taking is not None
    assert taken.wrong == (world.accounts["custodian"],)
    assert leaves_of("cases.take_keys")[0]["detail"]["wrong_shares_of"] == [
        str(world.accounts["custodian"])
    ]


def test_with_a_wrong_share_among_three_nothing_opens_and_the_log_says_whose_it_was(
    world, file, hands
):
    request = hands.ask(file)
    for username in CUSTODIANS[:3]:
        hands.answer(request, username)
    GivenShare.objects.filter(giver_id=world.accounts["custodian"]).update(wrapped=bytes(83))

    taken = hands.take(request, "outside-desk")

    assert (taken.taking, taken.wrong) == (None, (world.accounts["custodian"],))
    assert not CustodyTaking.objects.exists()
    assert leaves_of("cases.take_keys")


def test_a_custodian_walled_since_is_told_the_same_as_everybody_else(world, file, hands):
    request = hands.ask(file)
    ask = hands.ask_of(request, "custodian")
    Wall.objects.create(file_id=file, account_id=world.accounts["custodian"], because="association")

    with pytest.raises(NotPermitted):
        hands.answer_to(ask, "custodian")


def test_nobody_answers_in_the_place_of_another_custodian(file, hands):
    ask = hands.ask_of(hands.ask(file), "custodian")

    with pytest.raises(NotPermitted):
        hands.answer_to(ask, "custodian-two")


def test_only_the_person_named_takes_the_keys(world, as_role, file, hands):
    request = hands.ask(file)
    for username in CUSTODIANS[:3]:
        hands.answer(request, username)
    ask = hands.ask_of(request, "outside-desk")
    who, vault = story.actor("outside-desk-two"), story.vault_of(world, "outside-desk-two")

    with as_role("casework", actor=who.account), pytest.raises(NotPermitted):
        take_keys.take_keys(ask=ask, vault=vault, by=who, at=NOW)


@pytest.mark.parametrize("named", ["subject", "colleague", "line-manager", "oversight"])
def test_nobody_whom_a_wall_or_seat_keeps_out_can_be_named(file, hands, named):
    with pytest.raises(ask_custodians.NotClean):
        hands.ask(file, named=named)


@pytest.mark.parametrize("username", ["subject", "colleague", "stranger", "custodian"])
def test_whoever_has_no_part_in_a_case_cannot_ask_for_it(file, hands, username):
    with pytest.raises(NotPermitted):
        hands.ask(file, by=username)


def test_each_step_is_one_leaf(file, hands):
    request = hands.ask(file)
    for username in CUSTODIANS[:3]:
        hands.answer(request, username)
    hands.take(request, "outside-desk")

    counts = [
        len(leaves_of(f"cases.{step}"))
        for step in ("ask_custodians", "answer_custodians", "take_keys")
    ]
    assert counts == [1, 3, 1]


def test_what_was_given_is_gone_once_it_was_put_together(file, hands):
    request = hands.ask(file)
    for username in CUSTODIANS[:3]:
        hands.answer(request, username)
    hands.take(request, "outside-desk")

    assert not GivenShare.objects.filter(request=request).exists()


def test_only_those_who_are_asked_see_that_they_are(world, as_role, file, hands):
    hands.ask(file)

    with as_role("casework", actor=world.accounts["custodian"]):
        assert CustodyAsk.objects.count() == 1
    with as_role("casework", actor=world.accounts["stranger"]):
        assert CustodyAsk.objects.count() == 0


def test_the_words_of_a_request_are_sealed_to_those_it_was_sent_to(file, hands):
    hands.ask(file)

    for ask in CustodyAsk.objects.all():
        assert b"Nobody who can read" not in bytes(ask.ciphertext)
