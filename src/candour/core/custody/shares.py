"""Shares of a secret: any few of them give it back, and fewer tell nothing of it at all.

Shamir's scheme, byte by byte over the field of AES: each byte of the secret is the value at zero of
a random polynomial, each share its value at the share's number. Fewer shares than the threshold fit
every secret equally well. A wrong share would silently give a wrong secret, so each share has a
commitment that may be public: it names the wrong one. A share is as long and as random as the
secret, so its hash tells nothing that could be guessed.

References: A. Shamir, How to Share a Secret, 1979; FIPS 197, section 4.2 (the field).
"""

import dataclasses
import functools
import hashlib
import hmac
import operator
import secrets
from collections.abc import Sequence

MOST_SHARES = 255
_COMMITMENT = b"candour/share/v1\n"


class CannotCombine(Exception):
    """There are too few shares, or two of one number, or shares of different lengths."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Share:
    """One share: its number, from 1 to 255, and a value as long as the secret; never printed."""

    number: int
    value: bytes


def split(*, secret: bytes, threshold: int, count: int) -> tuple[Share, ...]:
    """Split a secret into `count` shares, of which any `threshold` give it back."""
    if not 1 < threshold <= count <= MOST_SHARES:
        raise ValueError("From two shares up to all of them, and 255 at most, give a secret back.")
    polynomial = [secret, *(secrets.token_bytes(len(secret)) for _ in range(threshold - 1))]
    return tuple(
        Share(number=number, value=value_at(polynomial=polynomial, number=number))
        for number in range(1, count + 1)
    )


def combine(*, shares: Sequence[Share], threshold: int) -> bytes:
    """Give the secret back; raise CannotCombine where these can't be shares of one.

    The first `threshold` shares decide. Check each against its commitment before.
    """
    numbers = {share.number for share in shares}
    lengths = {len(share.value) for share in shares}
    if len(shares) < threshold or len(numbers) < len(shares) or len(lengths) != 1:
        raise CannotCombine
    used = shares[:threshold]
    parts = [
        bytes(_product(byte, _weight(share.number, used)) for byte in share.value) for share in used
    ]
    return _sum(parts)


def value_at(*, polynomial: Sequence[bytes], number: int) -> bytes:
    """Return the value of a polynomial at a number; its first coefficient is the secret."""
    value = bytes(len(polynomial[0]))
    for coefficient in reversed(polynomial):
        value = bytes(
            _product(byte, number) ^ own for byte, own in zip(value, coefficient, strict=True)
        )
    return value


def mask(*, secret: bytes) -> tuple[bytes, bytes]:
    """Split a secret into two parts, both needed and each alone random."""
    pad = secrets.token_bytes(len(secret))
    return pad, unmask(part=pad, other=secret)


def unmask(*, part: bytes, other: bytes) -> bytes:
    """Give back what two parts were made of."""
    return bytes(map(operator.xor, part, other))


def commitment(*, share: Share, context: bytes) -> bytes:
    """Commit to a share for the place that `context` names; 32 bytes, and no secret."""
    place = len(context).to_bytes(4, "big") + context + share.number.to_bytes(2, "big")
    return hashlib.sha256(_COMMITMENT + place + share.value).digest()


def is_share(*, share: Share, context: bytes, committed: bytes) -> bool:
    """Say whether a share is the one that was committed to."""
    return hmac.compare_digest(commitment(share=share, context=context), committed)


def _weight(number: int, used: Sequence[Share]) -> int:
    """Return the weight of a share's value in the secret: Lagrange's, at zero."""
    others = [share.number for share in used if share.number != number]
    above = functools.reduce(_product, others, 1)
    below = functools.reduce(_product, [other ^ number for other in others], 1)
    return _product(above, _inverse(below))


def _sum(parts: Sequence[bytes]) -> bytes:
    return bytes(functools.reduce(operator.xor, column) for column in zip(*parts, strict=True))


@functools.cache
def _product(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left = (left << 1) ^ (0x11B if left & 0x80 else 0)
        right >>= 1
    return product


@functools.cache
def _inverse(value: int) -> int:
    return next(other for other in range(1, 256) if _product(value, other) == 1)
