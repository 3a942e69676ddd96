"""The daily sealing: nothing tells who came first, and every report has its leaf and its proof."""

import base64
import datetime
import json

import pytest
from django.conf import settings
from django.db import connection

import story
from candour.core import envelope, receipts
from candour.guard.models import Leaf, SealedItem, SeatCertificate, TreeLeaf
from candour.intake import mailboxes
from candour.intake.actions.seal_submissions import MULTIPLE
from candour.intake.models import Letter, Mailbox, Report, Staged, StagedLetter
from candour.intake.trust import published_keys
from candour.ops import work
from cast import NOW


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def send_many(world, as_role, count: int, **changes: object) -> list[story.Sent]:
    with as_role("report"):
        return [story.send(world, **changes) for _ in range(count)]


def test_before_the_sealing_no_desk_reader_can_see_that_anything_came(world, as_role):
    send_many(world, as_role, 3)
    with as_role("casework", actor=world.accounts["desk"]):
        assert Report.objects.count() == 0
        assert SealedItem.objects.count() == 0


def intake_leaves() -> set[bytes]:
    bodies = {bytes(body) for (body,) in Leaf.objects.values_list("body")}
    return {body for body in bodies if b"candour/intake-leaf" in body}


def test_a_sealing_adds_a_multiple_of_leaves_whatever_came_in(world, as_role):
    before = intake_leaves()
    send_many(world, as_role, 3)
    with as_role("worker"):
        story.seal()
    assert len(intake_leaves() - before) == MULTIPLE


def test_cover_leaves_bear_the_days_of_the_reports_and_not_that_of_the_sealing(world, as_role):
    before = intake_leaves()
    with as_role("report"):
        story.send(world)
    with as_role("worker"):
        story.seal(at=NOW + datetime.timedelta(days=1))
    days = [json.loads(body)["day"] for body in intake_leaves() - before]
    assert days == [str(NOW.date())] * MULTIPLE


def test_reports_are_released_in_hash_order_not_in_order_of_arrival(world, as_role):
    send_many(world, as_role, 12)
    with as_role("worker"):
        story.seal()
    released = [
        bytes(leaf_hash)
        for (leaf_hash,) in rows("select leaf_hash from intake_report order by ctid")
    ]
    assert len(released) == 12
    assert released == sorted(released)


def test_all_rows_of_a_day_carry_the_same_transaction(world, as_role):
    send_many(world, as_role, 5)
    with as_role("worker"):
        story.seal()
    assert len(rows("select distinct xmin::text from intake_report")) == 1
    assert len(rows("select distinct xmin::text from intake_mailbox")) == 1


def test_nothing_staged_is_left_behind_not_even_a_dead_row(world, as_role):
    send_many(world, as_role, 3)
    with as_role("worker"):
        story.seal()
    assert Staged.objects.count() == 0
    assert StagedLetter.objects.count() == 0
    assert rows("select pg_relation_size('intake_staged')") == [(0,)]


@pytest.mark.scenario("SC-01", part="offline-receipt")
def test_the_proof_in_the_mailbox_verifies_against_the_published_head(world, as_role):
    sent = story.reported(world, as_role)
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)
    verdict = receipts.check(file=box.proof.encode(), trusted=published_keys())
    assert verdict.is_valid
    assert verdict.leaf_hash == sent.receipt.leaf_hash
    assert verdict.day == NOW.date()


def test_every_sealed_report_has_exactly_one_leaf_in_the_tree(world, as_role):
    sent = send_many(world, as_role, 5)
    with as_role("worker"):
        story.seal()
    for one in sent:
        assert TreeLeaf.objects.filter(leaf_hash=one.receipt.leaf_hash).count() == 1


@pytest.mark.scenario("SC-01", part="acknowledged")
def test_after_sealing_the_mailbox_names_the_handling_body_and_a_day_within_seven(world, as_role):
    sent = story.reported(world, as_role)
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)
    assert box.body == "Northfold Police"
    assert box.progress[0].state == "with_desk"
    assert box.progress[0].next_on <= NOW.date() + datetime.timedelta(days=7)


def test_an_urgent_report_is_open_to_the_desk_at_once(world, as_role):
    with as_role("report"):
        sent = story.send(world, is_urgent=True)
    with as_role("casework", actor=world.accounts["desk"]):
        assert Report.objects.filter(file_id=sent.file).exists()
    with as_role("casework", actor=world.accounts["subject"]):
        assert not Report.objects.filter(file_id=sent.file).exists()


