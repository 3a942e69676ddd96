"""What a letter holds once it is opened: its text, what kind it is, and the files sent with it.

A plain message is stored as its text. Anything more is JSON after a mark that no text begins with.
"""

import dataclasses
import json
import uuid
from collections.abc import Mapping

from candour.core import envelope

_MARK = "\x01"
# The kinds that a mailbox shows in their own way; everything else is read as a message.
MESSAGE = "message"
ALLEGATION = "allegation"
OUTCOME = "outcome"
UPDATE = "update"
SUPPORTER = "supporter"
# No key of hers opens it: she should ask to have it sent again.
UNREADABLE = "unreadable"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message either way. `files` are sealed files with the keys that open them."""

    text: str
    kind: str = MESSAGE
    files: tuple[Mapping[str, object], ...] = ()


def encode(letter: Letter) -> bytes:
    """Write a letter as it is sealed."""
    if letter.kind == MESSAGE and not letter.files and not letter.text.startswith(_MARK):
        return letter.text.encode()
    said = {"kind": letter.kind, "text": letter.text, "files": [dict(one) for one in letter.files]}
    return (_MARK + json.dumps(said, sort_keys=True, ensure_ascii=False)).encode()


def decode(sealed: bytes) -> Letter:
    """Read a letter that `encode` wrote."""
    text = sealed.decode()
    if not text.startswith(_MARK):
        return Letter(text=text)
    said = json.loads(text.removeprefix(_MARK))
    return Letter(text=said["text"], kind=said["kind"], files=tuple(said["files"]))


def letter_context(*, correspondent: uuid.UUID, letter: uuid.UUID) -> envelope.ItemContext:
    """Return what a letter to or from a reporter is bound to; her key has one epoch."""
    return envelope.ItemContext(
        key=envelope.KeyContext(file_id=correspondent, compartment="letter", epoch=1),
        item_id=letter,
    )
