"""A superuser of the database puts keys and rows in or changes them: nothing is sealed to them."""

import base64
import dataclasses
import datetime
import json
import secrets
import uuid

import pytest
from nacl.signing import SigningKey

import story
from browsing import at_casework, visit
from candour.access.models import Acceptance, DeskReader
from candour.cases.actions.write_to_reporter import write_to_reporter
from candour.core import certificates, envelope
from candour.guard.log import verify
from candour.guard.models import (
    Account,
    FileKey,
    KeyWrap,
    OfficerCertificate,
    SealedItem,
    SeatCertificate,
    VaultKey,
)
from candour.guard.seats import Seat
from candour.intake.models import Letter
from candour.ops import work
from candour.people.models import Organisation, OrganisationName
from cast import NOW, World

VALID = datetime.timedelta(days=400)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Attacker:
    """Whoever writes to the database past everything, with a key pair and the world's tables."""

    private: bytes
    public: bytes
    world: World


@pytest.fixture
def attacker(world) -> Attacker:
    pair = envelope.new_epoch_key()
    return Attacker(private=pair.private, public=pair.public, world=world)


def exchange_vault_keys(attacker: Attacker) -> None:
    VaultKey.objects.update(public_key=attacker.public)


def exchange_keys_in_certificates(attacker: Attacker) -> None:
    for seat in SeatCertificate.objects.all():
        body = json.loads(bytes(seat.body)) | {"public_key": _text(attacker.public)}
        seat.body = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
        seat.save()


def certify_with_officers_of_her_own(attacker: Attacker) -> None:
    """A root, two officers and certificates that fit each other, but not the pinned root."""
    root = secrets.token_bytes(32)
    bodies = ("Northfold Policing Board", "Office for Police Standards")
    officers = [_officer(attacker, body, root) for body in bodies]
    for account in Account.objects.filter(seat=Seat.DESK_READER):
        _certify(attacker, account, officers)


def certify_in_the_officers_names(attacker: Attacker) -> None:
    """The genuine officers' names under signatures of her own."""
    seed = secrets.token_bytes(32)
    named = [json.loads(bytes(one.body))["officer"] for one in OfficerCertificate.objects.all()]
    for account in Account.objects.filter(seat=Seat.DESK_READER):
        _certify(attacker, account, [(uuid.UUID(name), seed) for name in named])


def put_an_account_on_the_desk(attacker: Attacker) -> None:
    force = attacker.world.organisations["Northfold Police"]
    intruder = _account(attacker, "intruder", force)
    DeskReader.objects.create(organisation_id=force, account=intruder)


def found_a_body_that_takes_reports(attacker: Attacker) -> None:
    body = Organisation.objects.create(kind="independent_body")
    OrganisationName.objects.create(organisation=body, name="Office of the Attacker")
    for name in ("first", "second"):
        DeskReader.objects.create(organisation=body, account=_account(attacker, name, body.id))
    Acceptance.objects.create(
        body=body, force_id=attacker.world.organisations["Northfold Police"], turn=0,
        must_pass_on="Nothing.", accepted_on=NOW.date(),
    )  # fmt: skip


SWAPS = (
    exchange_vault_keys,
    exchange_keys_in_certificates,
    certify_with_officers_of_her_own,
    certify_in_the_officers_names,
    put_an_account_on_the_desk,
    found_a_body_that_takes_reports,
)


def _account(attacker: Attacker, name: str, organisation: uuid.UUID) -> Account:
    account = Account.objects.create(
        username=name, organisation_id=organisation, seat=Seat.DESK_READER
    )
    VaultKey.objects.create(
        account=account, public_key=attacker.public, sealed_private_key=b"", made_on=NOW.date()
    )
    _certify(attacker, account, [(uuid.uuid4(), secrets.token_bytes(32)) for _ in range(2)])
    return account


def _officer(attacker: Attacker, body: str, root: bytes) -> tuple[uuid.UUID, bytes]:
    pair = _signing_pair()
    officer = certificates.Officer(
        officer_id=uuid.uuid4(),
        organisation=attacker.world.organisations[body],
        public_key=pair[1],
        not_before=NOW.date(),
        not_after=NOW.date() + VALID,
    )
    signed = certificates.certify_officer(officer=officer, root_seed=root)
    OfficerCertificate.objects.create(body=signed.body, signature=signed.signature)
    return officer.officer_id, pair[0]


def _signing_pair() -> tuple[bytes, bytes]:
    made = SigningKey.generate()
    return bytes(made), bytes(made.verify_key)


