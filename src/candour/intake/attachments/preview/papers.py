"""PDF documents: their pages as pictures, and copies without what only stands behind the pages."""

import io

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # ships no types

from candour.intake.attachments.preview import pictures
from candour.intake.attachments.preview.limits import LONGEST_EDGE, CannotShow

# Keys that hold words about a document or make it act, wherever they stand.
_HIDDEN = (
    "/Metadata", "/PieceInfo", "/LastModified", "/AA", "/OpenAction", "/AF", "/XFA", "/JS",
)  # fmt: skip
_OF_THE_WHOLE = ("/Names", "/Collection", "/OpenAction", "/AA", "/AF", "/Metadata", "/PieceInfo")
_ACTING = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition",
    "/RichMediaExecute",
})  # fmt: skip
# What an annotation says of who made it and when. A field of a form is found by its /T.
_MAKERS = ("/T", "/M", "/CreationDate", "/NM")
_FIELD_MAKERS = ("/M", "/CreationDate")
_DAMAGED = "The document is damaged or locked with a password."


def shown(content: bytes, page: int) -> tuple[bytes, int]:
    """Return one page as a picture, and how many pages there are."""
    try:
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
        if not 1 <= page <= pages:
            raise CannotShow("The document has no such page.")
        sheet = document[page - 1]
        edge = max(1.0, *sheet.get_size())
        picture = sheet.render(scale=LONGEST_EDGE / edge).to_pil()
    except (pypdfium2.PdfiumError, ValueError):
        raise CannotShow(_DAMAGED) from None
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG")
    return out.getvalue(), pages


def cleaned(content: bytes) -> bytes:
    """Return a copy without its properties, embedded files, scripts, actions and signatures.

    Notes on its pages stay and lose who wrote them and when.

    Pictures on its pages lose what their cameras wrote into them; its text stays text.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for key in _OF_THE_WHOLE:
                _drop(pdf.Root, key)
            for found in pdf.objects:
                _clean(found)
            _drop(pdf.trailer, "/Info")
            out = io.BytesIO()
            pdf.save(out, static_id=True, fix_metadata_version=False)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError):
        raise CannotShow(_DAMAGED) from None
    return out.getvalue()


def _clean(found: pikepdf.Object) -> None:
    if isinstance(found, pikepdf.Array):
        _clean_parts(found)
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return
    for key in _HIDDEN:
        _drop(found, key)
    if "/Rect" in found and "/Subtype" in found:
        is_field = found["/Subtype"] == pikepdf.Name.Widget
        for key in _FIELD_MAKERS if is_field else _MAKERS:
            _drop(found, key)
    _clean_parts(list(found.values()) if isinstance(found, pikepdf.Dictionary) else ())
    if _is_emptied(found):
        _empty(found)
    if isinstance(found, pikepdf.Stream) and _is_photo(found):
        bare = pictures.without_hidden(found.read_raw_bytes())
        found.write(bare, filter=pikepdf.Name.DCTDecode)


def _is_emptied(found: pikepdf.Object) -> bool:
    """Say whether an object acts, is an embedded file, or is a signature with its certificate."""
    is_file = str(found.get("/Type", "")) == "/EmbeddedFile"
    return is_file or str(found.get("/S", "")) in _ACTING or "/ByteRange" in found


def _is_photo(found: pikepdf.Stream) -> bool:
    packed = found.get("/Filter")
    if isinstance(packed, pikepdf.Array) and len(packed) == 1:
        packed = packed[0]
    return bool(packed == pikepdf.Name.DCTDecode)


def _clean_parts(parts: object) -> None:
    """Clean what is written directly inside; what is referred to is an object of its own."""
    for part in parts:  # type: ignore[attr-defined] # an array of a PDF, or a list of its values
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
            _clean(part)


def _empty(found: pikepdf.Object) -> None:
    if isinstance(found, pikepdf.Stream):
        found.write(b"")
        return
    for key in list(found.keys()):
        del found[key]


def _drop(found: pikepdf.Object, key: str) -> None:
    if key in found:
        del found[key]
