"""What a document says in words, for whoever looks for words in it; the shut-in process's part."""

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

import pypdfium2  # type: ignore[import-untyped] # ships no types

from candour.intake.attachments.preview import packages
from candour.intake.attachments.preview.limits import MOST_ENTRIES, CannotShow

DO = "words"
PDF = "application/pdf"
MOST_PAGES = 500
MOST_LETTERS = 1_000_000
_MOST_XML = 20 * 1024**2
_DAMAGED = "The document is damaged or locked with a password."
_NO_WORDS = "It holds no words that can be read: perhaps its pages are pictures."
# What stands for a hyphen at the end of a line, within a word that goes on below.
_WORD_GOES_ON = re.compile("[\x02\ufffe]\\s*")
# Every part of a Word document with words that its readers see; some writers number them all.
_PART = re.compile(r"word/(?:document|footnotes|endnotes|comments|header|footer)\d*\.xml")
_BODY = "word/document"
_GAPS = frozenset({"tab", "br", "cr"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of a document, and whether they are all."""

    text: str = dataclasses.field(repr=False)
    is_whole: bool


def said(*, content: bytes, kind: str) -> Said:
    """Return the words that stand on a document's pages; raise CannotShow where there are none."""
    found: list[str] = []
    room = MOST_LETTERS
    is_whole = True
    for part in _pages(content) if kind == PDF else _parts(content):
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


def _pages(content: bytes) -> Iterator[str | None]:
    """Return the words of each page of a PDF; None for pages that can't be read, or are too many.

    A page that is damaged takes none of the others with it.
    """
    try:
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
    except (pypdfium2.PdfiumError, ValueError):
        raise CannotShow(_DAMAGED) from None
    for number in range(min(pages, MOST_PAGES)):
        try:
            text = document[number].get_textpage().get_text_range()
        except (pypdfium2.PdfiumError, ValueError):
            yield None
            continue
        yield _WORD_GOES_ON.sub("", text)
    if pages > MOST_PAGES:
        yield None


def _parts(content: bytes) -> Iterator[str | None]:
    """Return the words of each part of a Word document; None where it has more than are looked at.

    Its own words come first, so that nothing beside them takes their room.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as found:
            every = found.infolist()
            # Of two under one name both are read: readers differ in which of them they show.
            parts = [one for one in every[:MOST_ENTRIES] if _PART.fullmatch(one.filename)]
            for one in sorted(parts, key=_place):
                with found.open(one) as part:
                    # What the archive says of its size need not be true.
                    written = part.read(_MOST_XML + 1)
                if len(written) > _MOST_XML:
                    raise CannotShow("The document unpacks to far more than it should.")
                yield _Words().of(written)
            if len(every) > MOST_ENTRIES:
                yield None
    except (*packages.DAMAGED, expat.ExpatError, LookupError):
        raise CannotShow(_DAMAGED) from None


def _place(part: zipfile.ZipInfo) -> tuple[bool, str]:
    return not part.filename.startswith(_BODY), part.filename


class _Words:
    """Takes the words out of one part of a Word document: what its pages show, in order."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._is_text = False

    def of(self, part: bytes) -> str:
        reader = expat.ParserCreate()
        reader.StartDoctypeDeclHandler = self._refuse
        reader.StartElementHandler = self._start
        reader.EndElementHandler = self._end
        reader.CharacterDataHandler = self._say
        reader.Parse(part, True)
        return "".join(self._found)

    def _refuse(self, *_: object) -> None:
        """Stop at a list of entities: no document needs one, and it can grow without end."""
        raise CannotShow(_DAMAGED)

    def _start(self, name: str, _: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._is_text = name == "t"
        if name in _GAPS:
            self._found.append(" ")
        if name == "noBreakHyphen":
            self._found.append("-")

    def _end(self, name: str) -> None:
        self._is_text = False
        if name.rpartition(":")[2] == "p":
            self._found.append("\n")

    def _say(self, text: str) -> None:
        if self._is_text:
            self._found.append(text)
