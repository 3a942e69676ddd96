"""A file that was attached: what the page carries of it, and what its handlers are told."""

import base64
import dataclasses
import re
import unicodedata
import uuid
from collections.abc import Mapping

from candour.core.sealed_state import JsonValue

# 200 of them must fit into one page, with everything that was typed.
LONGEST_NAME = 120
_LONGEST_NAME_BYTES = 240
_LONGEST_ENDING = 12
NAMELESS = "file"
_HASH = re.compile(r"[0-9a-f]{64}")


class NotAnAttachment(Exception):
    """What should describe an attached file doesn't."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A sealed file: where it is, what opens it, what it was called, what it looks like.

    `size` is the content's and `stored` what it takes sealed; `kind` is read from the content. The
    capability lets its holder remove the file again until it is sent; handlers never get it. Once
    the file was sealed under a new key, `place` is another name than the id, and `again` counts.
    """

    id: uuid.UUID
    key: bytes = dataclasses.field(repr=False)
    name: str = dataclasses.field(repr=False)
    size: int
    stored: int
    sha256: str
    kind: str
    capability: bytes = dataclasses.field(default=b"", repr=False)
    place: uuid.UUID | None = None
    again: int = 0

    def to_json(self) -> dict[str, JsonValue]:
        """Return everything, for the page's own sealed state."""
        capability = base64.b64encode(self.capability).decode()
        return {**self.for_handlers(), "capability": capability}

    def for_handlers(self) -> dict[str, JsonValue]:
        """Return what is sealed to the handlers: the key, and no way to remove the file."""
        return {
            "id": str(self.id),
            "key": base64.b64encode(self.key).decode(),
            "name": self.name,
            "size": self.size,
            "stored": self.stored,
            "sha256": self.sha256,
            "kind": self.kind,
            **({"place": str(self.place), "again": self.again} if self.place else {}),
        }

    @property
    def stored_as(self) -> uuid.UUID:
        """Return the name under which its sealed bytes are stored, which they are bound to."""
        return self.place or self.id

    @property
    def id_text(self) -> str:
        """Return the id as a button carries it."""
        return str(self.id)

    @property
    def shown(self) -> str:
        """Return the name as it is safe to show."""
        return visible(self.name)


def from_json(mapping: Mapping[str, object]) -> Attached:
    """Return the file that `to_json` or `for_handlers` described; raise NotAnAttachment else."""
    try:
        found = Attached(
            id=uuid.UUID(str(mapping["id"])),
            key=base64.b64decode(str(mapping["key"]), validate=True),
            name=clean(str(mapping["name"])),
            size=int(str(mapping["size"])),
            stored=int(str(mapping["stored"])),
            sha256=str(mapping["sha256"]),
            kind=str(mapping["kind"]),
            capability=base64.b64decode(str(mapping.get("capability", "")), validate=True),
            place=uuid.UUID(str(mapping["place"])) if "place" in mapping else None,
            again=int(str(mapping.get("again", 0))),
        )
    except (KeyError, TypeError, ValueError):
        raise NotAnAttachment from None
    if not _HASH.fullmatch(found.sha256):
        raise NotAnAttachment
    return found


def anew(*, of: Attached, name: uuid.UUID, key: bytes) -> Attached:
    """Return a file as it is described once it is stored under another name and a new key."""
    return dataclasses.replace(of, place=name, key=key, again=of.again + 1, capability=b"")


def clean(name: str) -> str:
    """Return a file's name without folders and control characters, and not too long.

    Characters that only turn or hide others stay: readers are shown where they stand.
    """
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(one for one in last if unicodedata.category(one) not in {"Cc", "Cs"}).strip()
    if not kept.strip(". "):
        return NAMELESS
    return _shortened(kept)


def visible(name: str) -> str:
    """Return a name in which nothing hides: U+202E and spaces that are none are spelt out."""
    return "".join(one if one.isprintable() else f"[U+{ord(one):04X}]" for one in name)


def _shortened(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    room = LONGEST_NAME - len(dot + ending)
    bytes_left = _LONGEST_NAME_BYTES - len((dot + ending).encode())
    cut = stem[:room].encode()[:bytes_left].decode(errors="ignore")
    return cut + dot + ending
