"""Attached files at hostile removal: a new key each, nothing lost wherever it stops."""

import contextlib
import datetime
import json
import uuid

import pytest
from django.conf import settings as django_settings
from django.db import transaction

import story
from candour import clock
from candour.cases.custody.actions.carry_out_orders import carry_out_orders
from candour.cases.custody.actions.order_sealing import order_sealing
from candour.cases.custody.actions.remove_reader import remove_reader
from candour.cases.reading import attachments
from candour.core import envelope, stream
from candour.guard.actors import service
from candour.guard.custody import orders
from candour.guard.log import verify
from candour.guard.models import KeyWrap, SealedItem, WorkOrder, WorkOrderEnd
from candour.intake.attachments import blobs, daily, objects, opening, receive
from candour.intake.attachments.attached import Attached
from candour.intake.models import SealedAnew
from candour.ops import work
from candour.oversight import proving
from cast import NOW
from intake.attachments import samples
from intake.attachments.attaching import body_of, request_of

PHOTO, LARGE = samples.photo(), bytes(range(256)) * 1_200
MINUTE = datetime.timedelta(minutes=1)


class Killed(BaseException):
    """The worker was ended at this moment."""


@pytest.fixture
def hand(world, as_role) -> orders.Hand:
    """A worker that has announced itself."""
    with as_role("worker"):
        return orders.announce(seed=django_settings.LOG_SEED, at=NOW)


@pytest.fixture
def sent(world, as_role, settings, tmp_path) -> story.Sent:
    """A report with two files, sealed."""
    settings.BLOBS = tmp_path / "blobs"
    with as_role("report"):
        taken, _ = receive.take(request_of(body_of([("a.jpg", PHOTO), ("long.bin", LARGE)])))
    return story.reported(world, as_role, files=tuple(one.to_json() for one in taken))


class Removal:
    """The steps of a removal, as their own people take them."""

    def __init__(self, world, as_role, file: uuid.UUID, hand: orders.Hand) -> None:
        self.world, self.as_role, self.file, self.hand = world, as_role, file, hand

    def described(self, username: str, of: uuid.UUID | None = None) -> dict[str, Attached]:
        """Return the files as this reader's vault opens them, by their names."""
        who, vault = story.actor(username), story.vault_of(self.world, username)
        with self.as_role("casework", actor=who.account):
            found, _ = attachments.described(files=[of or self.file], vault=vault, by=who, at=NOW)
        return {one.name: one for one in found.values()}

    def take(self, username: str = "desk-two", *, by: str = "desk") -> None:
        who, vault = story.actor(by), story.vault_of(self.world, by)
        with self.as_role("casework", actor=who.account):
            remove_reader(file=self.file, account=self.world.accounts[username], vault=vault,
                          by=who, at=NOW)  # fmt: skip

    def order_again(self, *, by: str, at: datetime.datetime = NOW) -> None:
        who, vault = story.actor(by), story.vault_of(self.world, by)
        with self.as_role("casework", actor=who.account):
            order_sealing(file=self.file, vault=vault, by=who, at=at)

    def carry_out(self, *, at: datetime.datetime = NOW) -> int:
        with self.as_role("worker"):
            return carry_out_orders(hand=self.hand, by=service("orders"), at=at)

    def killed_before_the_commit(self) -> None:
        with contextlib.suppress(Killed), self.as_role("worker"), transaction.atomic():
            carry_out_orders(hand=self.hand, by=service("orders"), at=NOW)
            raise Killed


@pytest.fixture
def removal(world, as_role, file, hand) -> Removal:
    """A case with two files, and a worker."""
    return Removal(world, as_role, file, hand)


def content(of: Attached) -> bytes:
    return b"".join(opening.content(of))


def names_on_disk() -> set[str]:
    return {place.name for place in django_settings.BLOBS.iterdir()}


def renew(as_role) -> None:
    with as_role("worker"):
        daily.renew_blobs(by=service("sealing"), at=NOW)


