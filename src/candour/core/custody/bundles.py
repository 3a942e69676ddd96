"""A bundle for disclosure: chosen items with a manifest of their hashes, encrypted to recipients.

Inside it is a tar archive, so that whoever receives it needs no program of ours: `age --decrypt`
and `tar` open it, and the manifest says what each file must hash to. What is large is packed and
encrypted piece by piece.

References: age-encryption.org/v1; POSIX.1-1988 (ustar).
"""

import dataclasses
import hashlib
import io
import json
import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import pyrage

MANIFEST = "manifest.json"
VERSION = 1


class BadRecipient(Exception):
    """This is not an age public key. It begins with age1."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of a bundle: its name there, what it is, and its content."""

    name: str
    kind: str
    content: bytes = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Streamed:
    """One file of a bundle whose size and hash are known; its content comes piece by piece."""

    name: str
    kind: str
    size: int
    sha256: str
    pieces: Iterable[bytes] = dataclasses.field(repr=False)


class Writable(Protocol):
    """What an encrypted bundle is written to."""

    def write(self, data: bytes, /) -> int:
        """Write it; return how many bytes."""


class Altered(Exception):
    """A file of the bundle is not as long as it was said to be, or has another hash."""


def build(*, entries: Sequence[Entry], about: Mapping[str, object]) -> bytes:
    """Put entries into an archive without times, after a manifest with the SHA-256 of each."""
    return b"".join(stream(entries=[streamed(entry=one) for one in entries], about=about))


def streamed(*, entry: Entry) -> Streamed:
    """Return a file that is held whole as one whose content comes piece by piece."""
    return Streamed(
        name=entry.name,
        kind=entry.kind,
        size=len(entry.content),
        sha256=hashlib.sha256(entry.content).hexdigest(),
        pieces=[entry.content],
    )


def stream(*, entries: Sequence[Streamed], about: Mapping[str, object]) -> Iterator[bytes]:
    """Yield the archive that `build` returns, piece by piece; raise Altered in the middle of it."""
    said = [
        {"name": one.name, "kind": one.kind, "size": one.size, "sha256": one.sha256}
        for one in entries
    ]
    manifest = {"version": VERSION, **about, "files": said}
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False).encode()
    first = streamed(entry=Entry(name=MANIFEST, kind="manifest", content=text))
    written = 0
    for one in (first, *entries):
        header = tarfile.TarInfo(name=one.name)
        header.size = one.size
        yield header.tobuf(tarfile.USTAR_FORMAT)
        yield from _exactly(one)
        filling = -one.size % tarfile.BLOCKSIZE
        yield bytes(filling)
        written += tarfile.BLOCKSIZE + one.size + filling
    # As tar ends an archive: two empty blocks, filled up to a whole record.
    ending = 2 * tarfile.BLOCKSIZE
    yield bytes(ending + -(written + ending) % tarfile.RECORDSIZE)


def encrypt_to(*, pieces: Iterable[bytes], recipients: Sequence[str], target: Writable) -> None:
    """Encrypt a bundle to age public keys as it is packed; raise as `encrypt` and `pieces` do."""
    reader = _Reader(pieces)
    try:
        pyrage.encrypt_io(reader, target, _keys(recipients))
    except BadRecipient:
        raise
    except Exception:  # pyrage says only that it could not read; the pieces know why
        if reader.failure is not None:
            raise reader.failure from None
        raise


def encrypt(*, bundle: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt a bundle to age public keys; raise BadRecipient for anything else, or for none."""
    encrypted: bytes = pyrage.encrypt(bundle, _keys(recipients))
    return encrypted


class _Reader(io.RawIOBase):
    """Lends pieces as a file that is read from beginning to end."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = b""
        self.failure: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, room: bytearray) -> int:  # type: ignore[override] # no other buffer comes
        while not self._held:
            try:
                self._held = next(self._pieces)
            except StopIteration:
                return 0
            except Exception as failure:  # kept for encrypt_to and raised on
                self.failure = failure
                raise
        given = self._held[: len(room)]
        room[: len(given)] = given
        self._held = self._held[len(given) :]
        return len(given)


def _exactly(one: Streamed) -> Iterator[bytes]:
    size, seen = 0, hashlib.sha256()
    for piece in one.pieces:
        size += len(piece)
        seen.update(piece)
        yield piece
    if (size, seen.hexdigest()) != (one.size, one.sha256):
        raise Altered


def _keys(recipients: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    try:
        keys = [pyrage.x25519.Recipient.from_str(one.strip()) for one in recipients]
    except pyrage.RecipientError:
        raise BadRecipient from None
    if not keys:
        raise BadRecipient
    return keys
