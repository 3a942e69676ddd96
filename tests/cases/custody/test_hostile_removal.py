"""Hostile removal: keys gone at once, bodies sealed again by a worker with keys for minutes."""

import datetime

import pytest
from django.conf import settings

import story
from candour import clock
from candour.access.models import Walled
from candour.cases.custody import again
from candour.cases.custody.actions import remove_reader as removing
from candour.cases.custody.actions.carry_out_orders import carry_out_orders
from candour.core import envelope
from candour.guard import keys
from candour.guard.actors import service
from candour.guard.custody import orders
from candour.guard.models import (
    Account,
    FileKey,
    Grant,
    KeyWrap,
    SealedItem,
    Wall,
    WorkerKey,
    WorkOrder,
    WorkOrderEnd,
)
from candour.guard.permissions import NotPermitted
from candour.ops import work
from cast import NOW

REMOVED = "desk-two"
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def hand(world, as_role) -> orders.Hand:
    """A worker that has announced itself."""
    with as_role("worker"):
        return orders.announce(seed=settings.LOG_SEED, at=NOW)


@pytest.fixture
def announced(as_role, hand) -> orders.Hand:
    """The same worker, heard of just now: pages go by the clock."""
    with as_role("worker"):
        orders.announce(seed=settings.LOG_SEED, at=clock.now(), hand=hand)
        # Announcing clears what is old, which at the end of a long run the tests' own moment is.
        orders.announce(seed=settings.LOG_SEED, at=NOW, hand=hand)
    return hand


def remove(world, as_role, file, *, account: str = REMOVED, by: str = "authority"):
    who, vault = story.actor(by), story.vault_of(world, by)
    with as_role("casework", actor=who.account):
        return removing.remove_reader(
            file=file, account=world.accounts[account], vault=vault, by=who, at=NOW
        )


def carry_out(as_role, hand, *, at: datetime.datetime = NOW) -> int:
    with as_role("worker"):
        return carry_out_orders(hand=hand, by=service("orders"), at=at)


def test_a_reader_who_is_removed_loses_grant_and_keys_at_once(world, as_role, file, hand):
    remove(world, as_role, file)

    account = world.accounts[REMOVED]
    assert not KeyWrap.objects.filter(file_key__file_id=file, account_id=account).exists()
    assert not Grant.objects.filter(file_id=file, account_id=account).exists()


def test_every_body_is_sealed_again_under_a_key_that_was_never_the_removed_readers(
    world, as_role, file, hand
):
    before = {item.id: bytes(item.ciphertext) for item in SealedItem.objects.filter(file_id=file)}
    old = FileKey.objects.get(file_id=file, compartment="narrative", epoch=1)
    wrapped = KeyWrap.objects.get(file_key=old, account_id=world.accounts[REMOVED])
    context = envelope.KeyContext(file_id=file, compartment="narrative", epoch=1)
    kept = envelope.unwrap_key(
        wrap=bytes(wrapped.wrapped), context=context,
        reader_private=story.vault_of(world, REMOVED).private_key,
    )  # fmt: skip
    item = SealedItem.objects.get(file_id=file, kind="narrative")
    item_context = envelope.ItemContext(key=context, item_id=item.id)
    item_key = envelope.item_key(
        blob=bytes(item.ciphertext), epoch_private=kept, context=item_context
    )

    remove(world, as_role, file)
    carry_out(as_role, hand)

    item.refresh_from_db()
    with pytest.raises(envelope.CannotOpen):
        envelope.open_body(blob=bytes(item.ciphertext), key=item_key, context=item_context)
    after = {item.id: bytes(item.ciphertext) for item in SealedItem.objects.filter(file_id=file)}
    assert all(before[one][-40:] != after[one][-40:] for one in before)


def test_those_who_stay_read_the_same_words_afterwards(world, as_role, file, hand):
    remove(world, as_role, file)
    carry_out(as_role, hand)

    who, vault = story.actor("desk"), story.vault_of(world, "desk")
    with as_role("casework", actor=who.account):
        items = list(SealedItem.objects.filter(file_id=file, kind="narrative"))
        texts = keys.open_items(items=items, vault=vault, by=who, at=NOW)
    assert story.STORY in "".join(texts.values())


def test_what_is_left_to_do_is_counted_until_nothing_is(world, as_role, file, hand):
    (order,) = remove(world, as_role, file)
    assert len(again.remaining(file=file)) == order.item_count > 0

    carry_out(as_role, hand)

    assert again.remaining(file=file) == []


