"""Sealed items and the case keys that open them: no key, no access, whatever the database says.

Each compartment of a case has an X25519 pair per epoch. Anyone may seal an item to its public half;
the private half exists only in wraps, one for each certified reader. A wall that goes up deletes
wraps and starts a new epoch; older items are re-wrapped later, without touching their bodies.

Formats, each opening with two letters and a version byte:
- wrap, 83 bytes: "CW" 1 | HPKE encapsulation (32) | sealed private key (48).
- item, 155 bytes and its padded text: "CI" 1 | HPKE encapsulation (32) | sealed item key (48)
  | commitment to the item key (32) | nonce (24) | body (padded text and 16). The padded text is
  the text's length in 8 bytes, the text, and zeros up to a bucket.

HPKE is X25519, HKDF-SHA256, ChaCha20-Poly1305, base mode, with the whole context as info. The body
is XChaCha20-Poly1305 whose associated data name file, compartment and item but not the epoch: the
epoch changes when an item is re-wrapped and the body does not, while file, compartment and item
must never change. The epoch is bound by the sealed item key. The commitment to the item key makes
sure that one body opens to one text, whoever re-wraps it.

References: RFC 9180 (HPKE); draft-irtf-cfrg-xchacha-03; RFC 7748 (X25519).
"""

import dataclasses
import functools
import hashlib
import secrets
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from nacl import bindings
from nacl.exceptions import CryptoError

KEY_BYTES = 32
WRAP_BYTES = 83
SMALLEST_ITEM_BYTES = 163

KIB = 1024
BUCKETS = (1 * KIB, 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB)

_WRAP = b"CW\x01"
_ITEM = b"CI\x01"
_SEALED_KEY_BYTES = 80
_COMMITMENT_BYTES = 32
_NONCE_BYTES = 24
_LENGTH_BYTES = 8
_BODY = len(_ITEM) + _SEALED_KEY_BYTES
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class UnknownVersion(Exception):
    """The bytes are not in a format that this version of Candour knows."""


class CannotOpen(Exception):
    """The key or the context does not belong to these bytes, or they were altered."""


class BadKey(Exception):
    """A key is not 32 bytes long, or no message can be sealed to it."""


class WrongPlace(Exception):
    """An item was to be moved to another file, compartment or item while being re-wrapped."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeyPair:
    """An X25519 pair, 32 bytes each half; never printed."""

    private: bytes
    public: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeyContext:
    """What an epoch key belongs to: file (a case or report), compartment and epoch number.

    A compartment is 1 to 64 ASCII characters; an epoch is below 2**32.
    """

    file_id: uuid.UUID
    compartment: str
    epoch: int

    def encode(self) -> bytes:
        """Return the context in one unambiguous spelling: 16 bytes, length and name, 4 bytes."""
        return _place(self.file_id, self.compartment) + self.epoch.to_bytes(4, "big")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ItemContext:
    """What an item belongs to: the epoch key it is sealed to, and its own id."""

    key: KeyContext
    item_id: uuid.UUID

    def encode(self) -> bytes:
        """Return the context in one unambiguous spelling, epoch included."""
        return self.key.encode() + self.item_id.bytes

    def lasting(self) -> bytes:
        """Return the part that no re-wrapping changes: file, compartment and item."""
        return _place(self.key.file_id, self.key.compartment) + self.item_id.bytes


def new_epoch_key() -> KeyPair:
    """Make a fresh X25519 pair with the library's randomness."""
    private = X25519PrivateKey.generate()
    return KeyPair(
        private=private.private_bytes_raw(), public=private.public_key().public_bytes_raw()
    )


def public_of(*, private: bytes) -> bytes:
    """Return the public half of a private key, to hold it against the stored one."""
    return _private(private).public_key().public_bytes_raw()


# Remembered, since every sealing asks it of the same few keys.
@functools.lru_cache(maxsize=4_096)
def can_seal_to(*, public: bytes) -> bool:
    """Say whether anything can be sealed to a public key: 32 bytes, and not of low order."""
    try:
        _seal(plaintext=b"", public=public, info=_WRAP)
    except BadKey:
        return False
    return True


def wrap_key(*, private: bytes, reader_public: bytes, context: KeyContext) -> bytes:
    """Seal an epoch's private key to one reader's public key, 83 bytes, fresh randomness inside.

    The caller has checked the reader's seat certificate. Raises BadKey.
    """
    if len(private) != KEY_BYTES:
        raise BadKey("An epoch key has 32 bytes.")
    info = _WRAP + context.encode()
    return _WRAP + _seal(plaintext=private, public=reader_public, info=info)


def unwrap_key(*, wrap: bytes, reader_private: bytes, context: KeyContext) -> bytes:
    """Open a wrap with the reader's private key; return the epoch's private key, 32 bytes.

    Raises UnknownVersion, or CannotOpen for another reader, file, compartment or epoch.
    """
    _demand_header(wrap, header=_WRAP, at_least=WRAP_BYTES)
    info = _WRAP + context.encode()
    return _open(sealed=wrap[len(_WRAP) :], private=reader_private, info=info)


