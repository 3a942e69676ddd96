"""A body that is replaced without an order to seal it again is named by verifying the log."""

import pytest
from django.conf import settings
from django.db import connection

import story
from candour.cases.custody.actions import remove_reader as removing
from candour.cases.custody.actions.carry_out_orders import carry_out_orders
from candour.guard.actors import service
from candour.guard.custody import orders
from candour.guard.log import leaves, verify
from candour.guard.models import SealedItem, WorkOrderEnd
from candour.ops import work
from cast import NOW


@pytest.fixture
def resealed(world, as_role, file):
    """A case whose bodies were sealed again after a reader was removed."""
    with as_role("worker"):
        hand = orders.announce(seed=settings.LOG_SEED, at=NOW)
    who, vault = story.actor("authority"), story.vault_of(world, "authority")
    with as_role("casework", actor=who.account):
        removing.remove_reader(
            file=file, account=world.accounts["desk-two"], vault=vault, by=who, at=NOW
        )
    with as_role("worker"):
        carry_out_orders(hand=hand, by=service("orders"), at=NOW)
    return file


def named(log_keys, as_role) -> set[str]:
    with as_role("worker"):
        work.sequence()
    report = verify.verify(trusted=log_keys, origin="candour.localhost/log", witnessed=None)
    return {one.place for one in report.findings}


def replace(as_role, item, *, also=()) -> None:
    """Replace a body as the worker could, with a leaf that vouches for the new one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update guard_sealeditem set ciphertext = ciphertext || '\\x00' where id = %s",
            [item.id],
        )
    entry = leaves.Entry(
        kind="write", what="cases.carry_out_orders", file=item.file_id, after=[*also, item]
    )
    with as_role("worker"):
        leaves.append(entry=entry, by=service("orders"), at=NOW)


def test_bodies_that_were_sealed_again_by_order_are_as_the_log_says(resealed, as_role, log_keys):
    assert named(log_keys, as_role) == set()


def test_a_body_replaced_without_an_order_is_named(resealed, as_role, log_keys):
    item = SealedItem.objects.filter(file_id=resealed).first()

    replace(as_role, item)

    assert named(log_keys, as_role) == {f"guard_sealeditem {item.id}"}


def test_an_order_that_was_carried_out_covers_nothing_more(resealed, as_role, log_keys):
    item = SealedItem.objects.filter(file_id=resealed).first()

    replace(as_role, item, also=[WorkOrderEnd.objects.get()])

    assert f"guard_sealeditem {item.id}" in named(log_keys, as_role)


def test_an_order_covers_no_other_file(resealed, as_role, log_keys):
    other = SealedItem.objects.exclude(file_id=resealed).first()

    replace(as_role, other, also=[WorkOrderEnd.objects.get()])

    assert f"guard_sealeditem {other.id}" in named(log_keys, as_role)
