"""Takes words out of a PDF: each page is drawn anew as a picture, with bars where they stood.

The result is a new document that shares nothing with the old one but what was seen on its pages:
no text, no layers, notes, bookmarks, links, embedded files, scripts, properties or earlier
versions. A bar that is laid over the words of the old document would leave all of these.

What cannot be found by its letters (a scan, handwriting, letters that were drawn) is covered by an
area of a page. Where a page holds such letters the result says so.

References: ISO 32000-1; Bland, Iyer and Levchenko (2023), on widths that betray names.
"""

import ctypes
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # ships no types
from PIL import Image, ImageDraw
from pypdfium2 import raw

from candour.core.redaction import texts

MOST_PAGES = 100
_INCH = 72
_DOTS = 150
_LONGEST = 4000
_QUALITY = 85
# What a page of a PDF may measure, in points.
_SMALLEST, _LARGEST = 3.0, 14_400.0
# Letters lean over the edges of their boxes by no more than this part of their height.
_LEAN = 0.15
_SAME_LINE = 1.6
_BLACK = (0, 0, 0)


class Cover(StrEnum):
    """Says how wide a bar is: over the words, or over the whole line, which hides their width."""

    WORDS = "words"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Part of a page, counted from 1, as shares of its width and height from the upper left."""

    page: int
    top: float
    bottom: float
    left: float = 0.0
    right: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be removed: words and phrases wherever they stand, areas, and how wide."""

    words: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    cover: Cover = Cover.WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was found on one page: how many places, and if words may stand there unfound."""

    number: int
    found: int
    has_unread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """The new document, what was found page by page, and which words were found nowhere."""

    content: bytes
    pages: tuple[Seen, ...]
    not_found: tuple[str, ...]


class CannotRedact(Exception):
    """This document is damaged, locked with a password, or too long to be redacted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left


def redact(*, content: bytes, order: Order) -> Redacted:
    """Return a document of pictures in which nothing of the ordered words and areas is left."""
    try:
        return _redact(content, order)
    except (pypdfium2.PdfiumError, pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError):
        raise CannotRedact from None


def _redact(content: bytes, order: Order) -> Redacted:
    document = pypdfium2.PdfDocument(_without_notes(content))
    if not 0 < len(document) <= MOST_PAGES:
        raise CannotRedact
    document.init_forms()
    pictures, seen = [], []
    found: set[str] = set()
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        if document.formenv:
            # What was typed into a form becomes part of the page: it is shown, and can be found.
            page.flatten()
            page = document[number - 1]
        picture, read, here = _page(page, number, order)
        pictures.append((picture, page.get_size()))
        seen.append(read)
        found |= here
    document.close()
    missing = tuple(word for word in order.words if word.strip() and word not in found)
    return Redacted(content=_bound(pictures), pages=tuple(seen), not_found=missing)


