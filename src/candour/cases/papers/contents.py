"""What a formal paper says, as it is sealed: its title, its parts, and the bytes that were made."""

import base64
import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

LETTER, SCHEDULE, REDACTION, REMOVED, PUBLICATION = (
    "formal_letter", "schedule", "redaction", "redaction_order", "publication",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One paragraph with the heading above it; no heading goes on with the part before."""

    text: str
    heading: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Return its paragraphs as they were typed."""
        return tuple(one.strip() for one in self.text.split("\n\n") if one.strip())


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A paper in words."""

    title: str
    parts: tuple[Part, ...] = dataclasses.field(repr=False)

    @property
    def text(self) -> str:
        """Return the whole as plain text, for a mailbox or a marked copy."""
        said = [f"{one.heading}\n{one.text}" if one.heading else one.text for one in self.parts]
        return "\n\n".join(said)


def digest(content: bytes) -> bytes:
    """Return the hash under which bytes are kept."""
    return hashlib.sha256(content).digest()


def kept(*, content: Content, printed: bytes = b"") -> str:
    """Return a paper as it is sealed, with the bytes that were printed of it."""
    said = {
        "title": content.title,
        "parts": [dataclasses.asdict(one) for one in content.parts],
        "printed": base64.b64encode(printed).decode(),
    }
    return json.dumps(said)


def read(*, text: str) -> Content:
    """Return the words of a sealed paper."""
    said: Mapping[str, Any] = json.loads(text)
    return Content(title=said["title"], parts=tuple(Part(**one) for one in said["parts"]))


def printed(*, text: str) -> bytes:
    """Return the bytes that were sealed with a paper."""
    return base64.b64decode(json.loads(text)["printed"])


def parts_of(texts: Sequence[tuple[str, str]]) -> tuple[Part, ...]:
    """Return parts of headings and texts; what is empty is left out with its heading."""
    return tuple(
        Part(heading=heading, text=text.strip()) for heading, text in texts if text.strip()
    )
