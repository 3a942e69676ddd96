"""The words of office documents, which are archives of XML: texts, workbooks and slides."""

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from candour.intake.attachments import kinds
from candour.intake.attachments.preview import packages
from candour.intake.attachments.preview.limits import MOST_ENTRIES, CannotShow

DAMAGED = "The document is damaged or locked with a password."
_MOST_XML = 20 * 1024**2
_GAPS = frozenset({"tab", "br", "cr", "s", "line-break"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Format:
    """Where a kind of document keeps its words: in which parts, in which elements."""

    parts: re.Pattern[str]
    # What these parts' names begin with; they are read first, so that nothing takes their room.
    body: str
    says: frozenset[str]
    ends: frozenset[str]


_OPEN = _Format(
    # Its heads and feet stand in the styles; a document within it has a folder of its own.
    parts=re.compile(r"(?:.+/)?(?:content|styles)\.xml"), body="content",
    says=frozenset({"p", "h"}), ends=frozenset({"p", "h"}),
)  # fmt: skip
_FORMATS = {
    kinds.DOCX: _Format(
        # Every part with words that its readers see; some writers number them all.
        parts=re.compile(r"word/(?:document|footnotes|endnotes|comments|header|footer)\d*\.xml"),
        body="word/document", says=frozenset({"t"}), ends=frozenset({"p"}),
    ),
    kinds.XLSX: _Format(
        parts=re.compile(
            r"xl/(?:sharedStrings|workbook|worksheets/[^/]+|comments[^/]*|"
            r"threadedComments/[^/]+|drawings/[^/]+|charts/[^/]+)\.xml"
        ),
        body="xl/sharedStrings", says=frozenset({"t", "v", "text"}),
        ends=frozenset({"si", "c", "comment", "threadedComment", "p", "sheet"}),
    ),
    kinds.PPTX: _Format(
        parts=re.compile(r"ppt/(?:slides|notesSlides|comments|charts|diagrams)/[^/]+\.xml"),
        body="ppt/slides", says=frozenset({"t", "text", "v"}), ends=frozenset({"p", "cm", "pt"}),
    ),
    f"{kinds.ODF}.text": _OPEN,
    f"{kinds.ODF}.spreadsheet": _OPEN,
    f"{kinds.ODF}.presentation": _OPEN,
}  # fmt: skip
KINDS = frozenset(_FORMATS)


def parts(*, content: bytes, kind: str) -> Iterator[str | None]:
    """Return the words of each part of a document; None for what is more than is looked at.

    Raises CannotShow where it is damaged, locked, or its body unpacks to far too much.
    """
    form = _FORMATS[kind]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as found:
            every = found.infolist()
            # Of two under one name both are read: readers differ in which of them they show.
            named = [one for one in every[:MOST_ENTRIES] if form.parts.fullmatch(one.filename)]
            for one in sorted(named, key=lambda one: _place(one.filename, form)):
                with found.open(one) as part:
                    # What the archive says of its size need not be true.
                    written = part.read(_MOST_XML + 1)
                yield _read(written, form=form, name=one.filename)
            if len(every) > MOST_ENTRIES:
                yield None
    except (*packages.DAMAGED, expat.ExpatError, LookupError):
        raise CannotShow(DAMAGED) from None


def _read(written: bytes, *, form: _Format, name: str) -> str | None:
    if len(written) <= _MOST_XML:
        return _Words(form).of(written)
    if name.startswith(form.body):
        raise CannotShow("The document unpacks to far more than it should.")
    return None


def _place(name: str, form: _Format) -> tuple[bool, str]:
    return not name.startswith(form.body), name


class _Words:
    """Takes the words out of one part of a document: what its readers see, in order."""

    def __init__(self, form: _Format) -> None:
        self._form = form
        self._found: list[str] = []
        self._within = 0
        # A cell of a workbook may hold the number of a text that stands elsewhere.
        self._is_number_of_text = False

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
        raise CannotShow(DAMAGED)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in self._form.says:
            # A note stands within the line that it is about.
            self._found.append("\n" if self._within and name in self._form.ends else "")
            self._within += 1
        elif name in _GAPS:
            self._found.append(" ")
        elif name == "noBreakHyphen":
            self._found.append("-")
        elif name == "c":
            self._is_number_of_text = attributes.get("t") == "s"
        elif name == "sheet":
            self._found.append(attributes.get("name", ""))

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in self._form.says:
            self._within -= 1
        if name in self._form.ends:
            self._found.append("\n")
        if name == "c":
            self._is_number_of_text = False

    def _say(self, text: str) -> None:
        if self._within and not self._is_number_of_text:
            self._found.append(text)
