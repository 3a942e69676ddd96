"""What can't be sealed is set aside whole, and holds up nothing that can."""

import base64
import contextlib
import datetime
import json
import secrets
import threading
import time
import uuid
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

import story
from candour.core import merkle
from candour.guard.actors import service
from candour.guard.models import Checkpoint, Leaf, SealedItem, SeatCertificate, TreeLeaf
from candour.intake import mailboxes
from candour.intake.actions.restore_quarantined import Restored, restore_quarantined
from candour.intake.models import Letter, Quarantined, Report, Staged, StagedLetter
from candour.ops import work
from candour.ops.doctor import intake as doctor
from cast import NOW


def package_of(sent: story.Sent) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "select package::text from intake_staged where mailbox_hash = sha256(%s)",
            [sent.keys.mailbox_id],
        )
        return cursor.fetchone()[0]


def spoil(sent: story.Sent, package: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update intake_staged set package = %s where mailbox_hash = sha256(%s)",
            [package, sent.keys.mailbox_id],
        )


def submit(*, mailbox: bytes, leaf: bytes, package: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(
            "select answer, leaf_hash, day from intake.submit(%s, %s, %s, %s, %s, false)",
            [mailbox, NOW.date(), leaf, merkle.leaf_hash(leaf), package],
        )
        return cursor.fetchone()


def with_a_key_twice(package: dict) -> str:
    return json.dumps({**package, "keys": package["keys"] * 2})


def too_long_a_reference(package: dict) -> str:
    return json.dumps(
        {**package, "reference": base64.b64encode(secrets.token_bytes(9000)).decode()}
    )


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda _: "{}",
        lambda _: "[]",
        lambda _: '"text"',
        lambda sound: json.dumps({**sound, "file": "no file"}),
        lambda sound: json.dumps({**sound, "keys": 3}),
        lambda sound: json.dumps({**sound, "box_public": "***"}),
        with_a_key_twice,
        too_long_a_reference,
    ],
)
def test_a_report_that_cannot_be_released_is_set_aside_and_the_others_are_sealed(
    world, as_role, spoilt
):
    with as_role("report"):
        bad, *good = [story.send(world) for _ in range(4)]
    wanted = spoilt(json.loads(package_of(bad)))
    spoil(bad, wanted)
    with as_role("worker"):
        sealed, _ = work.seal(at=NOW)
        assert (sealed.reports, sealed.aside, Staged.objects.count()) == (3, 1, 0)
        assert set(Report.objects.values_list("file_id", flat=True)) == {one.file for one in good}
        assert Quarantined.objects.get(kind="report").package == json.loads(wanted)


def test_two_reports_of_one_file_are_sealed_once_and_the_other_is_set_aside(world, as_role):
    with as_role("report"):
        first, second = story.send(world), story.send(world)
    spoil(second, package_of(first))
    with as_role("worker"):
        sealed, _ = work.seal(at=NOW)
        assert (sealed.reports, sealed.aside) == (1, 1)
        assert Report.objects.filter(file_id=first.file).count() == 1


def test_the_promised_leaf_of_a_report_set_aside_is_in_the_tree(world, as_role):
    with as_role("report"):
        sent = story.send(world)
    spoil(sent, "{}")
    with as_role("worker"):
        story.seal()
        work.sequence()
        assert TreeLeaf.objects.filter(leaf_hash=sent.receipt.leaf_hash).count() == 1


def test_rows_sealed_beside_one_set_aside_carry_one_transaction_in_hash_order(world, as_role):
    with as_role("report"):
        bad, *_ = [story.send(world) for _ in range(9)]
    spoil(bad, "{}")
    with as_role("worker"):
        story.seal()
    with connection.cursor() as cursor:
        cursor.execute("select leaf_hash, xmin::text from intake_report order by ctid")
        released = [(bytes(leaf_hash), written) for leaf_hash, written in cursor]
        cursor.execute("select pg_relation_size('intake_staged')")
        assert cursor.fetchall() == [(0,)]
    assert len(released) == 8
    assert released == sorted(released)
    assert len({written for _, written in released}) == 1


@pytest.mark.parametrize("spoilt", ["{}", '{"file": "x", "copy": "", "item": ""}', "[]"])
def test_a_letter_that_cannot_be_released_is_set_aside_and_the_others_are_sealed(
    world, as_role, spoilt
):
    sent = story.reported(world, as_role)
    bad = uuid.uuid4()
    with as_role("report"), connection.cursor() as cursor:
        box = mailboxes.open_box(keys=sent.keys)
        mailboxes.write(keys=sent.keys, box=box, text="Readable.", on=NOW.date())
        cursor.execute(
            "select intake.write(%s, %s, %s, null, %s)",
            [sent.keys.mailbox_id, bad, NOW.date(), spoilt],
        )
    with as_role("worker"):
        sealed, _ = work.seal(at=NOW)
        assert (sealed.letters, sealed.aside, StagedLetter.objects.count()) == (1, 1, 0)
        assert Letter.objects.filter(is_from_reporter=True).count() == 1
        assert SealedItem.objects.filter(kind="message_in", file_id=sent.file).count() == 1
        assert Quarantined.objects.get(kind="letter").id == bad


