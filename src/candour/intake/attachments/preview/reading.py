"""What a document says in words, for whoever looks for words in it; the shut-in process's part."""

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped] # ships no types

from candour.intake.attachments import kinds
from candour.intake.attachments.preview import mails, office, packages, texts
from candour.intake.attachments.preview.limits import MOST_ENTRIES, CannotShow

DO = "words"
MOST_PAGES = 500
MOST_LETTERS = 1_000_000
READ = office.KINDS | {kinds.PDF, kinds.ZIP, kinds.TEXT, kinds.MAIL, kinds.PAGE}
_PACKED = frozenset({kinds.ZIP, kinds.MAIL})
# Files within files within files: nobody packs deeper in good faith.
_DEEPEST = 3
_MOST_OF_ONE = 20 * 1024**2
_MOST_UNPACKED = 60 * 1024**2
_NO_WORDS = "It holds no words that can be read: perhaps its pages are pictures."
# What stands for a hyphen at the end of a line, within a word that goes on below.
_WORD_GOES_ON = re.compile("[\x02\ufffe]\\s*")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of a document, and whether they are all."""

    text: str = dataclasses.field(repr=False)
    is_whole: bool


def said(*, content: bytes, kind: str) -> Said:
    """Return the words that a document shows; raise CannotShow where there are none."""
    found: list[str] = []
    room = MOST_LETTERS
    is_whole = True
    for part in _Unpacking().parts(content, kind):
        if part is None or len(part) > room:
            is_whole = False
        found.append((part or "")[:room])
        room -= len(found[-1])
        if room <= 0:
            break
    text = "\n".join(found)
    if not text.strip():
        raise CannotShow(_NO_WORDS)
    return Said(text=text, is_whole=is_whole)


class _Unpacking:
    """Reads a file and the files within it, up to a depth and a size."""

    def __init__(self) -> None:
        self._left = _MOST_UNPACKED

    def parts(self, content: bytes, kind: str, depth: int = 0) -> Iterator[str | None]:
        """Return what each part says; None for one that can't be read, or is too much."""
        if kind == kinds.PDF:
            yield from _pages(content)
        elif kind in office.KINDS:
            yield from office.parts(content=content, kind=kind)
        elif kind in _PACKED:
            for part in mails.parts(content) if kind == kinds.MAIL else self._entries(content):
                yield from [part] if not isinstance(part, bytes) else self._within(part, depth + 1)
        else:
            text = texts.letters(content)
            yield texts.of_page(text) if kind == kinds.PAGE else text

    def _within(self, content: bytes, depth: int) -> Iterator[str | None]:
        """Return what a file within a file says; what is wrong with it takes nothing else along."""
        kind = kinds.detect(head=content[: kinds.HEAD], tail=content[-kinds.TAIL :])
        if kind not in READ or depth > _DEEPEST:
            if not (kinds.is_media(kind) or kind == kinds.EMPTY):
                yield None
            return
        try:
            yield from self.parts(content, kind, depth)
        except CannotShow:
            yield None

    def _entries(self, content: bytes) -> Iterator[str | bytes | None]:
        """Return the name of each file of an archive, and what it holds; None where it is too much.

        One that is damaged or locked takes none of the others with it.
        """
        try:
            found = zipfile.ZipFile(io.BytesIO(content))
            every = found.infolist()
        except packages.DAMAGED:
            raise CannotShow(office.DAMAGED) from None
        for entry in every[:MOST_ENTRIES]:
            yield entry.filename
            if not entry.is_dir():
                yield self._entry(found, entry)
        if len(every) > MOST_ENTRIES:
            yield None

    def _entry(self, found: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
        most = max(0, min(_MOST_OF_ONE, self._left))
        try:
            with found.open(entry) as part:
                # What the archive says of its size need not be true.
                written = part.read(kinds.HEAD)
                if kinds.is_media(kinds.detect(head=written, tail=b"")):
                    return written
                written += part.read(most + 1)
        except (*packages.DAMAGED, NotImplementedError, LookupError):
            return None
        self._left -= len(written)
        return written if len(written) <= most else None


def _pages(content: bytes) -> Iterator[str | None]:
    """Return the words of each page of a PDF; None for pages that can't be read, or are too many.

    A page that is damaged takes none of the others with it.
    """
    try:
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
    except (pypdfium2.PdfiumError, ValueError):
        raise CannotShow(office.DAMAGED) from None
    for number in range(min(pages, MOST_PAGES)):
        try:
            text = document[number].get_textpage().get_text_range()
        except (pypdfium2.PdfiumError, ValueError):
            yield None
            continue
        yield _WORD_GOES_ON.sub("", text)
    if pages > MOST_PAGES:
        yield None
