"""Pseudonyms: HMAC-SHA256 under a key made for one snapshot, so that no two can be joined."""

import hmac
import secrets
import uuid
from dataclasses import dataclass
from typing import Final

_BLOCK: Final = 64
_INNER, _OUTER = 0x36, 0x5C
# 128 bits: no two of a register's ids will ever meet.
_LETTERS: Final = 32
CASE: Final = "case"
PERSON: Final = "person"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Key:
    """The key of one snapshot; it lives in memory while the snapshot is made, and nowhere else."""

    secret: bytes

    @property
    def inner(self) -> bytes:
        """Return the inner block of HMAC, which PostgreSQL hashes in front of each id."""
        return self._block(_INNER)

    @property
    def outer(self) -> bytes:
        """Return the outer block of HMAC."""
        return self._block(_OUTER)

    def _block(self, mask: int) -> bytes:
        return bytes(byte ^ mask for byte in self.secret.ljust(_BLOCK, b"\0"))


def new_key() -> Key:
    """Make a key that nobody has had and nobody will keep."""
    return Key(secret=secrets.token_bytes(32))


def pseudonym(*, key: Key, kind: str, of: uuid.UUID) -> str:
    """Return the pseudonym of an id; `measures.pseudonym` in PostgreSQL gives the same.

    References: RFC 2104.
    """
    return hmac.digest(key.secret, kind.encode() + of.bytes, "sha256").hex()[:_LETTERS]
