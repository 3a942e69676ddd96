"""Words that were replaced: the same report is a repeat, another one is no promise and no loss."""

import pytest
from django.db import connection

import story
from candour.intake.models import BurntWords
from cast import NOW


@pytest.fixture
def given_up(world, as_role):
    """A report whose words its reporter has replaced since."""
    sent = story.reported(world, as_role)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into intake_burntwords (mailbox_hash, leaf_hash, day)"
            " select mailbox_hash, leaf_hash, promised_on from intake_mailbox"
            " where leaf_hash = %s",
            [sent.receipt.leaf_hash],
        )
        cursor.execute(
            "update intake_mailbox set mailbox_hash = sha256('new') where leaf_hash = %s",
            [sent.receipt.leaf_hash],
        )
    return sent


def send_again(given_up, *, leaf_hash: bytes) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(
            "select answer, leaf_hash, day from intake.submit(%s, %s, %s, %s, '{}', false)",
            [given_up.keys.mailbox_id, NOW.date(), b"leaf", leaf_hash],
        )
        return cursor.fetchone()


def test_the_same_report_again_is_a_repeat(given_up, as_role):
    with as_role("report"):
        answer = send_again(given_up, leaf_hash=given_up.receipt.leaf_hash)
    assert answer == ("repeated", given_up.receipt.leaf_hash, NOW.date())


def test_another_report_gets_no_promise_of_a_leaf_that_is_never_logged(given_up, as_role):
    with as_role("report"):
        answer, leaf_hash, _ = send_again(given_up, leaf_hash=b"x" * 32)
    assert (answer, bytes(leaf_hash)) == ("taken", given_up.receipt.leaf_hash)
    assert BurntWords.objects.count() == 1
