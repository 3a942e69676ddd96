"""Keys of files: opened for certified readers only, sealed to by anyone, read by an open vault."""

import base64
import dataclasses
import datetime
import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings

from candour.core import certificates, envelope
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import FileKey, KeyWrap, SealedItem

NARRATIVE = "narrative"
DESCRIPTION = "description"
# A reporter's name: never opened for those who handle what she wrote.
IDENTITY = "identity"
COMPARTMENTS = (DESCRIPTION, NARRATIVE)
# What stands where two bodies had sealed words erased.
ERASED = "These words were erased. The log says when and why."


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A certified reader: the account and the public key that may be sealed to."""

    account_id: uuid.UUID
    public_key: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Vault:
    """An account's private key while it is unlocked; never printed, never stored."""

    account_id: uuid.UUID
    private_key: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a sealed item belongs: the file, its organisation and the compartment."""

    file: uuid.UUID
    organisation: uuid.UUID
    compartment: str = NARRATIVE


class NoKey(Exception):
    """This vault holds no key to that item: it was sealed to others, or a wall went up."""


def certified(
    *,
    seats: Iterable[tuple[uuid.UUID, bytes, object]],
    officers: Sequence[certificates.OfficerCertificate],
    on: datetime.date,
) -> tuple[Reader, ...]:
    """Return the readers among (account, certificate body, signatures) whose certificate holds.

    Checked at each seal: a key that somebody put into the database without two officers of
    different bodies, chained to the pinned root, gets nothing.
    """
    found = []
    for account_id, body, signatures in seats:
        seat = check_seat(body=bytes(body), signatures=signatures, officers=officers, on=on)
        is_own = seat is not None and seat.account == account_id
        if seat is not None and is_own and envelope.can_seal_to(public=seat.public_key):
            found.append(Reader(account_id=account_id, public_key=seat.public_key))
    return tuple(found)


def check_seat(
    *,
    body: bytes,
    signatures: object,
    officers: Sequence[certificates.OfficerCertificate],
    on: datetime.date,
) -> certificates.Seat | None:
    """Return the seat if its certificate holds on that day, else None."""
    try:
        certificate = certificates.SeatCertificate(body=body, signatures=_signatures(signatures))
        return certificates.verify_seat(
            certificate=certificate, officers=officers, root_public=settings.ROOT_PUBLIC, on=on
        )
    except certificates.NotCertified:
        return None


def open_epoch(*, place: Place, epoch: int, readers: Sequence[Reader]) -> FileKey:
    """Make a compartment's key for an epoch, wrap it for each reader, forget the private half."""
    pair = envelope.new_epoch_key()
    key = FileKey(
        file_id=place.file,
        organisation_id=place.organisation,
        compartment=place.compartment,
        epoch=epoch,
        public_key=pair.public,
    )
    FileKey.objects.bulk_create([key])
    context = envelope.KeyContext(file_id=place.file, compartment=place.compartment, epoch=epoch)
    KeyWrap.objects.bulk_create(
        KeyWrap(
            file_key=key,
            account_id=reader.account_id,
            wrapped=envelope.wrap_key(
                private=pair.private, reader_public=reader.public_key, context=context
            ),
        )
        for reader in readers
    )
    return key


def add_reader(*, place: Place, reader: Reader, vault: Vault) -> None:
    """Wrap every epoch of a compartment that `vault` can open for one more reader."""
    for key in FileKey.objects.filter(file_id=place.file, compartment=place.compartment):
        private = _unwrap(key, vault)
        context = _context(key)
        wrapped = envelope.wrap_key(
            private=private, reader_public=reader.public_key, context=context
        )
        KeyWrap.objects.bulk_create(
            [KeyWrap(file_key=key, account_id=reader.account_id, wrapped=wrapped)],
            ignore_conflicts=True,
        )


def seal(*, place: Place, kind: str, text: str) -> SealedItem:
    """Seal a text to the newest epoch of its place; nobody needs a secret to do it."""
    key = (
        FileKey.objects.filter(file_id=place.file, compartment=place.compartment)
        .order_by("-epoch")
        .first()
    )
    if key is None:
        message = f"{place.compartment} of a file has no key"
        raise NoKey(message)
    item = SealedItem(
        file_id=place.file,
        organisation_id=place.organisation,
        compartment=place.compartment,
        epoch=key.epoch,
        kind=kind,
    )
    item.ciphertext = envelope.seal_item(
        plaintext=text.encode(),
        epoch_public=bytes(key.public_key),
        context=envelope.ItemContext(key=_context(key), item_id=item.id),
    )
    SealedItem.objects.bulk_create([item])
    return item


def open_items(
    *, items: Sequence[SealedItem], vault: Vault, by: Actor, at: datetime.datetime
) -> dict[uuid.UUID, str]:
    """Return the texts by item id, after one leaf that says which items' keys were used.

    Raises NoKey if the vault has no key to one of them.
    """
    privates: dict[tuple[uuid.UUID, str, int], bytes] = {}
    texts = {}
    for item in items:
        slot = (item.file_id, item.compartment, item.epoch)
        if slot not in privates:
            key = FileKey.objects.filter(
                file_id=item.file_id, compartment=item.compartment, epoch=item.epoch
            ).first()
            if key is None:
                raise NoKey
            privates[slot] = _unwrap(key, vault)
        texts[item.id] = _open(item, privates[slot]) if item.ciphertext else ERASED
    if items:
        entry = leaves.Entry(
            kind="key",
            what="guard.open_items",
            file=items[0].file_id,
            why="Sealed items opened for reading",
            detail={"items": sorted(str(item.id) for item in items)},
        )
        leaves.append(entry=entry, by=by, at=at)
    return texts


def _open(item: SealedItem, private: bytes) -> str:
    context = envelope.ItemContext(
        key=envelope.KeyContext(
            file_id=item.file_id, compartment=item.compartment, epoch=item.epoch
        ),
        item_id=item.id,
    )
    try:
        return envelope.open_item(
            blob=bytes(item.ciphertext), epoch_private=private, context=context
        ).decode()
    except (envelope.CannotOpen, envelope.UnknownVersion):
        raise NoKey from None


def _unwrap(key: FileKey, vault: Vault) -> bytes:
    wrap = KeyWrap.objects.filter(file_key=key, account_id=vault.account_id).first()
    if wrap is None:
        raise NoKey
    try:
        private = envelope.unwrap_key(
            wrap=bytes(wrap.wrapped), reader_private=vault.private_key, context=_context(key)
        )
    except (envelope.CannotOpen, envelope.UnknownVersion, envelope.BadKey):
        raise NoKey from None
    if envelope.public_of(private=private) != bytes(key.public_key):
        # Somebody exchanged the public half; what is sealed to it is not for the case's readers.
        raise NoKey
    return private


def _context(key: FileKey) -> envelope.KeyContext:
    return envelope.KeyContext(file_id=key.file_id, compartment=key.compartment, epoch=key.epoch)


def _signatures(stored: Any) -> tuple[certificates.OfficerSignature, ...]:
    try:
        # A cursor hands JSON over as text, a model as what it holds.
        rows = json.loads(stored) if isinstance(stored, str) else stored
        return tuple(
            certificates.OfficerSignature(
                officer_id=uuid.UUID(signed["officer"]),
                signature=base64.b64decode(signed["signature"]),
            )
            for signed in rows
        )
    except (KeyError, TypeError, ValueError):
        raise certificates.NotCertified(certificates.Reason.UNREADABLE) from None
