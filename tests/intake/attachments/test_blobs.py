"""Sealed files on disk: written anew each day, so that nothing about them tells an order."""

import datetime
import hashlib
import os
import uuid

import pytest
from attaching import opened
from django.db import connection

import story
from candour import clock
from candour.core import stream
from candour.guard.actors import service
from candour.guard.permissions import NotPermitted
from candour.intake.attachments import blobs, daily, ledger, opening
from candour.intake.attachments.ledger import KEPT, WAITS
from candour.intake.models import Attachment, Blob

NOW = clock.now()
TODAY = NOW.date()


def test_writing_anew_gives_every_file_a_new_place_in_the_order_of_hashes(upload, blobs_folder):
    taken, _ = upload(*[(f"{number}", b"x" * number) for number in range(1, 30)])
    before = {one.id: (blobs_folder / str(one.id)).stat().st_ino for one in taken}
    assert blobs.rewrite_blobs([one.id for one in taken]) == 29
    after = {one.id: (blobs_folder / str(one.id)).stat() for one in taken}
    in_hash_order = sorted(after, key=lambda one: hashlib.sha256(one.bytes).digest())
    changed = [after[one].st_ctime_ns for one in in_hash_order]
    assert set(before.values()).isdisjoint(one.st_ino for one in after.values())
    assert changed == sorted(changed)
    assert {one.st_mtime for one in after.values()} == {blobs_folder.stat().st_mtime}
    assert {one.st_mode & 0o777 for one in after.values()} == {0o400}
    assert blobs.rewrite_blobs([one.id for one in taken]) == 0
    assert opened(taken[4], blobs_folder) == b"x" * 5


def test_writing_anew_passes_over_files_that_are_gone_and_mends_what_was_broken_off(
    upload, blobs_folder
):
    (taken,), _ = upload(("a", b"words"))
    (blobs_folder / f"{taken.id}.copy").write_bytes(b"half")
    assert blobs.rewrite_blobs([taken.id, uuid.uuid4()]) == 1
    assert [place.name for place in blobs_folder.iterdir()] == [str(taken.id)]
    assert opened(taken, blobs_folder) == b"words"


def of_days_ago(place, *, days: int) -> None:
    stamp = (NOW - datetime.timedelta(days=days)).timestamp()
    os.utime(place, (stamp, stamp))


def test_strays_are_swept_after_two_days_and_what_arrives_over_midnight_is_left(
    upload, blobs_folder
):
    (taken,), _ = upload(("a", b"words"))
    stray, fresh = blobs_folder / f"{uuid.uuid4()}.arriving", blobs_folder / str(uuid.uuid4())
    stray.write_bytes(b"half")
    fresh.write_bytes(b"whole")
    of_days_ago(stray, days=2)
    of_days_ago(fresh, days=1)
    assert blobs.sweep(known=[taken.id], on=TODAY) == 1
    assert set(blobs_folder.iterdir()) == {fresh, blobs_folder / str(taken.id)}


def test_once_a_day_what_nobody_sent_is_removed_and_the_rest_written_anew(
    upload, as_role, blobs_folder
):
    (sent, old, new), _ = upload(("sent", b"1"), ("old", b"2"), ("new", b"3"))
    long_ago = TODAY - datetime.timedelta(days=1)
    Blob.objects.filter(id=sent.id).update(is_claimed=True, expires_on=long_ago)
    Blob.objects.filter(id=old.id).update(expires_on=long_ago)
    with as_role("worker"):
        renewed = daily.renew_blobs(by=service("sealing"), at=NOW)
    assert renewed == daily.Renewed(written=2, expired=1, strays=0)
    assert set(Blob.objects.values_list("id", flat=True)) == {sent.id, new.id}
    assert {place.name for place in blobs_folder.iterdir()} == {str(sent.id), str(new.id)}


def test_rows_stand_in_the_order_of_random_ids_after_the_renewal(upload, as_role):
    upload(*[(f"{number}", b"x") for number in range(40)])
    with as_role("worker"):
        daily.renew_blobs(by=service("sealing"), at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("select id, expires_on from intake_blob order by ctid")
        stored = cursor.fetchall()
    assert [blob for blob, _ in stored] == sorted(blob for blob, _ in stored)
    assert {day for _, day in stored} == {TODAY + WAITS}


def test_a_file_that_only_a_page_names_waits_two_days_and_one_of_a_draft_as_long_as_that(
    upload, as_role
):
    (page, draft), _ = upload(("page", b"1"), ("draft", b"2"))
    with as_role("report"):
        assert ledger.keep(attached=draft, on=TODAY)
    days = dict(Blob.objects.values_list("id", "expires_on"))
    assert days == {page.id: TODAY + WAITS, draft.id: TODAY + KEPT}


def test_evidence_is_left_even_where_nothing_knows_that_it_arrived(
    world, as_role, upload, blobs_folder
):
    (expired, unknown), _ = upload(("a", b"1"), ("b", b"2"))
    file = story.reported(
        world, as_role, files=tuple(one.to_json() for one in (expired, unknown))
    ).file
    Blob.objects.filter(id=unknown.id).delete()
    Blob.objects.update(is_claimed=False, expires_on=TODAY - datetime.timedelta(days=1))
    of_days_ago(blobs_folder / str(unknown.id), days=9)
    with as_role("worker"):
        daily.renew_blobs(by=service("sealing"), at=NOW)
    assert Attachment.objects.filter(file_id=file).count() == 2
    assert {place.name for place in blobs_folder.iterdir()} == {str(expired.id), str(unknown.id)}


def test_only_the_sealing_renews(db, world, as_role):
    from candour.guard.actors import Actor
    from candour.guard.seats import Seat

    desk = Actor(
        account_id=world.accounts["desk"],
        organisation_id=world.organisations["Northfold Police"],
        seat=Seat.DESK_READER,
    )
    with pytest.raises(NotPermitted):
        daily.renew_blobs(by=desk, at=NOW)


def test_a_file_that_was_altered_on_disk_is_not_opened(upload, blobs_folder):
    (taken,), _ = upload(("a", b"words"))
    place = blobs_folder / str(taken.id)
    whole = bytearray(place.read_bytes())
    whole[100] ^= 1
    place.write_bytes(whole)
    with pytest.raises(opening.Missing):
        list(opening.content(taken))


def test_a_file_that_is_gone_is_missed_before_anything_is_sent(upload, blobs_folder):
    (taken,), _ = upload(("a", b"words"))
    (blobs_folder / str(taken.id)).unlink()
    with pytest.raises(opening.Missing):
        opening.content(taken)


def test_one_file_can_not_be_passed_off_as_another(upload, blobs_folder):
    (mine, other), _ = upload(("a", b"words"), ("b", b"other"))
    (blobs_folder / str(mine.id)).write_bytes((blobs_folder / str(other.id)).read_bytes())
    with pytest.raises(opening.Missing):
        list(opening.content(mine))
    assert len(mine.key) == stream.KEY_BYTES


@pytest.mark.parametrize("text", ["", "[]", "{}", '"a"', '{"id": 1}', "null"])
def test_an_item_that_describes_no_file_is_passed_over(text):
    assert opening.described(text) is None
