"""The mark of a leaf: that a process of Candour wrote it, and not somebody who has the database.

A mark is an HMAC-SHA-256 over the leaf's body, under a key that the sites and the worker hold in a
file and the database never sees. It stands last in the body, so that it is checked without reading
the rest. Whoever has the key can write marks; whoever has the log can't take a leaf out again.

References: RFC 2104 (HMAC).
"""

import functools
import hmac

from django.conf import settings

# "~" comes after every letter, so a body with its keys in order still ends in its mark.
_BEFORE = b',"~mark":"'
_AFTER = b'"}'
_DIGITS = 64
_LENGTH = len(_BEFORE) + _DIGITS + len(_AFTER)


def marked(body: bytes) -> bytes:
    """Return a canonical body with its mark; as it is where this process has no key."""
    if not settings.LEAF_KEY:
        return body
    return body[:-1] + _BEFORE + _mark(body) + _AFTER


def holds(body: bytes) -> bool:
    """Say whether a body bears the mark that belongs to it."""
    bare, end = body[:-_LENGTH], body[-_LENGTH:]
    given = end[len(_BEFORE) : -len(_AFTER)]
    return end == _BEFORE + given + _AFTER and hmac.compare_digest(given, _mark(bare + b"}"))


def can_be_checked() -> bool:
    """Say whether this process has the key; somebody outside who has a copy of the log has not."""
    return bool(settings.LEAF_KEY)


def _mark(body: bytes) -> bytes:
    made = _keyed(settings.LEAF_KEY).copy()
    made.update(body)
    return made.hexdigest().encode()


@functools.lru_cache(maxsize=1)
def _keyed(key: bytes) -> hmac.HMAC:
    # To take in the key is a third of the work for a short body, and it is done once.
    return hmac.new(key, digestmod="sha256")