def _without_notes(content: bytes) -> bytes:
    """Take out notes, and any other annotation but the fields of a form."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            notes = page.obj.get("/Annots")
            if notes is not None:
                kept = [one for one in notes if one.get("/Subtype") == pikepdf.Name.Widget]
                page.obj.Annots = pikepdf.Array(kept)
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def _page(page: pypdfium2.PdfPage, number: int, order: Order) -> tuple[Image.Image, Seen, set[str]]:
    scale = min(_DOTS / _INCH, _LONGEST / max(1.0, *page.get_size()))
    picture = page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil()
    picture = picture.convert("RGB")
    text, boxes = _letters(page, picture.size)
    spans = texts.find(text=text, words=order.words)
    bars = [bar for span in spans for bar in _bars(boxes[span.start : span.end])]
    if order.cover is Cover.LINE:
        bars = [_line(bar, picture.size) for bar in bars]
    bars += [_area(one, picture.size) for one in order.areas if one.page == number]
    pen = ImageDraw.Draw(picture)
    for bar in bars:
        pen.rectangle((bar.left, bar.top, bar.right, bar.bottom), fill=_BLACK)
    here = {word for word in order.words if texts.find(text=text, words=[word])}
    return picture, Seen(number=number, found=len(spans), has_unread=_unread(page, text)), here


def _letters(page: pypdfium2.PdfPage, size: tuple[int, int]) -> tuple[str, list[_Box | None]]:
    """Return the signs of a page, and where each stands on its picture."""
    read = page.get_textpage()
    signs, boxes = [], []
    for place in range(read.count_chars()):
        code = raw.FPDFText_GetUnicode(read, place)
        sign = texts.BREAK if code in {0x02, 0xFFFE} else chr(code or 0xFFFD)
        signs.append(sign)
        boxes.append(_box(page, read.get_charbox(place, loose=True), size))
    return "".join(signs), boxes


def _box(
    page: pypdfium2.PdfPage, corners: tuple[float, float, float, float], size: tuple[int, int]
) -> _Box | None:
    left, bottom, right, top = corners
    if right <= left or top <= bottom:
        return None
    # The page may be turned or cut; PDFium knows how it was drawn.
    one, other = _drawn(page, left, top, size), _drawn(page, right, bottom, size)
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    lean = max(right - left, bottom - top) * _LEAN + 2
    return _Box(left=left - lean, top=top - lean / 2, right=right + lean, bottom=bottom + lean / 2)


def _drawn(
    page: pypdfium2.PdfPage, across: float, up: float, size: tuple[int, int]
) -> tuple[int, int]:
    column, row = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, across, up, ctypes.byref(column), ctypes.byref(row))
    return column.value, row.value


def _bars(boxes: Sequence[_Box | None]) -> Iterator[_Box]:
    """Put the boxes of letters on one line together, so that no gap tells how words divide."""
    bar: _Box | None = None
    for box in boxes:
        if box is None:
            continue
        whole = box if bar is None else _around(bar, box)
        if bar is not None and not _is_line(whole, bar, box):
            yield bar
            whole = box
        bar = whole
    if bar is not None:
        yield bar


def _around(one: _Box, other: _Box) -> _Box:
    return _Box(
        left=min(one.left, other.left),
        top=min(one.top, other.top),
        right=max(one.right, other.right),
        bottom=max(one.bottom, other.bottom),
    )


def _is_line(whole: _Box, bar: _Box, box: _Box) -> bool:
    across = whole.height <= _SAME_LINE * max(bar.height, box.height)
    upright = whole.width <= _SAME_LINE * max(bar.width, box.width)
    return across or upright


def _line(bar: _Box, size: tuple[int, int]) -> _Box:
    if bar.height > bar.width * 2:
        return _Box(left=bar.left, top=0, right=bar.right, bottom=size[1])
    return _Box(left=0, top=bar.top, right=size[0], bottom=bar.bottom)


def _area(area: Area, size: tuple[int, int]) -> _Box:
    width, height = size
    return _Box(
        left=area.left * width,
        top=area.top * height,
        right=area.right * width,
        bottom=area.bottom * height,
    )


def _unread(page: pypdfium2.PdfPage, text: str) -> bool:
    """Say whether a page shows pictures, or letters that say nothing of which they are."""
    is_drawn = any(one.type == raw.FPDF_PAGEOBJ_IMAGE for one in page.get_objects(max_depth=3))
    return is_drawn or not text.strip() or any(_is_nameless(sign) for sign in text)


def _is_nameless(sign: str) -> bool:
    return sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff"


def _bound(pictures: Sequence[tuple[Image.Image, tuple[float, float]]]) -> bytes:
    """Bind pictures into a document that says nothing of when or with what it was made."""
    pdf = pikepdf.new()
    for picture, size in pictures:
        width, height = (min(max(edge, _SMALLEST), _LARGEST) for edge in size)
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=_QUALITY)
        drawn = pikepdf.Stream(pdf, out.getvalue())
        drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        drawn.Width, drawn.Height = picture.size
        drawn.ColorSpace, drawn.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        drawn.Filter = pikepdf.Name.DCTDecode
        page = pdf.add_blank_page(page_size=(width, height))
        page.add_resource(drawn, pikepdf.Name.XObject, pikepdf.Name.Page)
        draw = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Page Do Q"
        page.Contents = pikepdf.Stream(pdf, draw.encode())
    saved = io.BytesIO()
    pdf.save(saved, static_id=True, fix_metadata_version=False)
    return saved.getvalue()
