"""The mark of a leaf: that a process of Candour wrote it, and not somebody who has the database.

A mark is an HMAC-SHA-256 over the leaf's body, under a key that the sites and the worker hold in a
file and the database never sees. It stands last in the body, so that it is checked without reading
the rest. Whoever has the key can write marks; whoever has the log can't take a leaf out again.

References: RFC 2104 (HMAC).
"""

import hashlib
import hmac

from django.conf import settings

# "~" comes after every letter, so a body with its keys in order still ends in its mark.
_BEFORE = b',"~mark":"'
_AFTER = b'"}'
_DIGITS = 64
_BLOCK = 64
_LENGTH = len(_BEFORE) + _DIGITS + len(_AFTER)


def marked(body: bytes) -> bytes:
    """Return a canonical body with its mark; as it is where this process has no key."""
    if not settings.LEAF_KEY:
        return body
    return body[:-1] + _BEFORE + _mark(body) + _AFTER


def can_be_checked() -> bool:
    """Say whether this process has the key; somebody outside who has a copy of the log has not."""
    return bool(settings.LEAF_KEY)


class Marks:
    """Says of many bodies whether each bears the mark that belongs to it.

    The key is taken in once: for a body as short as a leaf's that is half of an HMAC. What is
    computed is the HMAC of RFC 2104, as `marked` takes it from the library.
    """

    def __init__(self) -> None:
        key = settings.LEAF_KEY
        if len(key) > _BLOCK:
            key = hashlib.sha256(key).digest()
        key = key.ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key))

    def hold(self, body: bytes) -> bool:
        """Say whether a body bears the mark that belongs to it."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(body[:-_LENGTH] + b"}")
        outer.update(inner.digest())
        end = _BEFORE + outer.hexdigest().encode() + _AFTER
        return hmac.compare_digest(body[-_LENGTH:], end)


def _mark(body: bytes) -> bytes:
    return hmac.digest(settings.LEAF_KEY, body, "sha256").hex().encode()