def _certify(attacker: Attacker, account: Account, officers: list[tuple[uuid.UUID, bytes]]) -> None:
    seat = certificates.Seat(
        account=account.id,
        organisation=account.organisation_id,
        seat=account.seat,
        public_key=attacker.public,
        not_before=NOW.date(),
        not_after=NOW.date() + VALID,
    )
    signed = [certificates.sign_seat(seat=seat, officer_id=o, seed=seed) for o, seed in officers]
    SeatCertificate.objects.filter(account=account).delete()
    SeatCertificate.objects.create(
        account=account,
        body=certificates.seat_body(seat=seat),
        signatures=[
            {"officer": str(one.officer_id), "signature": _text(one.signature)} for one in signed
        ],
    )


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def opened_with(private: bytes) -> list[str]:
    """Return whatever of the whole database this key opens, directly or through a wrap."""
    keys = {key.id: key for key in FileKey.objects.all()}
    privates = {(key.file_id, key.compartment, key.epoch): [private] for key in keys.values()}
    found = []
    for wrap in KeyWrap.objects.all():
        key = keys[wrap.file_key_id]
        slot = (key.file_id, key.compartment, key.epoch)
        unwrapped = _try(envelope.unwrap_key, wrap=bytes(wrap.wrapped), reader_private=private,
                         context=_key_context(*slot))  # fmt: skip
        if unwrapped is not None:
            found.append(f"wrap {wrap.id}")
            privates[slot].append(unwrapped)
    for item in SealedItem.objects.all():
        slot = (item.file_id, item.compartment, item.epoch)
        context = envelope.ItemContext(key=_key_context(*slot), item_id=item.id)
        found += [f"{item.kind} {item.id}" for one in privates[slot]
                  if _try(envelope.open_item, blob=bytes(item.ciphertext), epoch_private=one,
                          context=context) is not None]  # fmt: skip
    return found + [f"letter {one.id}" for one in Letter.objects.all() if _opens(one, private)]


def _opens(letter: Letter, private: bytes) -> bool:
    context = envelope.ItemContext(
        key=_key_context(letter.correspondent_id, "letter", 1), item_id=letter.id
    )
    opened = _try(
        envelope.open_item, blob=bytes(letter.ciphertext), epoch_private=private, context=context
    )
    return opened is not None


def _key_context(file: uuid.UUID, compartment: str, epoch: int) -> envelope.KeyContext:
    return envelope.KeyContext(file_id=file, compartment=compartment, epoch=epoch)


def _try(function, **given: object) -> bytes | None:
    try:
        return function(**given)
    except (envelope.CannotOpen, envelope.UnknownVersion, envelope.BadKey):
        return None


def report_and_answer(world: World, as_role) -> None:
    """Report to the force and outside it; record what can be recorded; write to the reporter."""
    for route in ("public", "outside"):
        try:
            sent = story.reported(world, as_role, route=route)
        except story.desks.NoDesk:
            # Nobody was left who could be sealed to: nothing was sent at all.
            continue
        if route == "public" and sent.desk.name == "Northfold Police":
            case = story.record(world, as_role, report=sent.file).file
            who = story.actor("desk")
            with as_role("casework", actor=who.account):
                write_to_reporter(file=case, text="Thank you.", counts_as="message", by=who, at=NOW)


@pytest.mark.scenario("SC-24", part="key-inserted-by-an-administrator")
@pytest.mark.parametrize("swap", SWAPS, ids=lambda swap: swap.__name__)
def test_a_key_put_in_or_exchanged_in_the_database_receives_no_seal(world, as_role, attacker, swap):
    swap(attacker)

    report_and_answer(world, as_role)

    assert opened_with(attacker.private) == []


@pytest.mark.scenario("SC-24", part="seat-changed-by-an-administrator")
def test_somebody_certified_for_another_seat_gets_nothing_on_a_desk(world, as_role):
    force = world.organisations["Northfold Police"]
    DeskReader.objects.create(organisation_id=force, account_id=world.accounts["investigator"])
    Account.objects.filter(username="investigator").update(seat=Seat.APPROPRIATE_AUTHORITY)

    report_and_answer(world, as_role)

    Account.objects.filter(username="investigator").update(seat=Seat.INVESTIGATOR)
    assert opened_with(story.vault_of(world, "investigator").private_key) == []
    assert opened_with(story.vault_of(world, "desk").private_key) != []


@pytest.mark.scenario("SC-24", part="seat-changed-by-an-administrator")
def test_a_desk_reader_of_another_body_gets_nothing_on_this_desk(world, as_role):
    force = world.organisations["Northfold Police"]
    outside = Account.objects.get(username="outside-desk-three")
    DeskReader.objects.filter(account=outside).update(organisation_id=force)
    with as_role("report"):
        sent = story.send(world)

    assert outside.id not in {reader.account_id for reader in sent.desk.readers}


def test_an_exchanged_file_key_is_named_by_the_log_and_refused_by_readers(
    world, as_role, attacker, visit, log_keys
):
    sent = story.reported(world, as_role)
    case = story.record(world, as_role, report=sent.file).file
    key = FileKey.objects.filter(file_id=case, compartment="narrative").first()
    FileKey.objects.filter(id=key.id).update(public_key=attacker.public)
    with as_role("worker"):
        work.sequence()
        found = verify.verify(trusted=log_keys, origin="candour.localhost/log").findings

    page = visit("desk").get(f"/cases/{case}/words/")
    assert [one.place for one in found] == [f"guard_filekey {key.id}"]
    assert page.status == 200
    assert "pushed me against the lockers" not in page.text
    assert opened_with(attacker.private) == []


__all__ = ["at_casework", "visit"]
