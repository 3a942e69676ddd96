"""Opens attached files for those who hold their keys: piece by piece, from disk, never to disk."""

import hashlib
import json
from collections.abc import Iterator

from candour.core import stream
from candour.intake.attachments import attached, blobs
from candour.intake.attachments.attached import Attached, NotAnAttachment

KIND = "attachment"


class Missing(Exception):
    """The file is not there any more, or it is not what was sealed."""


def described(text: str) -> Attached | None:
    """Return the file that a sealed item's text describes, None if it describes none."""
    try:
        found = json.loads(text)
        return attached.from_json(found) if isinstance(found, dict) else None
    except (ValueError, NotAnAttachment):
        return None


def content(of: Attached) -> Iterator[bytes]:
    """Return a file's content piece by piece; raise Missing, at once where there is no such file.

    A file that was altered raises Missing in the middle: what came before it was genuine.
    """
    try:
        blocks = blobs.read(blob=of.stored_as)
    except OSError:
        raise Missing from None
    return _opened(of, blocks)


def whole(of: Attached) -> Iterator[bytes]:
    """Return a file's content piece by piece; raise Missing, also where its hash is another."""
    seen = hashlib.sha256()
    for piece in content(of):
        seen.update(piece)
        yield piece
    if seen.hexdigest() != of.sha256:
        raise Missing


def _opened(of: Attached, blocks: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from stream.open_stream(key=of.key, context=of.stored_as.bytes, blocks=blocks)
    except (stream.CannotOpen, OSError):
        raise Missing from None
