"""Marks a copy for one recipient: a line below each page, and signs that only programs look for.

Nothing of the file is covered: pages and pictures grow by a strip at their foot. The line can be
cut off or typed by anybody. The signs are drawn for one copy, so nobody can put another's into a
file; saving a picture anew, or printing, loses them.
"""

import dataclasses
import io
import math
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # ships no types
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from candour.intake.attachments.preview import papers, pictures
from candour.intake.attachments.preview.limits import MOST_PIXELS, CannotShow

DO, READ = "stamp", "read"
_SIGNS = "CandourCopy"
_FOOT = 24
_LETTERS, _SMALLEST_LETTERS = 8.0, 3.0
# Helvetica's letters are half as wide as they are high, capitals and digits a little wider.
_WIDE = 0.58
_QUALITY = 92
_NARROWEST = 240
_OF_WIDTH, _LEAST, _MOST = 45, 12, 48
_DAMAGED = "The document is damaged or locked with a password."
_DEEPEST = 50
# The signs stand where they are found without unpacking the document.
_PLAINLY = pikepdf.ObjectStreamMode.disable


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a copy bears: the line that everybody sees, and the signs that tell it from others."""

    line: str
    signs: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Foot:
    """The strip below a page as it is shown: where its corner is, and how it is turned."""

    box: tuple[float, float, float, float]
    turned: tuple[int, int, int, int]
    corner: tuple[float, float]
    width: float


def asked(*, stamp: Stamp, kind: str) -> dict[str, object]:
    """Return what the process is asked."""
    return {"do": DO, "kind": kind, "line": stamp.line, "signs": stamp.signs}


def answered(asked: Mapping[str, Any], content: bytes) -> tuple[dict[str, object], bytes]:
    """Take hidden data out of a file and mark it; the process's own part."""
    stamp = Stamp(line=_plain(str(asked["line"])), signs=str(asked["signs"]))
    kind = str(asked["kind"])
    if kind in pictures.FORMATS:
        made, kind = _picture(content, kind, stamp)
    else:
        made = _document(papers.cleaned(content), stamp)
    return {"kind": kind, "pages": 1}, made


def words(content: bytes) -> bytes:
    """Return everything that a document says where signs may stand, for whoever looks for them."""
    said = []
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            said += [str(value) for value in pdf.docinfo.values()]
        document = pypdfium2.PdfDocument(content)
        said += [page.get_textpage().get_text_range() for page in document]
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, TypeError):
        raise CannotShow(_DAMAGED) from None
    # A line that ends in the middle of the signs must not hide them.
    return "".join("\n".join(said).split()).encode(errors="replace") or b" "


def _plain(line: str) -> str:
    """Return a line in letters that every page can draw: an accent that it lacks is left off."""
    drawn = [
        one if one.encode("cp1252", errors="ignore") else unicodedata.normalize("NFKD", one)[0]
        for one in line
    ]
    return "".join(drawn)


def _picture(content: bytes, kind: str, stamp: Stamp) -> tuple[bytes, str]:
    points = pictures.opened(content, kind)
    if kind == pictures.JPEG:
        points = points.convert("RGB")
    width = max(points.width, _NARROWEST)
    size = min(max(width // _OF_WIDTH, _LEAST), _MOST)
    letters = ImageFont.load_default(size=size)
    lines = list(_wrapped(stamp.line, letters, width - _LEAST))
    high = math.ceil(size * 1.5)
    if width * (points.height + high * len(lines) + _LEAST) > MOST_PIXELS + MOST_PIXELS // 10:
        raise CannotShow("The picture is too large to be marked.")
    grown = Image.new(points.mode, (width, points.height + high * len(lines) + _LEAST), "white")
    grown.paste(points)
    pen = ImageDraw.Draw(grown)
    for number, line in enumerate(lines):
        place = (_LEAST // 2, points.height + _LEAST // 2 + number * high)
        pen.text(place, line, fill="black", font=letters)
    return _saved(grown, kind, stamp.signs)


def _wrapped(line: str, letters: Any, width: float) -> Iterator[str]:
    """Cut a line where it would run out of the picture, between words."""
    held = ""
    for word in line.split():
        longer = f"{held} {word}".strip()
        if held and letters.getlength(longer) > width:
            yield held
            longer = word
        held = longer
    yield held


def _saved(picture: Image.Image, kind: str, signs: str) -> tuple[bytes, str]:
    out = io.BytesIO()
    if kind == pictures.JPEG:
        picture.save(out, "JPEG", quality=_QUALITY, comment=signs.encode())
        return out.getvalue(), pictures.JPEG
    said = PngImagePlugin.PngInfo()
    said.add_text(_SIGNS, signs)
    picture.save(out, "PNG", pnginfo=said)
    return out.getvalue(), pictures.PNG


def _document(content: bytes, stamp: Stamp) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            letters = pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type1,
                    BaseFont=pikepdf.Name.Helvetica,
                    Encoding=pikepdf.Name.WinAnsiEncoding,
                )
            )
            for page in pdf.pages:
                _mark(pdf, page, letters, stamp)
            pdf.docinfo[f"/{_SIGNS}"] = stamp.signs
            out = io.BytesIO()
            pdf.save(out, static_id=True, fix_metadata_version=False, object_stream_mode=_PLAINLY)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError):
        raise CannotShow(_DAMAGED) from None
    return out.getvalue()