def test_a_report_set_aside_still_answers_her_words_and_cannot_be_sent_twice(world, as_role):
    with as_role("report"):
        sent = story.send(world)
    kept = json.loads(package_of(sent))
    leaf = bytes(Staged.objects.get().leaf_body)
    spoil(sent, with_a_key_twice(kept))
    with as_role("worker"):
        story.seal()
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)
        assert box.is_staged
        assert mailboxes.write(keys=sent.keys, box=box, text="And more.", on=NOW.date())
        again = submit(mailbox=sent.keys.mailbox_id, leaf=leaf, package="{}")
    assert again == ("repeated", sent.receipt.leaf_hash, NOW.date())


def test_a_staged_repeat_of_a_released_report_is_dropped_and_sealing_goes_on(world, as_role):
    with as_role("report"):
        sent = story.send(world)
    row = Staged.objects.get()
    with as_role("worker"):
        story.seal()
        row.save(force_insert=True)
    with as_role("report"):
        other = story.send(world)
    with as_role("worker"):
        sealed, _ = work.seal(at=NOW)
        assert (sealed.reports, sealed.aside) == (1, 0)
        assert Report.objects.filter(file_id__in=[sent.file, other.file]).count() == 2
        assert Leaf.objects.filter(leaf_hash=sent.receipt.leaf_hash).count() == 1


def test_other_content_under_released_words_is_set_aside_and_not_lost(world, as_role):
    with as_role("report"):
        story.send(world)
    row = Staged.objects.get()
    with as_role("worker"):
        story.seal()
        row.leaf_body = b"another leaf"
        row.leaf_hash = merkle.leaf_hash(row.leaf_body)
        row.save(force_insert=True)
        sealed, _ = work.seal(at=NOW)
        assert (sealed.reports, sealed.aside, Report.objects.count()) == (0, 1, 1)
        assert restore_quarantined(by=service("sealing"), at=NOW) == Restored(put_back=0, left=1)
        assert bytes(Quarantined.objects.get().leaf_body) == b"another leaf"


def test_a_fault_of_the_server_sets_nothing_aside(world, as_role):
    with as_role("report"):
        story.send(world)
    with connection.cursor() as cursor:
        cursor.execute("alter function intake.release(bytea) rename to released_elsewhere")
    with as_role("worker"):
        with pytest.raises(Exception, match="release"):
            work.seal(at=NOW)
        assert (Staged.objects.count(), Quarantined.objects.count()) == (1, 0)


def test_neither_site_can_read_what_was_set_aside(world, as_role):
    with as_role("report"), connection.cursor() as cursor:
        cursor.execute(
            "select has_table_privilege(role, 'intake_quarantined', 'select')"
            " from unnest(array['candour_report', 'candour_casework', 'candour_oversight'])"
            " as role"
        )
        assert cursor.fetchall() == [(False,), (False,), (False,)]


def _address() -> dict[str, object]:
    given = connection.get_connection_params()
    return {name: given[name] for name in ("dbname", "user", "password", "host", "port")
            if given.get(name)}  # fmt: skip


@pytest.fixture
def sealing(loaded, db) -> Iterator[psycopg.Connection]:
    """A connection of its own that seals one mailbox, as far as another sending can see."""
    with psycopg.connect(**_address()) as found:
        yield found
        found.rollback()
        found.execute("set session_replication_role = replica")
        found.execute("delete from intake_staged")
        found.execute("delete from intake_mailbox where leaf_hash = %s", [merkle.leaf_hash(LEAF)])
        found.commit()


LEAF = b'{"a leaf":1}'
BOX = b"m" * 32


def _send_again(answers: list[tuple]) -> None:
    with contextlib.closing(psycopg.connect(**_address(), autocommit=True)) as sending:
        found = sending.execute(
            "select answer, day from intake.submit(%s, %s, %s, %s, '{}', false)",
            [BOX, NOW.date(), LEAF, merkle.leaf_hash(LEAF)],
        )
        answers.append(found.fetchone())


def _wait_for_a_sending(sealing: psycopg.Connection) -> None:
    waits = "select from pg_locks where relation = 'intake_staged'::regclass and not granted"
    until = time.monotonic() + 20
    while not sealing.execute(waits).fetchone() and time.monotonic() < until:
        time.sleep(0.05)