def test_an_order_is_carried_out_once(world, as_role, file, hand):
    (order,) = remove(world, as_role, file)
    carry_out(as_role, hand)

    assert carry_out(as_role, hand) == 0
    with as_role("worker"), pytest.raises(orders.Refused):
        orders.take(order=WorkOrder.objects.get(id=order.id), hand=hand, at=NOW)


def test_an_order_that_has_expired_is_refused(world, as_role, file, hand):
    remove(world, as_role, file)

    assert carry_out(as_role, hand, at=NOW + 10 * MINUTE) == 0
    assert WorkOrderEnd.objects.get().outcome == "refused"
    assert again.remaining(file=file)


def test_an_order_whose_time_somebody_put_off_opens_nothing(world, as_role, file, hand):
    (order,) = remove(world, as_role, file)
    WorkOrder.objects.filter(id=order.id).update(expires_at=NOW + 60 * MINUTE)

    assert carry_out(as_role, hand, at=NOW + 20 * MINUTE) == 0
    assert again.remaining(file=file)


def test_another_worker_opens_nothing_of_it(world, as_role, file, hand):
    remove(world, as_role, file)
    with as_role("worker"):
        other = orders.announce(seed=settings.LOG_SEED, at=NOW)

    assert carry_out(as_role, other) == 0
    assert carry_out(as_role, hand) > 0


def test_nothing_is_sealed_to_a_worker_that_the_system_did_not_sign(world, as_role, file):
    WorkerKey.objects.create(
        public_key=envelope.new_epoch_key().public, signature=bytes(64), made_at=NOW
    )

    with pytest.raises(orders.NoWorker):
        remove(world, as_role, file)


def test_the_worker_key_is_on_no_disk(hand):
    stored = [bytes(row.public_key) for row in WorkerKey.objects.all()]

    assert hand.private not in stored
    assert "private" not in repr(hand)


def test_nobody_removes_themselves(world, as_role, file, hand):
    with pytest.raises(removing.Yourself):
        remove(world, as_role, file, account="authority")


def test_two_readers_must_be_left(world, as_role, file, hand):
    KeyWrap.objects.filter(
        file_key__file_id=file,
        account_id__in=[world.accounts["desk"], world.accounts["desk-three"]],
    ).delete()

    with pytest.raises(removing.LastReaders):
        remove(world, as_role, file)


def test_a_wall_keeps_a_removed_decider_out_who_sees_every_case_of_the_force(
    visit, world, as_role, file, hand
):
    remove(world, as_role, file, account="authority", by="desk")

    assert Wall.objects.filter(file_id=file, account_id=world.accounts["authority"]).exists()
    assert visit("authority").get(f"/cases/{file}/").status == 404
    assert Walled.objects.filter(file_id=file, account_id=world.accounts["authority"]).exists()


def test_no_second_account_of_the_removed_person_is_left(visit, world, as_role, file, hand):
    first = Account.objects.get(id=world.accounts[REMOVED])
    Account.objects.filter(username="desk-three").update(person_id=None)
    Account.objects.filter(username="authority").update(person_id=first.person_id)

    remove(world, as_role, file, by="desk")

    assert visit("authority").get(f"/cases/{file}/").status == 404


@pytest.mark.parametrize("username", ["subject", "stranger", "investigator", "custodian"])
def test_whoever_has_no_part_in_a_case_removes_nobody(world, as_role, file, hand, username):
    with pytest.raises(NotPermitted):
        remove(world, as_role, file, by=username)


def test_a_reader_is_removed_through_the_page_and_progress_shows(visit, world, file, announced):
    path = f"/cases/{file}/custody/"
    authority = visit("authority")

    authority.post(f"{path}remove/{world.accounts[REMOVED]}/")

    assert "still to be sealed again" in authority.get(path).text
    assert visit(REMOVED).get(f"/cases/{file}/").status == 404


def test_the_running_worker_carries_out_what_is_ordered(world, as_role, file):
    worker = work.Hands()
    with as_role("worker"):
        worker.carry_out(at=NOW)
    remove(world, as_role, file)

    with as_role("worker"):
        assert worker.carry_out(at=NOW) > 0
    assert again.remaining(file=file) == []


def test_what_an_expired_order_left_is_ordered_again(visit, world, as_role, file, announced):
    remove(world, as_role, file)
    carry_out(as_role, announced, at=NOW + 10 * MINUTE)
    assert again.remaining(file=file)

    visit("authority").post(f"/cases/{file}/custody/seal-again/")

    assert WorkOrder.objects.count() == 2