def seal_item(
    *, plaintext: bytes, epoch_public: bytes, context: ItemContext, pad: bool = True
) -> bytes:
    """Seal a text to an epoch's public key under a random item key; nobody needs a secret to do it.

    Padding fills the text and its 8-byte length to 1, 4, 16, 64 or 256 KiB, then to multiples of
    256 KiB, so that its size tells little; `pad=False` is for what is public in size anyway.
    """
    item_key = secrets.token_bytes(KEY_BYTES)
    sealed = _seal(plaintext=item_key, public=epoch_public, info=_ITEM + context.encode())
    nonce = secrets.token_bytes(_NONCE_BYTES)
    text = len(plaintext).to_bytes(_LENGTH_BYTES, "big") + plaintext
    if pad:
        text = text.ljust(padded_size(size=len(text)), b"\0")
    body = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        text, _ITEM + context.lasting(), nonce, item_key
    )
    return b"".join([_ITEM, sealed, _commit(item_key), nonce, body])


def open_item(*, blob: bytes, epoch_private: bytes, context: ItemContext) -> bytes:
    """Open a sealed item; return its text.

    Raises UnknownVersion, or CannotOpen for another key, file, compartment, epoch or item and for
    any altered byte.
    """
    key = _item_key(blob, epoch_private=epoch_private, context=context)
    return _body(blob, key, context)


def _body(blob: bytes, item_key: bytes, context: ItemContext) -> bytes:
    rest = blob[_BODY + _COMMITMENT_BYTES :]
    try:
        text = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            rest[_NONCE_BYTES:], _ITEM + context.lasting(), rest[:_NONCE_BYTES], item_key
        )
    except CryptoError:
        raise CannotOpen("This sealed item was altered.") from None
    length = int.from_bytes(text[:_LENGTH_BYTES], "big")
    if length > len(text) - _LENGTH_BYTES:
        raise CannotOpen("This sealed item was altered.")
    return text[_LENGTH_BYTES : _LENGTH_BYTES + length]


def item_key(*, blob: bytes, epoch_private: bytes, context: ItemContext) -> bytes:
    """Return the one key that opens one item, for a work order that names it; 32 bytes.

    Raises UnknownVersion and CannotOpen as open_item.
    """
    return _item_key(blob, epoch_private=epoch_private, context=context)


def open_body(*, blob: bytes, key: bytes, context: ItemContext) -> bytes:
    """Open an item with its own key, which `item_key` gave; raise CannotOpen for any other."""
    _demand_header(blob, header=_ITEM, at_least=SMALLEST_ITEM_BYTES)
    if _commit(key) != blob[_BODY : _BODY + _COMMITMENT_BYTES]:
        raise CannotOpen("That key does not open this, or it was altered.")
    return _body(blob, key, context)


def rewrap_item(
    *,
    blob: bytes,
    old_private: bytes,
    new_public: bytes,
    old_context: ItemContext,
    new_context: ItemContext,
) -> bytes:
    """Seal an item's key to another epoch, leaving the body as it is, byte for byte.

    Raises WrongPlace unless only the epoch differs; UnknownVersion and CannotOpen as open_item.
    """
    if old_context.lasting() != new_context.lasting():
        raise WrongPlace("Re-wrapping changes the epoch of an item and nothing else.")
    item_key = _item_key(blob, epoch_private=old_private, context=old_context)
    sealed = _seal(plaintext=item_key, public=new_public, info=_ITEM + new_context.encode())
    return _ITEM + sealed + blob[_BODY:]


def body_digest(*, blob: bytes) -> bytes:
    """Hash the part of an item that re-wrapping leaves alone, 32 bytes, for a log leaf to carry."""
    _demand_header(blob, header=_ITEM, at_least=SMALLEST_ITEM_BYTES)
    return hashlib.sha256(_ITEM + blob[_BODY:]).digest()


def padded_size(*, size: int) -> int:
    """Return the bucket in bytes that `size` bytes are filled up to."""
    for bucket in BUCKETS:
        if size <= bucket:
            return bucket
    return -(-size // BUCKETS[-1]) * BUCKETS[-1]


def _item_key(blob: bytes, *, epoch_private: bytes, context: ItemContext) -> bytes:
    _demand_header(blob, header=_ITEM, at_least=SMALLEST_ITEM_BYTES)
    info = _ITEM + context.encode()
    item_key = _open(sealed=blob[len(_ITEM) : _BODY], private=epoch_private, info=info)
    if _commit(item_key) != blob[_BODY : _BODY + _COMMITMENT_BYTES]:
        raise CannotOpen("This sealed item was altered.")
    return item_key


def _commit(item_key: bytes) -> bytes:
    return hashlib.sha256(b"candour/item-key/v1\n" + item_key).digest()


def _place(file_id: uuid.UUID, compartment: str) -> bytes:
    name = compartment.encode("ascii")
    if not 1 <= len(name) <= 64:
        raise ValueError("A compartment's name has 1 to 64 characters.")
    return file_id.bytes + bytes([len(name)]) + name


def _seal(*, plaintext: bytes, public: bytes, info: bytes) -> bytes:
    try:
        return _SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(public), info)
    except ValueError:
        raise BadKey("Nothing can be sealed to that public key.") from None


def _open(*, sealed: bytes, private: bytes, info: bytes) -> bytes:
    try:
        return _SUITE.decrypt(sealed, _private(private), info)
    except (InvalidTag, ValueError):
        raise CannotOpen("That key does not open this, or it was altered.") from None


def _private(private: bytes) -> X25519PrivateKey:
    if len(private) != KEY_BYTES:
        raise BadKey("A private key has 32 bytes.")
    return X25519PrivateKey.from_private_bytes(private)


def _demand_header(blob: bytes, *, header: bytes, at_least: int) -> None:
    if not blob.startswith(header):
        raise UnknownVersion("This was sealed in a format that this version does not know.")
    if len(blob) < at_least:
        raise CannotOpen("Part of what was sealed is missing.")
