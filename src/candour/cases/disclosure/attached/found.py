"""Finds in something that got out which copy of a file it is: by its hash, its signs, its code.

What is held against the ledger may be the file itself, or words: a hash that somebody worked out
where the file is, the words of its last page, the line at its foot. The hash and the signs are
drawn or worked out for one copy alone. The code stands there for everybody to type.
"""

import dataclasses
import hashlib
import re
import uuid
from collections.abc import Mapping, Sequence

from candour.cases.disclosure.ledger import LedgerLine
from candour.intake.attachments.preview import looking
from candour.intake.attachments.preview.limits import LARGEST_FILE, CannotShow

BY_HASH = "It is this copy, byte for byte"
BY_HASH_SAID = "The hash of this copy"
BY_SIGNS = "The hidden signs of this copy stand in it"
BY_CODE = "The code of this copy stands in it, which anybody could have typed"
_PDF = b"%PDF-"
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FoundCopy:
    """A copy of a file that something that got out speaks of, on which grounds."""

    line: LedgerLine
    grounds: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Return whether more than the code speaks for it."""
        return any(one != BY_CODE for one in self.grounds)


def copies_in(
    *, leaked: bytes, lines: Sequence[LedgerLine], signs: Mapping[uuid.UUID, str]
) -> tuple[FoundCopy, ...]:
    """Return the copies of files that something speaks of, those first of which it is sure.

    `signs` holds the signs of each copy of a file, empty where its type takes none.
    """
    digest = hashlib.sha256(leaked).hexdigest()
    said = _said(leaked)
    hashes = frozenset(_HASH.findall(leaked[: 64 * 1024].decode(errors="ignore").lower()))
    found = [
        FoundCopy(line=line, grounds=grounds)
        for line in lines
        if line.id in signs
        and (grounds := tuple(_grounds(line, signs[line.id], digest, hashes, said)))
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_enough, -one.line.number)))


def _grounds(
    line: LedgerLine, signs: str, digest: str, hashes: frozenset[str], said: str
) -> list[str]:
    grounds = []
    if line.digest == digest:
        grounds.append(BY_HASH)
    if line.digest in hashes:
        grounds.append(BY_HASH_SAID)
    if signs and signs in said:
        grounds.append(BY_SIGNS)
    if line.code in said:
        grounds.append(BY_CODE)
    return grounds


def _said(leaked: bytes) -> str:
    """Return everything in which signs or a code may stand, without spaces."""
    plain = "".join(leaked.decode("latin-1").split())
    if not leaked.startswith(_PDF) or len(leaked) > LARGEST_FILE:
        return plain
    try:
        # Somebody's program may have packed what it saved anew.
        return plain + looking.words(content=leaked)
    except CannotShow:
        return plain
