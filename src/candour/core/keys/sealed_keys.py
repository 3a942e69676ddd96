"""Private keys that leave the machine: the root's and the officers', each a file under six words.

Format, three lines of ASCII: the type ("candour/root-key/v1" or "candour/officer-key/v1"), the
public key and the sealed private key, both in base64. The private key is an Ed25519 seed, sealed
as a vault is. The public key stands outside, so that a key can be told from another without words.

References: RFC 8032 (Ed25519); core/vault.py for the sealing.
"""

import base64
import dataclasses
import enum
import secrets
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric import ed25519

from candour.core import vault

SEED_BYTES = 32
MAX_BYTES = 1_024


class Kind(enum.StrEnum):
    """Whose key a file holds; the value is its first line."""

    ROOT = "candour/root-key/v1"
    OFFICER = "candour/officer-key/v1"


class UnknownKeyFile(Exception):
    """The file is not a key file of a version that is known here, or it is damaged."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SealedKey:
    """A key file: whose it is, the public half (32 bytes) and the private half, sealed."""

    kind: Kind
    public_key: bytes
    sealed: bytes


def make(*, kind: Kind, words: Sequence[str]) -> SealedKey:
    """Make a fresh Ed25519 key and seal it under six normalised words."""
    seed = secrets.token_bytes(SEED_BYTES)
    return SealedKey(
        kind=kind,
        public_key=public_of(seed=seed),
        sealed=vault.seal_vault(private_key=seed, words=words),
    )


def open_key(*, key: SealedKey, words: Sequence[str]) -> bytes:
    """Return the private key, 32 bytes; raise vault.WrongPassphrase, or UnknownKeyFile where the
    public half beside it is another's.
    """
    seed = vault.open_vault(vault=key.sealed, words=words)
    if public_of(seed=seed) != key.public_key:
        raise UnknownKeyFile("The two halves of this key file do not belong together.")
    return seed


def public_of(*, seed: bytes) -> bytes:
    """Return the public half of an Ed25519 seed."""
    return ed25519.Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def encode(*, key: SealedKey) -> bytes:
    """Write a key file."""
    halves = (base64.b64encode(half).decode() for half in (key.public_key, key.sealed))
    return "".join(f"{line}\n" for line in (key.kind.value, *halves)).encode("ascii")


def decode(*, data: bytes, kind: Kind) -> SealedKey:
    """Read a key file of that kind; raise UnknownKeyFile unless it is in its one spelling."""
    lines = data[: MAX_BYTES + 1].split(b"\n")
    if lines[0] != kind.value.encode():
        raise UnknownKeyFile(f"This is not {_WANTED[kind]} that this version of Candour knows.")
    try:
        public_key, sealed = (base64.b64decode(line, validate=True) for line in lines[1:3])
        vault.cost_of(vault=sealed)
    except (ValueError, vault.UnknownVersion):
        raise UnknownKeyFile("This key file is damaged.") from None
    key = SealedKey(kind=kind, public_key=public_key, sealed=sealed)
    if encode(key=key) != data or len(public_key) != SEED_BYTES:
        raise UnknownKeyFile("This key file is damaged.")
    return key


_WANTED = {Kind.ROOT: "a root's key file", Kind.OFFICER: "an officer's key file"}
