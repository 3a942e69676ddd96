"""One marked copy of an attached file: what it is called, what it was made of, and its signs."""

import base64
import dataclasses
import datetime
import json
import secrets
import uuid
from collections.abc import Mapping
from typing import Any

# Its bytes, sealed to the case's readers beside the item that says what they are.
KIND = "copy_file"
_SIGNS = "candour-copy:"
_SIGNS_BYTES = 16


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FileCopy:
    """What the ledger keeps of a file's copy; its bytes are in the sealed item `content`.

    `signs` is empty where the format takes no mark; `source_sha256` is the hash of what was marked.
    """

    name: str = dataclasses.field(repr=False)
    size: int
    signs: str = dataclasses.field(repr=False)
    source_sha256: str
    is_redacted: bool
    content: uuid.UUID

    @property
    def mark(self) -> str:
        """Return in words how this copy can be told from others."""
        return mark_of(is_marked=bool(self.signs))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """A file's copy as its recipient opens it."""

    name: str = dataclasses.field(repr=False)
    is_marked: bool
    content: bytes = dataclasses.field(repr=False)

    @property
    def mark(self) -> str:
        """Return in words how this copy can be told from others."""
        return mark_of(is_marked=self.is_marked)


def mark_of(*, is_marked: bool) -> str:
    """Return in words how a copy can be told from others, or that it can't."""
    if is_marked:
        return "A line at its foot, and signs that can't be seen"
    return "No mark: this type of file takes none. Only its hash tells it from others"


def new_signs() -> str:
    """Draw the signs of one copy."""
    return _SIGNS + secrets.token_hex(_SIGNS_BYTES)


def line_of(*, code: str, recipient: str, on: datetime.date) -> str:
    """Return the line at the foot of each page of a copy."""
    day = f"{on.day} {on:%B %Y}"
    return f"Copy {code} for {recipient}, {day}. Not to be passed on."


def kept(*, copy: FileCopy) -> dict[str, object]:
    """Return what the ledger seals of a file's copy, without its bytes."""
    return {**dataclasses.asdict(copy), "content": str(copy.content)}


def read(*, said: Mapping[str, Any]) -> FileCopy:
    """Return what the ledger kept of a file's copy."""
    return FileCopy(**{**said, "content": uuid.UUID(said["content"])})


def packed(*, content: bytes) -> str:
    """Return bytes as a sealed item holds them."""
    return base64.b64encode(content).decode()


def unpacked(*, text: str) -> bytes:
    """Return the bytes that a sealed item holds."""
    return base64.b64decode(text)


def served(*, title: str, copy: FileCopy, content: bytes) -> bytes:
    """Return a file's copy as it is sealed to its recipient, without its signs."""
    return json.dumps(
        {
            "title": title,
            "marked": "",
            "name": copy.name,
            "is_marked": bool(copy.signs),
            "file": packed(content=content),
        }
    ).encode()


def opened(*, said: Mapping[str, Any]) -> OwnFile | None:
    """Return the file that was sealed to a recipient, None where it was a text."""
    if "file" not in said:
        return None
    return OwnFile(
        name=said["name"], is_marked=said["is_marked"], content=unpacked(text=said["file"])
    )