@pytest.mark.scenario("SC-20", part="kept-keys")
def test_what_a_removed_reader_kept_opens_no_stored_file(
    removal, django_capture_on_commit_callbacks
):
    kept = removal.described("desk-two")
    removal.take()

    with django_capture_on_commit_callbacks(execute=True):
        removal.carry_out()

    old = {str(one.stored_as) for one in kept.values()}
    assert len(names_on_disk()) == len(kept) == 2
    assert not old & names_on_disk()
    for name in names_on_disk():
        for one in kept.values():
            with pytest.raises(stream.CannotOpen):
                list(stream.open_stream(key=one.key, context=uuid.UUID(name).bytes,
                                        blocks=blobs.read(blob=uuid.UUID(name))))  # fmt: skip


def test_no_item_that_a_removed_reader_has_a_key_to_holds_a_new_file_key(removal, world):
    account, vault = world.accounts["desk-two"], story.vault_of(world, "desk-two")
    wraps = KeyWrap.objects.filter(account_id=account).select_related("file_key")
    kept = [(wrap.file_key, bytes(wrap.wrapped)) for wrap in wraps]
    removal.take()
    removal.carry_out()

    new = {one.key for one in removal.described("desk").values()}
    for key, wrapped in kept:
        context = envelope.KeyContext(
            file_id=key.file_id, compartment=key.compartment, epoch=key.epoch
        )
        private = envelope.unwrap_key(
            wrap=wrapped, reader_private=vault.private_key, context=context
        )
        for item in SealedItem.objects.filter(file_id=key.file_id, kind=opening.KIND):
            where = envelope.ItemContext(key=context, item_id=item.id)
            assert opened_key(item, private, where) not in new


def opened_key(item: SealedItem, private: bytes, where: envelope.ItemContext) -> bytes | None:
    try:
        text = envelope.open_item(blob=bytes(item.ciphertext), epoch_private=private, context=where)
    except envelope.CannotOpen:
        return None
    described = opening.described(text.decode())
    return described.key if described else None


@pytest.mark.scenario("SC-20", part="kept-keys")
def test_readers_of_the_case_and_of_the_report_still_open_every_file(removal, sent):
    removal.take()
    removal.carry_out()

    for of in (removal.file, sent.file):
        found = removal.described("desk", of=of)
        assert content(found["a.jpg"]) == PHOTO
        assert content(found["long.bin"]) == LARGE


def test_killed_before_it_is_written_nothing_is_lost_and_the_next_round_goes_on(removal, as_role):
    before = removal.described("desk")
    removal.take()
    removal.killed_before_the_commit()

    assert content(before["long.bin"]) == LARGE
    assert not SealedAnew.objects.exists()
    assert removal.carry_out() > 0
    assert content(removal.described("desk")["long.bin"]) == LARGE


def test_killed_before_the_old_files_are_gone_they_go_with_the_next_renewal(removal, as_role):
    before = removal.described("desk")
    removal.take()
    # What waits for the commit of the test's own transaction never happens.
    removal.carry_out()
    assert {str(one.stored_as) for one in before.values()} <= names_on_disk()

    renew(as_role)

    now = removal.described("desk")
    assert names_on_disk() == {str(one.stored_as) for one in now.values()}
    assert content(now["a.jpg"]) == PHOTO


def test_what_a_killed_worker_left_on_disk_is_swept_as_a_stray(removal, as_role):
    removal.take()
    removal.killed_before_the_commit()
    left = names_on_disk()
    assert len(left) == 4

    later = (NOW + datetime.timedelta(days=4)).date()
    known = {*objects.stored().values(), *(one.id for one in removal.described("desk").values())}
    blobs.sweep(known=known, on=later)

    assert names_on_disk() == {str(one) for one in known}


def test_each_file_is_done_by_itself_and_counted_on_the_page(visit, removal, as_role, sent):
    removal.take()
    page = visit("authority").get(f"/cases/{removal.file}/custody/")
    assert "0 of 2 attached files are sealed again under a new key" in page.text

    removal.carry_out()

    page = visit("authority").get(f"/cases/{removal.file}/custody/")
    assert "2 of 2 attached files are sealed again under a new key" in page.text


