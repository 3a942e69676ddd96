"""Pictures drawn anew: what is not a point of the picture is left behind."""

import io
import struct
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps

from candour.intake.attachments.preview.limits import LONGEST_EDGE, MOST_PIXELS, CannotShow

# Only the reader of the kind that was found may touch a file.
FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
    "image/bmp": "BMP",
}
JPEG, PNG = "image/jpeg", "image/png"
_START = b"\xff\xd8"
_START_OF_SCAN = 0xDA
# The first says how wide points are, the fourteenth how colours are meant; no other is needed.
_NEEDED = (0xE0, 0xEE)
_MARKERS = range(0xE0, 0xF0)
_COMMENT = 0xFE
_PNG_START = b"\x89PNG\r\n\x1a\n"
_STARTS = {
    JPEG: (_START,),
    PNG: (_PNG_START[:4],),
    "image/gif": (b"GIF8",),
    "image/tiff": (b"II*\0", b"MM\0*"),
    "image/bmp": (b"BM",),
}
_PNG_HIDDEN = (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"iCCP")


def shown(content: bytes, kind: str) -> bytes:
    """Return a picture to look at, no larger than a screen, as PNG."""
    picture = opened(content, kind)
    picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    return _drawn(picture, "PNG")


def cleaned(content: bytes, kind: str) -> tuple[bytes, str]:
    """Return the whole picture drawn anew, and its kind: JPEG stays JPEG, all else becomes PNG."""
    picture = opened(content, kind)
    if kind == JPEG:
        return _drawn(picture.convert("RGB"), "JPEG"), JPEG
    return _drawn(picture, "PNG"), PNG


def without_hidden(content: bytes) -> bytes:
    """Return an embedded JPEG or PNG without the parts that only hold words about it."""
    if content.startswith(_START):
        return b"".join(_segments(content))
    if content.startswith(_PNG_START):
        return _PNG_START + b"".join(_chunks(content))
    return content


def kind_of(content: bytes) -> str:
    """Return the kind of an embedded picture by its first bytes, "" where it is none known."""
    starts = content[:4]
    for kind, known in _STARTS.items():
        if starts.startswith(known):
            return kind
    return "image/webp" if starts == b"RIFF" and content[8:12] == b"WEBP" else ""


def bare(content: bytes, kind: str) -> bytes:
    """Return an embedded picture with its points alone, in the format that it has.

    One that can't be read is replaced by a dot: the document around it may be worth having.
    """
    if kind in {JPEG, PNG}:
        return without_hidden(content)
    try:
        return _drawn(opened(content, kind), FORMATS[kind])
    except (CannotShow, OSError, ValueError):
        return dot()


def dot() -> bytes:
    """Return the smallest picture, which stands where one can't be kept."""
    return _drawn(Image.new("RGB", (1, 1), "white"), "PNG")


def opened(content: bytes, kind: str) -> Image.Image:
    """Return the points of a picture, upright; raise CannotShow in words."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = Image.open(io.BytesIO(content), formats=[FORMATS[kind]])
            if found.width * found.height > MOST_PIXELS:
                raise CannotShow("The picture is too large to be shown.")
            found.load()
        except (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError):
            raise CannotShow("The picture is damaged or too large to be shown.") from None
        upright = ImageOps.exif_transpose(found)
    has_holes = "A" in upright.getbands() or "transparency" in upright.info
    return upright.convert("RGBA" if has_holes else "RGB")


def _drawn(picture: Image.Image, named: str) -> bytes:
    # A new picture of the same points: nothing that was read beside them comes along.
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, named, **({"quality": 92} if named == "JPEG" else {}))
    return out.getvalue()


def _segments(content: bytes) -> Iterator[bytes]:
    yield _START
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == _START_OF_SCAN:
            break
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        is_words = (marker in _MARKERS and marker not in _NEEDED) or marker == _COMMENT
        if not is_words:
            yield content[place:end]
        place = end
    yield content[place:]


def _chunks(content: bytes) -> Iterator[bytes]:
    place = len(_PNG_START)
    while place + 12 <= len(content):
        end = place + 12 + int.from_bytes(content[place : place + 4], "big")
        if content[place + 4 : place + 8] not in _PNG_HIDDEN:
            yield content[place:end]
        place = end
