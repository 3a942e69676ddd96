"""Whoever can write anything into the database, and has no file of the deployment, gets no seal."""

import base64
import dataclasses
import json
import uuid

import pytest
from django.conf import settings

import story
from candour.access import desks
from candour.core import certificates, envelope
from candour.core.keys import file_keys, sealed_keys
from candour.core.keys.sealed_keys import Kind
from candour.guard import keys
from candour.guard.ceremony import offline, waits
from candour.guard.log import verify
from candour.guard.models import (
    Account,
    FileKey,
    KeyWrap,
    OfficerCertificate,
    SeatCertificate,
    VaultKey,
)
from candour.intake import mailboxes
from candour.intake.actions.write_letter import write_letter
from candour.intake.mailboxes.letters import Letter
from candour.intake.models import Correspondent
from candour.intake.models import Letter as Delivered
from candour.ops import work
from candour.ops.architecture.source import ROOT
from cast import NOW

WORDS = ("zoom",) * 6
REFUSED = (file_keys.NotOurs, envelope.UnknownVersion)


@pytest.fixture
def false_key() -> envelope.KeyPair:
    """The key of somebody who owns the database and nothing else."""
    return envelope.new_epoch_key()


@pytest.fixture
def case(world, as_role) -> uuid.UUID:
    return story.record(world, as_role, report=story.reported(world, as_role).file).file


def sealed_to(world, as_role) -> set[str]:
    """Who gets the keys of the next report."""
    with as_role("report"):
        sent = story.send(world)
    readers = {reader.account_id for reader in sent.desk.readers}
    return set(Account.objects.filter(id__in=readers).values_list("username", flat=True))


def officers_of_a_false_root(*, bodies) -> list[tuple[uuid.UUID, bytes]]:
    """Put officers into the database whom another root certified; return how they sign."""
    root = sealed_keys.make(kind=Kind.ROOT, words=WORDS)
    made = []
    for body in bodies:
        key = sealed_keys.make(kind=Kind.OFFICER, words=WORDS)
        officer = offline.officer_request(body=body, key=key, on=NOW.date())
        signed = offline.certify(officer=officer, root=root, words=WORDS, on=NOW.date())
        OfficerCertificate.objects.create(body=signed.body, signature=signed.signature)
        made.append((officer.officer_id, sealed_keys.open_key(key=key, words=WORDS)))
    return made


def swap_certificate(username: str, *, public_key: bytes, officers=()) -> None:
    """Write a certificate with another key over somebody's, signed by these officers if any."""
    row = SeatCertificate.objects.get(account__username=username)
    seat = certificates.read_seat(body=bytes(row.body))
    false = dataclasses.replace(seat, public_key=public_key)
    row.body = certificates.seat_body(seat=false)
    if officers:
        row.signatures = waits.stored(
            signatures=[
                certificates.sign_seat(seat=false, officer_id=officer, seed=seed)
                for officer, seed in officers
            ]
        )
    row.save()


def test_a_vault_key_that_was_exchanged_is_not_sealed_to(world, as_role, false_key):
    VaultKey.objects.filter(account__username="desk").update(public_key=false_key.public)

    sealed_to(world, as_role)

    wrap = KeyWrap.objects.filter(account_id=world.accounts["desk"]).first()
    assert wrap is None
    with as_role("worker"):
        story.seal()
    for wrap in KeyWrap.objects.filter(account_id=world.accounts["desk"]).select_related(
        "file_key"
    ):
        context = envelope.KeyContext(
            file_id=wrap.file_key.file_id,
            compartment=wrap.file_key.compartment,
            epoch=wrap.file_key.epoch,
        )
        with pytest.raises(envelope.CannotOpen):
            envelope.unwrap_key(
                wrap=bytes(wrap.wrapped), reader_private=false_key.private, context=context
            )


def test_a_certificate_with_another_key_is_not_sealed_to(world, as_role, false_key):
    swap_certificate("desk", public_key=false_key.public)

    assert "desk" not in sealed_to(world, as_role)


@pytest.mark.scenario("SC-20", part="a key inserted by an administrator is not sealed to")
def test_officers_whom_the_root_does_not_know_certify_nobody(world, as_role, false_key):
    bodies = [world.organisations["Northfold Policing Board"],
              world.organisations["Office for Police Standards"]]  # fmt: skip
    swap_certificate(
        "desk", public_key=false_key.public, officers=officers_of_a_false_root(bodies=bodies)
    )

    assert "desk" not in sealed_to(world, as_role)
    assert {"desk-two", "desk-three"} <= sealed_to(world, as_role)


def test_a_certificate_copied_to_another_account_is_not_sealed_to(world, as_role):
    row = SeatCertificate.objects.get(account__username="outside-desk")
    SeatCertificate.objects.filter(account__username="desk").update(
        body=row.body, signatures=row.signatures
    )

    assert "desk" not in sealed_to(world, as_role)