def test_an_urgent_report_is_still_sealed_once_with_the_day(world, as_role, log_keys):
    from candour.guard.log import verify

    with as_role("report"):
        sent = story.send(world, is_urgent=True)
    with as_role("worker"):
        story.seal()
        assert Report.objects.filter(file_id=sent.file).count() == 1
        assert Mailbox.objects.exclude(proof="").count() == 1
        assert verify.verify(trusted=log_keys, origin=settings.LOG_ORIGIN).findings == ()


def test_sealing_with_nothing_staged_does_nothing(world, as_role):
    before = Leaf.objects.count()
    with as_role("worker"):
        sealed, proofs = work.seal(at=NOW)
    assert (sealed.reports, sealed.letters, proofs) == (0, 0, 0)
    assert Leaf.objects.count() == before


@pytest.mark.scenario("SC-02", part="to-the-desk")
def test_a_message_written_before_the_sealing_reaches_the_desk_with_the_report(world, as_role):
    with as_role("report"):
        sent = story.send(world)
        box = mailboxes.open_box(keys=sent.keys)
        mailboxes.write(keys=sent.keys, box=box, text="One more thing.", on=NOW.date())
    with as_role("worker"):
        story.seal()
    assert Letter.objects.filter(is_from_reporter=True).count() == 1
    assert SealedItem.objects.filter(file_id=sent.file, kind="message_in").count() == 1
    with as_role("report"):
        assert [one.text for one in mailboxes.open_box(keys=sent.keys).letters] == [
            "One more thing."
        ]


def test_a_mailbox_that_does_not_exist_takes_no_message(world, as_role):
    with as_role("report"):
        sent = story.send(world)
        box = mailboxes.open_box(keys=sent.keys)
        from candour.core import mailbox as derive

        stranger = derive.derive_mailbox(words=("zoom",) * 8, salt=settings.DEPLOYMENT_SALT)
        assert not mailboxes.write(keys=stranger, box=box, text="x", on=NOW.date())
        assert mailboxes.open_box(keys=stranger) is None


@pytest.mark.scenario("SC-03", part="no-network-identity-fields")
def test_no_intake_table_has_a_column_for_an_address_or_a_time(world):
    columns = rows(
        "select table_name, column_name, data_type from information_schema.columns"
        " where table_name like 'intake\\_%' or table_name in ('guard_file', 'guard_sealeditem')"
    )
    assert columns
    assert [one for one in columns if "timestamp" in one[2] or "inet" in one[2]] == []


def test_too_few_clean_readers_send_the_report_to_the_body_outside(world, as_role):
    everyone = "Harriet Lockwood\nEmeka Obi\nFiona Rafferty"
    with as_role("report"):
        sent = story.send(world, must_not_see=everyone)
    assert sent.desk.name == "Office for Police Standards"


def test_describing_the_standards_department_sends_it_outside(world, as_role):
    with as_role("report"):
        sent = story.send(world, people=({"unit": "Professional Standards Department"},))
    assert sent.desk.name == "Office for Police Standards"


def test_knowing_people_at_the_desk_sends_it_outside(world, as_role):
    with as_role("report"):
        sent = story.send(world, knows_desk=True)
    assert sent.desk.name == "Office for Police Standards"


@pytest.mark.scenario("SC-24", part="key-inserted-by-an-administrator")
def test_a_key_put_in_by_an_administrator_gets_nothing(world, as_role):
    seat = SeatCertificate.objects.get(account__username="desk-two")
    body = json.loads(bytes(seat.body))
    body["public_key"] = base64.b64encode(envelope.new_epoch_key().public).decode()
    seat.body = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    seat.save()
    with as_role("report"):
        sent = story.send(world)
    assert seat.account_id not in {reader.account_id for reader in sent.desk.readers}


def test_a_renewed_certificate_beside_the_old_one_keeps_no_report_from_the_desk(world, as_role):
    for seat in list(SeatCertificate.objects.filter(account__username__in=["desk", "subject"])):
        body, signatures = bytes(seat.body), seat.signatures
        seat.revoked_on, seat.revoked_because = NOW.date(), "replaced"
        seat.save()
        SeatCertificate.objects.create(account=seat.account, body=body, signatures=signatures)
    sent = story.reported(world, as_role)

    accounts = [reader.account_id for reader in sent.desk.readers]
    assert sorted(accounts) == sorted(set(accounts))
    assert list(sent.desk.walled) == [world.accounts["subject"]]
    assert Report.objects.filter(file_id=sent.file).exists()
