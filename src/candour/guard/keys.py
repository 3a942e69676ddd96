"""Keys of files: opened for certified readers only, sealed to by anyone, read by an open vault."""

import base64
import dataclasses
import datetime
import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import models

from candour.core import certificates, envelope
from candour.core.keys import box_keys, file_keys
from candour.guard.actors import Actor
from candour.guard.custody import splitting
from candour.guard.custody.splitting import Custody
from candour.guard.log import leaves
from candour.guard.models import FileKey, KeyShare, KeyWrap, SealedItem

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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Epoch:
    """A new epoch of a compartment: its key, and the shares of it that custodians hold."""

    key: FileKey
    shares: tuple[KeyShare, ...]

    @property
    def rows(self) -> tuple[models.Model, ...]:
        """Return what a leaf names as written."""
        return (self.key, *self.shares)


class NoKey(Exception):
    """This vault holds no key to that item: it was sealed to others, or a wall went up."""


def certified(
    *,
    seats: Iterable[tuple[uuid.UUID, bytes, object]],
    officers: Sequence[certificates.OfficerCertificate],
    on: datetime.date,
    seat: str = "",
    organisation: uuid.UUID | None = None,
) -> tuple[Reader, ...]:
    """Return the readers among (account, certificate body, signatures) whose certificate holds.

    Checked at each seal: a key that somebody put into the database without two officers of
    different bodies, chained to the pinned root, gets nothing. Where a `seat`, or one of an
    `organisation`, is to be sealed to, the officers must have signed that very seat: a row of the
    database that puts somebody on a desk puts them nowhere.
    """
    found: dict[uuid.UUID, certificates.Seat] = {}
    for account_id, body, signatures in seats:
        signed = check_seat(body=bytes(body), signatures=signatures, officers=officers, on=on)
        if signed is None or signed.account != account_id:
            continue
        is_meant = seat in {"", signed.seat} and organisation in {None, signed.organisation}
        if is_meant and envelope.can_seal_to(public=signed.public_key):
            # Of a certificate and the one that renews it, the one that holds longer.
            known = found.get(account_id, signed)
            found[account_id] = max(known, signed, key=lambda one: one.not_after)
    return tuple(
        Reader(account_id=account_id, public_key=signed.public_key)
        for account_id, signed in found.items()
    )


def check_seat(
    *,
    body: bytes,
    signatures: object,
    officers: Sequence[certificates.OfficerCertificate],
    on: datetime.date,
) -> certificates.Seat | None:
    """Return the seat if its certificate holds on that day, else None."""
    try:
        return demand_seat(body=body, signatures=signatures, officers=officers, on=on)
    except certificates.NotCertified:
        return None


def demand_seat(
    *,
    body: bytes,
    signatures: object,
    officers: Sequence[certificates.OfficerCertificate],
    on: datetime.date,
) -> certificates.Seat:
    """Return the seat if its certificate holds on that day; NotCertified says why it does not."""
    certificate = certificates.SeatCertificate(body=body, signatures=_signatures(signatures))
    return certificates.verify_seat(
        certificate=certificate, officers=officers, root_public=settings.ROOT_PUBLIC, on=on
    )


def stamped(*, public: bytes, context: envelope.KeyContext) -> bytes:
    """Write a file key's public half as it is stored: with the stamp of this deployment."""
    return file_keys.stamp(public=public, secret=settings.FILE_SECRET, context=context)


def own_public(*, stamped: bytes, context: envelope.KeyContext) -> bytes:
    """Return a stored public half that this deployment made for that place.

    Raises file_keys.NotOurs, or envelope.UnknownVersion: nothing may be sealed to it.
    """
    return file_keys.checked(stamped=stamped, secret=settings.FILE_SECRET, context=context)


def stamped_box(*, public: bytes, place: box_keys.BoxPlace) -> bytes:
    """Write a mailbox's public key as it is stored: with the stamps of this deployment."""
    return box_keys.stamp(public=public, secret=settings.FILE_SECRET, place=place)


def own_box(*, stored: bytes, place: box_keys.BoxPlace) -> bytes:
    """Return a stored key of a mailbox that belongs to that reporter and that file.

    Raises file_keys.NotOurs, or envelope.UnknownVersion: nothing may be sealed to it.
    """
    return box_keys.checked(stored=stored, secret=settings.FILE_SECRET, place=place)


def open_epoch(*, place: Place, epoch: int, readers: Sequence[Reader], custody: Custody) -> Epoch:
    """Make a compartment's key for an epoch, wrap it for each reader, forget the private half.

    Custodians outside get a share each, so that the words outlive the last reader.
    """
    pair = envelope.new_epoch_key()
    context = envelope.KeyContext(file_id=place.file, compartment=place.compartment, epoch=epoch)
    key = FileKey(
        file_id=place.file,
        organisation_id=place.organisation,
        compartment=place.compartment,
        epoch=epoch,
        public_key=stamped(public=pair.public, context=context),
    )
    FileKey.objects.bulk_create([key])
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
    return Epoch(key=key, shares=_entrust(key, pair.private, custody))


def split_again(*, key: FileKey, vault: Vault, custody: Custody) -> tuple[KeyShare, ...]:
    """Split a key that this vault opens anew, for custodians who are clean today.

    The caller has removed the shares of the split before: shares of two splits don't fit.
    """
    return _entrust(key, _unwrap(key, vault), custody)


def _entrust(key: FileKey, private: bytes, custody: Custody) -> tuple[KeyShare, ...]:
    parts = splitting.split(private=private, context=_context(key), custody=custody)
    return tuple(
        KeyShare.objects.bulk_create(
            KeyShare(
                file_id=key.file_id,
                organisation_id=key.organisation_id,
                file_key=key,
                scheme=part.scheme,
                number=part.number,
                body_id=part.holder.body_id,
                account_id=part.holder.account_id,
                commitment=part.commitment,
                sealed=part.sealed,
            )
            for part in parts
        )
    )


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
        epoch_public=own_public(stamped=bytes(key.public_key), context=_context(key)),
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


def item_keys(*, items: Sequence[SealedItem], vault: Vault) -> dict[uuid.UUID, bytes]:
    """Return each item's own key, for a work order; items that this vault can't open are left."""
    found = {}
    for item in items:
        key = FileKey.objects.filter(
            file_id=item.file_id, compartment=item.compartment, epoch=item.epoch
        ).first()
        if key is None:
            continue
        try:
            private = _unwrap(key, vault)
        except NoKey:
            continue
        found[item.id] = envelope.item_key(
            blob=bytes(item.ciphertext), epoch_private=private, context=_item_context(item)
        )
    return found


def _item_context(item: SealedItem) -> envelope.ItemContext:
    return envelope.ItemContext(
        key=envelope.KeyContext(
            file_id=item.file_id, compartment=item.compartment, epoch=item.epoch
        ),
        item_id=item.id,
    )


def _open(item: SealedItem, private: bytes) -> str:
    context = _item_context(item)
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
    try:
        public = own_public(stamped=bytes(key.public_key), context=_context(key))
    except (envelope.UnknownVersion, file_keys.NotOurs):
        raise NoKey from None
    if envelope.public_of(private=private) != public:
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