def test_what_was_put_in_past_the_ceremony_is_named_by_the_log(world, as_role, false_key, log_keys):
    swap_certificate("desk", public_key=false_key.public)
    officers_of_a_false_root(bodies=[uuid.uuid4()])
    with as_role("worker"):
        work.sequence()

    found = verify.verify(trusted=log_keys, origin=settings.LOG_ORIGIN).findings

    assert {(one.place.split()[0], one.problem) for one in found} == {
        ("guard_seatcertificate", "This row was changed past the log."),
        ("guard_officercertificate", "This row was put in past the log."),
    }


@pytest.mark.parametrize("is_stamped", [False, True])
def test_a_file_key_that_was_exchanged_is_not_sealed_to(case, false_key, is_stamped):
    row = FileKey.objects.get(file_id=case, compartment="narrative")
    other = FileKey.objects.get(file_id=case, compartment="description")
    stamp = bytes(other.public_key)[35:] if is_stamped else b""
    row.public_key = b"CK\x01" + false_key.public + stamp if is_stamped else false_key.public
    row.save()
    place = keys.Place(file=case, organisation=row.organisation_id)

    with pytest.raises(REFUSED):
        keys.seal(place=place, kind="reason", text="Only for the readers.")


def test_a_file_key_of_a_later_epoch_that_was_put_in_is_not_sealed_to(case, false_key):
    row = FileKey.objects.get(file_id=case, compartment="narrative")
    moved = bytes(row.public_key)
    for public in (moved, b"CK\x01" + false_key.public + moved[35:]):
        FileKey.objects.update_or_create(
            file_id=case,
            compartment="narrative",
            epoch=2,
            defaults={"organisation_id": row.organisation_id, "public_key": public},
        )
        place = keys.Place(file=case, organisation=row.organisation_id)
        with pytest.raises(file_keys.NotOurs):
            keys.seal(place=place, kind="reason", text="Only for the readers.")


def test_a_reporter_writes_nothing_to_a_file_key_that_was_exchanged(world, as_role, false_key):
    sent = story.reported(world, as_role)
    FileKey.objects.filter(file_id=sent.file).update(public_key=false_key.public)
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)
        with pytest.raises(envelope.UnknownVersion):
            mailboxes.write(keys=sent.keys, box=box, text="x", on=NOW.date())


def write_to(world, file) -> None:
    write_letter(file=file, letter=Letter(text="x"), by=story.actor("desk"), at=NOW)


@pytest.mark.scenario("SC-24", part="key-inserted-by-an-administrator")
def test_no_letter_is_sealed_to_a_mailbox_key_that_was_exchanged(world, as_role, false_key):
    sent = story.reported(world, as_role)
    contact = Correspondent.objects.get(file_id=sent.file)
    stored = bytes(contact.box_public)
    for false in (false_key.public, stored[:3] + false_key.public + stored[35:]):
        Correspondent.objects.update(box_public=false)
        with (
            as_role("casework", actor=world.accounts["desk"]),
            pytest.raises((file_keys.NotOurs, envelope.UnknownVersion)),
        ):
            write_to(world, sent.file)

    assert not Delivered.objects.filter(is_from_reporter=False).exists()


@pytest.mark.scenario("SC-24", part="key-inserted-by-an-administrator")
def test_a_mailbox_of_ones_own_moved_to_another_file_gets_no_letter(world, as_role):
    own, hers = (story.reported(world, as_role) for _ in range(2))
    Correspondent.objects.filter(file_id=hers.file).update(is_reachable=False)
    Correspondent.objects.filter(file_id=own.file).update(file_id=hers.file)

    with as_role("casework", actor=world.accounts["desk"]), pytest.raises(file_keys.NotOurs):
        write_to(world, hers.file)


@pytest.mark.scenario("SC-24", part="key-inserted-by-an-administrator")
def test_a_reporter_with_an_exchanged_key_writes_nothing_to_it(world, as_role, false_key):
    sent = story.reported(world, as_role)
    Correspondent.objects.update(box_public=false_key.public)
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)

    assert box.own_public == sent.keys.x25519_public


def test_signatures_of_the_right_officers_over_another_seat_do_not_serve(world, as_role, false_key):
    row = SeatCertificate.objects.get(account__username="desk")
    body = json.loads(bytes(row.body))
    body["not_after"] = "2099-12-31"
    row.body = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    row.save()

    assert base64.b64decode(row.signatures[0]["signature"])
    assert "desk" not in sealed_to(world, as_role)
    assert len(desks.officers()) == 2


def test_no_code_seals_to_a_stored_key_of_a_file_without_looking_at_its_stamp():
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        # A worker's key is signed, and `find_worker` looks at that before an order names it.
        if "epoch_public=bytes(" in line and "order.worker_key" not in line
    ]

    assert found == []
