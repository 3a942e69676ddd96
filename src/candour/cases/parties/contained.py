"""A file that was given in a container: what the container is made of, and its bytes, streamed.

The container itself is not stored. What is sealed says what it is made of, with the key of the
stored file, and it is made again, the same to the last byte, each time somebody saves it.
"""

import base64
import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from candour.core.tracing import containers
from candour.core.tracing.containers import Container
from candour.intake.attachments import attached, blobs, opening
from candour.intake.attachments.attached import Attached

GONE = (
    "The stored file is not there any more: it was sealed anew or erased since this was given. Ask"
    " for it to be given again."
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contained:
    """A container and the stored file in it; how long it is and its hash, as it was given."""

    container: Container
    attached: Attached = dataclasses.field(repr=False)
    size: int = 0
    sha256: str = ""

    @property
    def is_there(self) -> bool:
        """Return whether the stored file can still be read under the name it was given from."""
        return blobs.stored_size(blob=self.attached.stored_as) == self.attached.stored

    def pieces(self) -> Iterator[bytes]:
        """Yield the container's bytes; raise opening.Missing where the stored file was altered."""
        return containers.pieces(of=self.container, blocks=opening.whole(self.attached))


def measured(*, container: Container, of: Attached) -> Contained:
    """Make a container once, keeping nothing of it but its length and its hash."""
    made = Contained(container=container, attached=of)
    seen, size = hashlib.sha256(), 0
    for piece in made.pieces():
        seen.update(piece)
        size += len(piece)
    return dataclasses.replace(made, size=size, sha256=seen.hexdigest())


def said(*, of: Contained) -> dict[str, object]:
    """Return what is sealed of it."""
    container = of.container
    return {
        "name": container.name,
        "cover": base64.b64encode(container.cover).decode(),
        "signs": container.signs,
        "has_box": container.has_box,
        "attached": of.attached.for_handlers(),
        "size": of.size,
        "sha256": of.sha256,
    }


def read(*, said: Mapping[str, Any]) -> Contained:
    """Return what was sealed of it."""
    container = Container(
        name=said["name"],
        cover=base64.b64decode(said["cover"]),
        signs=said["signs"],
        has_box=said["has_box"],
    )
    return Contained(
        container=container,
        attached=attached.from_json(said["attached"]),
        size=said["size"],
        sha256=said["sha256"],
    )


def packed(*, of: Contained) -> str:
    """Return it as a sealed item holds it."""
    return json.dumps({"container": said(of=of)})


def unpacked(*, text: str) -> Contained | None:
    """Return what a sealed item holds, None where it holds a file's own bytes."""
    # Those are base64, which never begins so.
    return read(said=json.loads(text)["container"]) if text.startswith("{") else None
