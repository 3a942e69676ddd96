"""One marked copy of an attached file: what it is called, what it was made of, and its signs."""

import base64
import dataclasses
import datetime
import json
import secrets
import uuid
from collections.abc import Mapping
from typing import Any

from candour.cases.parties import contained
from candour.cases.parties.contained import Contained

# Its bytes, sealed to the case's readers beside the item that says what they are.
KIND = "copy_file"
_SIGNS = "candour-copy:"
_SIGNS_BYTES = 16
# How a container is marked, by whether the file in it takes a box behind its end.
BOXED, BARE = "boxed", "bare"
_MARKS = {
    BOXED: "A cover sheet; signs that can't be seen on it, on the container and behind the end of"
           " the recording",
    BARE: "A cover sheet; signs that can't be seen on it and on the container. The file inside"
          " takes no mark",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FileCopy:
    """What the ledger keeps of a file's copy; its bytes are in the sealed item `content`.

    `signs` is empty where the format takes no mark; `source_sha256` is the hash of what was marked.
    `within` says how its container is marked, and is empty where it was given without one.
    """

    name: str = dataclasses.field(repr=False)
    size: int
    signs: str = dataclasses.field(repr=False)
    source_sha256: str
    is_redacted: bool
    content: uuid.UUID
    within: str = ""

    @property
    def mark(self) -> str:
        """Return in words how this copy can be told from others."""
        return mark_of(is_marked=bool(self.signs), within=self.within)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """A file's copy as its recipient opens it."""

    name: str = dataclasses.field(repr=False)
    is_marked: bool
    content: bytes = dataclasses.field(repr=False)
    contained: Contained | None = None

    @property
    def mark(self) -> str:
        """Return in words how this copy can be told from others."""
        within = "" if self.contained is None else way_of(contained=self.contained)
        return mark_of(is_marked=self.is_marked, within=within)

    @property
    def gone(self) -> str:
        """Return why it can't be saved any more, nothing where it can."""
        return contained.GONE if self.contained and not self.contained.is_there else ""


def way_of(*, contained: Contained) -> str:
    """Return how a container is marked."""
    return BOXED if contained.container.has_box else BARE


def mark_of(*, is_marked: bool, within: str = "") -> str:
    """Return in words how a copy can be told from others, or that it can't."""
    if within:
        return _MARKS[within]
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


def served(*, title: str, copy: FileCopy, content: bytes | Contained) -> bytes:
    """Return a file's copy as it is sealed to its recipient, without its signs.

    Of a container it says what it is made of, signs and the stored file's key among it: the page
    that makes it again shows neither.
    """
    held = (
        {"file": packed(content=content)}
        if isinstance(content, bytes)
        else {"container": contained.said(of=content)}
    )
    return json.dumps(
        {
            "title": title,
            "marked": "",
            "name": copy.name,
            "is_marked": bool(copy.signs),
            **held,
        }
    ).encode()


def opened(*, said: Mapping[str, Any]) -> OwnFile | None:
    """Return the file that was sealed to a recipient, None where it was a text."""
    if "container" in said:
        return OwnFile(
            name=said["name"],
            is_marked=said["is_marked"],
            content=b"",
            contained=contained.read(said=said["container"]),
        )
    if "file" not in said:
        return None
    return OwnFile(
        name=said["name"], is_marked=said["is_marked"], content=unpacked(text=said["file"])
    )
