"""Asks the shut-in process for a picture or a clean copy, and doesn't trust its answer."""

import contextlib
import dataclasses
import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Set
from typing import IO, Any, cast

from candour.core.redaction.pages import Order, Redacted
from candour.intake.attachments import kinds
from candour.intake.attachments.preview import confine, reading, redacting, stamping
from candour.intake.attachments.preview.limits import (
    LARGEST_ANSWER,
    LARGEST_FILE,
    CannotShow,
)
from candour.intake.attachments.preview.reading import Said
from candour.intake.attachments.preview.stamping import Stamp

PICTURES = frozenset({
    "image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff", "image/bmp",
})  # fmt: skip
SHOWN = PICTURES | {kinds.PDF}
CLEANED = SHOWN | {
    kinds.DOCX, kinds.XLSX, kinds.PPTX,
    f"{kinds.ODF}.text", f"{kinds.ODF}.spreadsheet", f"{kinds.ODF}.presentation",
}  # fmt: skip

# A plain text is nothing but its letters: whoever has it reads it without this process.
READ = reading.READ - {kinds.TEXT}

_COMMAND = (
    sys.executable, "-I", "-B", "-X", "utf8", "-m", "candour.intake.attachments.preview.child",
)  # fmt: skip
_LONGEST_HEAD = 16_384
# Started, it loads its readers before its own clock runs.
_PATIENCE = confine.SECONDS + 20
# A search has other files to go on to.
_PATIENCE_OF_A_SEARCH = 25
_NO_ANSWER = "The file could not be shown: it takes too long, or it is damaged."
_NOT_READ = "The file could not be read: it takes too long, or it is damaged."


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A picture or a clean copy: its kind, its bytes, and how many pages the file has."""

    kind: str
    content: bytes = dataclasses.field(repr=False)
    pages: int


def show(*, kind: str, size: int, blocks: Iterable[bytes], page: int = 1) -> Looked:
    """Return a page of a file as a picture; raise CannotShow in words."""
    if kind not in SHOWN:
        raise CannotShow("Files of this type can't be shown here.")
    return _ask({"do": "show", "kind": kind, "page": page}, size=size, blocks=blocks)


def clean(*, kind: str, size: int, blocks: Iterable[bytes]) -> Looked:
    """Return a copy of a file without hidden data; raise CannotShow in words."""
    if kind not in CLEANED:
        raise CannotShow("We could not remove hidden data from this type.")
    return _ask({"do": "clean", "kind": kind}, size=size, blocks=blocks)


def stamp(*, stamp: Stamp, kind: str, size: int, blocks: Iterable[bytes]) -> Looked:
    """Return a copy without hidden data that is marked for one recipient; raise CannotShow."""
    if kind not in SHOWN:
        raise CannotShow("Files of this type can't be marked.")
    found = _ask(stamping.asked(stamp=stamp, kind=kind), size=size, blocks=blocks)
    if stamp.signs.encode() not in found.content:
        raise CannotShow("The file could not be marked.")
    return found


def words(*, content: bytes) -> str:
    """Return what a PDF says wherever marks may stand, without spaces; raise CannotShow."""
    asked: dict[str, object] = {"do": stamping.READ, "kind": kinds.PDF}
    found = _ask(asked, size=len(content), blocks=[content])
    return found.content.decode(errors="replace")


def read(*, kind: str, size: int, blocks: Iterable[bytes]) -> Said:
    """Return what a document says in words, as far as it is read; raise CannotShow in words."""
    if kind not in READ:
        raise CannotShow("Files of this type can't be read here.")
    asked: dict[str, object] = {"do": reading.DO, "kind": kind}
    patience = _PATIENCE_OF_A_SEARCH
    head, content = _exchange(asked, size=size, blocks=blocks, patience=patience)
    text = content[: reading.MOST_LETTERS * 4].decode(errors="replace")
    try:
        return Said(text=text, is_whole=bool(_said(head, content, of=READ)["whole"]))
    except (ValueError, KeyError, TypeError):
        raise CannotShow(_NOT_READ) from None


def redact(*, order: Order, size: int, blocks: Iterable[bytes]) -> Redacted:
    """Return a PDF of pictures in which nothing of the order is left; raise CannotShow in words."""
    asked = redacting.asked(order=order, kind=kinds.PDF)
    head, content = _exchange(asked, size=size, blocks=blocks)
    try:
        return redacting.redacted(said=_said(head, content), content=content, order=order)
    except (ValueError, KeyError, TypeError, IndexError):
        raise CannotShow(_NO_ANSWER) from None


def _ask(asked: dict[str, object], *, size: int, blocks: Iterable[bytes]) -> Looked:
    head, content = _exchange(asked, size=size, blocks=blocks)
    return _answer(head, content)


def _exchange(
    asked: dict[str, object],
    *,
    size: int,
    blocks: Iterable[bytes],
    patience: float | None = None,
) -> tuple[bytes, bytes]:
    if size > LARGEST_FILE:
        raise CannotShow("The file is too large to be shown or cleaned here.")
    with _started(patience or _PATIENCE) as (to_child, from_child):
        # It may have ended already; then its answer is missing, which is answer enough.
        with contextlib.suppress(BrokenPipeError):
            to_child.write(json.dumps(asked).encode() + b"\n")
            for block in blocks:
                to_child.write(block)
            to_child.close()
        head = from_child.readline(_LONGEST_HEAD)
        content = from_child.read(LARGEST_ANSWER + 1)
    return head, content


@contextlib.contextmanager
def _started(patience: float) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    child = subprocess.Popen(  # noqa: S603 - our own module, and no word of the file
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    end = threading.Timer(patience, child.kill)
    end.daemon = True
    end.start()
    try:
        yield cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    finally:
        end.cancel()
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        child.wait()


def _answer(head: bytes, content: bytes) -> Looked:
    """Return what the process said, if it is the kind of thing that it may say."""
    try:
        said = _said(head, content)
        found = Looked(kind=str(said["kind"]), content=content, pages=int(said["pages"]))
    except (ValueError, KeyError, TypeError):
        raise CannotShow(_NO_ANSWER) from None
    return found


def _said(head: bytes, content: bytes, *, of: Set[str] = CLEANED) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(head)
    if "refused" in said:
        raise CannotShow(str(said["refused"])[:200])
    if said["kind"] not in of or not content or len(content) > LARGEST_ANSWER:
        raise CannotShow(_NO_ANSWER)
    return said