def test_a_file_that_is_gone_holds_up_no_other_and_its_order_is_refused(removal):
    gone = removal.described("desk")["a.jpg"]
    blobs.remove(blob=gone.stored_as)
    removal.take()

    removal.carry_out()

    assert WorkOrderEnd.objects.filter(outcome="refused").count() == 1
    assert list(objects.owed(case=removal.file)) == [gone.id]
    assert content(removal.described("desk")["long.bin"]) == LARGE


def test_a_file_that_is_not_what_arrived_is_left_as_it_is(removal):
    one = removal.described("desk")["a.jpg"]
    place = django_settings.BLOBS / str(one.stored_as)
    place.chmod(0o600)
    place.write_bytes(place.read_bytes()[:-1] + b"\0")
    before = names_on_disk()
    removal.take()

    removal.carry_out()

    assert before <= names_on_disk()
    assert one.id in objects.owed(case=removal.file)


def test_files_whose_keys_whoever_removes_can_not_open_wait_and_the_page_says_why(
    visit, removal, world
):
    KeyWrap.objects.filter(
        file_key__file_id=removal.file, file_key__epoch=1, account_id=world.accounts["authority"]
    ).delete()
    removal.take(by="authority")
    removal.carry_out()

    page = visit("authority").get(f"/cases/{removal.file}/custody/")
    assert "2 attached files wait, because your key does not open them" in page.text

    removal.order_again(by="desk")
    removal.carry_out()
    assert not objects.owed(case=removal.file)
    assert content(removal.described("desk")["long.bin"]) == LARGE


def test_they_are_done_once_a_reader_who_has_the_keys_reads_the_case(
    visit, removal, world, as_role
):
    KeyWrap.objects.filter(
        file_key__file_id=removal.file, file_key__epoch=1, account_id=world.accounts["authority"]
    ).delete()
    removal.take(by="authority")
    removal.carry_out()
    now = clock.now()
    with as_role("worker"):
        orders.announce(seed=django_settings.LOG_SEED, at=now, hand=removal.hand)
    words, waiting = f"/cases/{removal.file}/words/", []

    for name in ("authority", "desk", "desk"):
        visit(name).get(words)
        running = WorkOrder.objects.filter(file_id=removal.file, issued_at__gte=now)
        waiting.append(running.count())
    removal.carry_out(at=clock.now())

    # One for the words that are left, and one for each of two files.
    assert waiting == [0, 3, 3]
    assert not objects.owed(case=removal.file)
    assert content(removal.described("desk")["long.bin"]) == LARGE


def test_a_second_removal_gives_every_file_another_key(removal):
    removal.take()
    removal.carry_out()
    once = removal.described("desk")
    removal.take("desk-three")
    removal.carry_out()

    twice = removal.described("desk")
    assert {one.again for one in twice.values()} == {2}
    assert not {one.key for one in once.values()} & {one.key for one in twice.values()}
    assert content(twice["a.jpg"]) == PHOTO


def test_the_log_and_the_nightly_proof_find_nothing_amiss_afterwards(removal, as_role, log_keys):
    removal.take()
    removal.carry_out()
    renew(as_role)

    with as_role("worker"):
        work.sequence()
    report = verify.verify(trusted=log_keys, origin="candour.localhost/log", witnessed=None)
    assert not report.findings
    assert not list(proving.faults_of_files(stored_size=blobs.stored_size))


def test_a_file_never_sealed_anew_is_described_as_it_always_was():
    said = {"id": str(uuid.uuid4()), "key": "", "name": "a", "size": 1, "stored": 1,
            "sha256": "0" * 64, "kind": "image/png"}  # fmt: skip

    described = opening.described(json.dumps(said))

    assert described.stored_as == described.id
    assert described.for_handlers() == said