def test_a_report_sent_again_while_it_is_being_sealed_is_a_repeat_and_is_not_staged(sealing):
    answers: list[tuple] = []
    again = threading.Thread(target=_send_again, args=(answers,))
    sealing.execute("set session_replication_role = replica")
    sealing.execute("lock table intake_staged in access exclusive mode")
    again.start()
    _wait_for_a_sending(sealing)
    sealing.execute(
        "insert into intake_mailbox (mailbox_hash, correspondent_id, leaf_hash, promised_on, proof,"
        " must_change, is_locked, has_keepers)"
        " values (sha256(%s), gen_random_uuid(), %s, %s, '', false, false, false)",
        [BOX, merkle.leaf_hash(LEAF), NOW.date()],
    )
    sealing.commit()
    again.join(20)
    assert answers == [("repeated", NOW.date())]
    assert sealing.execute("select count(*) from intake_staged").fetchone() == (0,)


def test_a_sealing_that_fails_keeps_no_leaf_from_the_tree(world, as_role):
    waiting = Leaf.objects.count()
    with as_role("report"):
        story.send(world, is_urgent=True)
    with connection.cursor() as cursor:
        cursor.execute("alter table intake_stagedletter rename to moved_away")
    with as_role("worker"):
        with pytest.raises(Exception, match="intake_stagedletter"):
            work.beat(at=NOW, today=NOW.date() + datetime.timedelta(days=1))
        assert TreeLeaf.objects.count() == Leaf.objects.count() > waiting
        assert Checkpoint.objects.exists()


def test_the_doctor_tells_how_many_are_set_aside_and_the_round_does_too(world, as_role):
    with as_role("report"):
        sent = story.send(world)
    spoil(sent, "{}")
    with as_role("worker"):
        done = work.beat(at=NOW, today=NOW.date() + datetime.timedelta(days=1))
    found = {one.about: one for one in doctor.look(connection.connection, on=NOW.date())}
    assert done.aside == 1
    assert found["sealing"].says.startswith("1 reports and letters are set aside")
    assert found["sealing"].advice


def test_the_doctor_finds_desks_with_too_few_certified_readers(world):
    before = {one.about: one for one in doctor.look(connection.connection, on=NOW.date())}
    SeatCertificate.objects.update(signatures=[])
    after = {one.about: one for one in doctor.look(connection.connection, on=NOW.date())}
    assert before["desks"].advice is None
    assert "Northfold Police, Office for Police Standards" in after["desks"].says
    assert after["desks"].advice


def test_a_day_is_sealed_once_and_what_comes_late_waits_for_the_next(world, as_role):
    tomorrow, following = [NOW.date() + datetime.timedelta(days=days) for days in (1, 2)]
    with as_role("report"):
        story.send(world)
    with as_role("worker"):
        first = work.beat(at=NOW, today=tomorrow)
    with as_role("report"):
        story.send(world)
    with as_role("worker"):
        late = work.beat(at=NOW, today=tomorrow)
        next_one = work.beat(at=NOW, today=following)
    assert first.sealed.reports == 1
    assert late.sealed is None
    assert next_one.sealed.reports == 1


def test_what_was_set_aside_is_put_back_whole_once_its_fault_is_mended(world, as_role):
    with as_role("report"):
        sent = story.send(world)
    sound = package_of(sent)
    spoil(sent, "{}")
    with as_role("worker"):
        story.seal()
        assert restore_quarantined(by=service("sealing"), at=NOW) == Restored(put_back=0, left=1)
        Quarantined.objects.update(package=json.loads(sound))
        assert restore_quarantined(by=service("sealing"), at=NOW) == Restored(put_back=1, left=0)
        work.seal(at=NOW)
        assert Leaf.objects.filter(leaf_hash=sent.receipt.leaf_hash).count() == 1
        assert (Staged.objects.count(), Quarantined.objects.count()) == (0, 0)
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)
        assert (box.is_staged, bool(box.proof)) == (False, True)


def test_a_letter_that_was_set_aside_is_put_back_once_its_fault_is_mended(world, as_role):
    sent = story.reported(world, as_role)
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)
        mailboxes.write(keys=sent.keys, box=box, text="One thing more.", on=NOW.date())
    sound = StagedLetter.objects.get().package
    StagedLetter.objects.update(package={})
    with as_role("worker"):
        story.seal()
        Quarantined.objects.update(package=sound)
        assert restore_quarantined(by=service("sealing"), at=NOW) == Restored(put_back=1, left=0)
        assert Letter.objects.filter(is_from_reporter=True).count() == 1
