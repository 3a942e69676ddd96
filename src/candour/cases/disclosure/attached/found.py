"""Finds in something that got out which copy of a file it is: by its hash, its signs, its code.

What is held against the ledger may be the file itself, or words: a hash that somebody worked out
where the file is, the words of its last page, the line at its foot. The hash and the signs are
drawn or worked out for one copy alone. The code stands there for everybody to type, and the file
inside a container is the same in each. Whatever it is, it is read piece by piece and not kept.
"""

import dataclasses
import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence

from candour.cases.disclosure.ledger import LedgerLine
from candour.cases.parties.file_copies import FileCopy
from candour.intake.attachments.preview import looking
from candour.intake.attachments.preview.limits import LARGEST_FILE, CannotShow

BY_HASH = "It is this copy, byte for byte"
BY_HASH_SAID = "The hash of this copy"
BY_SIGNS = "The hidden signs of this copy stand in it"
BY_CODE = "The code of this copy stands in it, which anybody could have typed"
BY_INSIDE = "It is the file in this container, as it came: others may have it, too"
_NOT_ENOUGH = frozenset({BY_CODE, BY_INSIDE})
_PDF = b"%PDF-"
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_HASHES_WITHIN = 64 * 1024
# So much of what was read is kept, without spaces, in case signs or a code go on in the next piece.
_KEPT = 100


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FoundCopy:
    """A copy of a file that something that got out speaks of, on which grounds."""

    line: LedgerLine
    grounds: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Return whether more than the code speaks for it."""
        return any(one not in _NOT_ENOUGH for one in self.grounds)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was read: its hash, hashes that it says, and which signs and codes stand in it."""

    digest: str
    hashes: frozenset[str]
    said: frozenset[str]


def copies_in(
    *, leaked: Iterable[bytes], lines: Sequence[LedgerLine], files: Mapping[uuid.UUID, FileCopy]
) -> tuple[FoundCopy, ...]:
    """Return the copies of files that something speaks of, those first of which it is sure.

    `files` holds what the ledger knows of each copy of a file.
    """
    ours = [line for line in lines if line.id in files]
    sought = frozenset(one for line in ours for one in (line.code, files[line.id].signs) if one)
    read = _read(leaked, sought)
    found = [
        FoundCopy(line=line, grounds=grounds)
        for line in ours
        if (grounds := tuple(_grounds(line, files[line.id], read)))
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_enough, -one.line.number)))


def _grounds(line: LedgerLine, file: FileCopy, read: _Read) -> Iterator[str]:
    if line.digest == read.digest:
        yield BY_HASH
    if line.digest in read.hashes:
        yield BY_HASH_SAID
    if file.signs in read.said:
        yield BY_SIGNS
    if line.code in read.said:
        yield BY_CODE
    if file.within and file.source_sha256 == read.digest:
        yield BY_INSIDE


def _read(leaked: Iterable[bytes], sought: frozenset[str]) -> _Read:
    seen, said = hashlib.sha256(), set[str]()
    begun, tail, document = b"", "", bytearray()
    for piece in leaked:
        seen.update(piece)
        begun = begun + piece[: _HASHES_WITHIN - len(begun)]
        # Somebody's line may end in the middle of signs.
        plain = tail + "".join(piece.decode("latin-1").split())
        said |= {one for one in sought if one in plain}
        tail = plain[-_KEPT:]
        if begun.startswith(_PDF) and len(document) <= LARGEST_FILE:
            document += piece
    said |= {one for one in sought if one in _words(bytes(document))}
    hashes = _HASH.findall(begun.decode(errors="ignore").lower())
    return _Read(digest=seen.hexdigest(), hashes=frozenset(hashes), said=frozenset(said))


def _words(document: bytes) -> str:
    """Return the words of a PDF: somebody's program may have packed what it saved anew."""
    if not document or len(document) > LARGEST_FILE:
        return ""
    try:
        return looking.words(content=document)
    except CannotShow:
        return ""
