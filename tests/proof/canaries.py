"""Canaries that a reporter leaves wherever she can, and the search for them in any bytes.

Every canary begins with one mark of sixteen letters. A value that the database has compressed holds
it in pieces of eight letters or more, so its pieces are searched for too.
"""

import base64
import binascii
import re
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# Not one of its parts of eight letters occurs anywhere by chance.
MARK = "qzxjvkwypfbhgzdq"
_PIECE = 8
_SHORTEST_ENCODED = 8
_HEX = re.compile(rb"\\\\x([0-9a-f]{32,})")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{32,}")


def canary(place: str) -> str:
    """A canary for one place; its end is written differently by every encoding."""
    return f"{MARK}-{place}-é/+ü"


def plain(place: str) -> str:
    """A canary for a place that takes no other letters than ASCII's."""
    return f"{MARK}-{place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Needle:
    """What is searched for, and what it would mean to find it."""

    name: str
    value: bytes


def needles(secrets: Mapping[str, bytes]) -> tuple[Needle, ...]:
    """The mark in every encoding and in pieces, and each secret in clear, hex and base64."""
    pieces = {MARK[start : start + _PIECE] for start in range(len(MARK) - _PIECE + 1)}
    return (
        *_spelt("mark", MARK.encode()),
        Needle(name="mark, UTF-16", value=MARK.encode("utf-16-le")[:-1]),
        Needle(name="mark, backwards", value=MARK[::-1].encode()),
        *(Needle(name="piece of the mark", value=piece.encode()) for piece in sorted(pieces)),
        *(needle for name, value in secrets.items() for needle in _spelt(name, value)),
    )


def _spelt(name: str, value: bytes) -> Iterator[Needle]:
    yield Needle(name=name, value=value)
    yield Needle(name=f"{name}, hex", value=value.hex().encode())
    quoted = urllib.parse.quote_plus(value).encode()
    if quoted != value:
        yield Needle(name=f"{name}, quoted", value=quoted)
    for shift in range(3):
        # What stands before and after it changes the letters at both ends.
        encoded = base64.b64encode(b"\0" * shift + value)[4 if shift else 0 : -4]
        if len(encoded) >= _SHORTEST_ENCODED:
            yield Needle(name=f"{name}, base64", value=encoded)


def found_in(content: bytes, *, searched: Sequence[Needle]) -> list[str]:
    """The names of the needles in a content, whatever the case of its letters."""
    lower = content.lower()
    return sorted(
        {
            needle.name
            for needle in searched
            if needle.value in content or (needle.value.islower() and needle.value in lower)
        }
    )


def opened(text: bytes) -> bytes:
    """A dumped text together with all that its hex and base64 values say when they are decoded."""
    from_hex = b"\n".join(
        binascii.unhexlify(found[: len(found) & ~1]) for found in _HEX.findall(text)
    )
    whole = text + b"\n" + from_hex
    return whole + b"\n" + b"\n".join(_decoded(found) for found in _BASE64.findall(whole))


def _decoded(found: bytes) -> bytes:
    same = found.translate(bytes.maketrans(b"-_", b"+/"))
    return base64.b64decode(same[: len(same) // 4 * 4])