def _mark(pdf: pikepdf.Pdf, page: pikepdf.Page, letters: pikepdf.Object, stamp: Stamp) -> None:
    foot = _foot(page)
    before, after = _balance(page)
    held = page.obj.get("/Contents")
    streams = list(held) if isinstance(held, pikepdf.Array) else [held] if held is not None else []
    page.obj.Contents = pikepdf.Array([
        pdf.make_stream(b"q\n" * before),
        *streams,
        pdf.make_stream(b"\n" + b"Q\n" * after + _drawn(foot, stamp)),
    ])  # fmt: skip
    # Its own: what pages share would be changed for all of them at once.
    resources = pikepdf.Dictionary(dict((_held(page, "/Resources") or {}).items()))
    fonts = pikepdf.Dictionary(dict((resources.get("/Font") or {}).items()))
    fonts[f"/{_SIGNS}"] = letters
    resources.Font = fonts
    page.obj.Resources = resources
    page.obj.MediaBox = page.obj.CropBox = pikepdf.Array([round(edge, 2) for edge in foot.box])
    for key in ("/TrimBox", "/BleedBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]


def _foot(page: pikepdf.Page) -> _Foot:
    """Return the strip that a page grows by, below its foot as it is shown."""
    box = _held(page, "/CropBox") or _held(page, "/MediaBox")
    if box is None:
        raise ValueError
    one, two, three, four = (float(edge) for edge in box)
    (left, right), (low, high) = sorted((one, three)), sorted((two, four))
    turned = int(_held(page, "/Rotate") or 0) % 360
    if turned == 90:
        grown, turn, corner = (left, low, right + _FOOT, high), (0, 1, -1, 0), (right + _FOOT, low)
    elif turned == 180:
        grown, turn, corner = (
            (left, low, right, high + _FOOT),
            (-1, 0, 0, -1),
            (right, high + _FOOT),
        )
    elif turned == 270:
        grown, turn, corner = (left - _FOOT, low, right, high), (0, -1, 1, 0), (left - _FOOT, high)
    else:
        grown, turn, corner = (left, low - _FOOT, right, high), (1, 0, 0, 1), (left, low - _FOOT)
    width = high - low if turned in {90, 270} else right - left
    return _Foot(box=grown, turned=turn, corner=corner, width=width)


def _held(page: pikepdf.Page, key: str) -> Any:
    """Return what a page holds, or inherits from the folders that it lies in."""
    node: Any = page.obj
    for _ in range(_DEEPEST):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def _balance(page: pikepdf.Page) -> tuple[int, int]:
    """Return how often the state of drawing is kept before a page and put back after it.

    A page that leaves it otherwise than it found it would turn or hide the line below.
    """
    deep = least = 0
    for one in pikepdf.parse_content_stream(page, "q Q"):
        deep += 1 if str(one.operator) == "q" else -1
        least = min(least, deep)
    return 1 - least, 1 - least + deep


def _drawn(foot: _Foot, stamp: Stamp) -> bytes:
    letters = (foot.width - 12) / max(1.0, _WIDE * len(stamp.line))
    size = max(min(letters, _LETTERS), _SMALLEST_LETTERS)
    turn = " ".join(map(str, foot.turned))
    left, low = foot.corner
    # The signs are drawn in letters that leave no trace, and are copied with the page's words.
    return b"".join([
        f"q {turn} {left:.2f} {low:.2f} cm 1 g 0 0 {foot.width:.2f} {_FOOT} re f 0 g\n".encode(),
        f"BT /{_SIGNS} {size:.2f} Tf 6 9 Td ".encode(), _quoted(stamp.line), b" Tj ET\n",
        f"BT /{_SIGNS} 1 Tf 3 Tr 6 3 Td ".encode(), _quoted(stamp.signs), b" Tj ET Q\n",
    ])  # fmt: skip


def _quoted(said: str) -> bytes:
    """Return words as a page draws them; a letter that Helvetica lacks becomes a question mark."""
    plain = said.encode("cp1252", errors="replace")
    return b"<" + plain.hex().encode() + b">"
