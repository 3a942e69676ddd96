"""Office documents, which are archives: copied without properties and their writers' names."""

import io
import re
import zipfile
from collections.abc import Iterator

from candour.intake.attachments.preview import pictures
from candour.intake.attachments.preview.limits import MOST_ENTRIES, MOST_UNPACKED, CannotShow

_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/"
_EMPTIED = {
    "docProps/core.xml": _XML
    + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>',
    "docProps/app.xml": _XML + b'<Properties xmlns="' + _OFFICE + b'extended-properties"/>',
    "docProps/custom.xml": _XML + b'<Properties xmlns="' + _OFFICE + b'custom-properties"/>',
    "meta.xml": _XML
    + b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    b' office:version="1.2"><office:meta/></office:document-meta>',
}
_PICTURES = (".jpg", ".jpeg", ".png")
# A small picture of the first page, which may show what was deleted later.
_THUMBNAILS = ("docProps/thumbnail", "Thumbnails/")
_WRITERS = (
    (re.compile(rb'(\bw:(?:author|initials|date)=")[^"]*'), rb"\1"),
    (re.compile(rb"(<(?:dc:creator|dc:date|meta:creator-initials)>)[^<]*"), rb"\1"),
    (re.compile(rb"(<author>)[^<]*"), rb"\1"),
    (re.compile(rb'(<p(?:15)?:cmAuthor\b[^>]*?\b(?:name|initials)=")[^"]*'), rb"\1"),
    (re.compile(rb'(<person\b[^>]*?\bdisplayName=")[^"]*'), rb"\1"),
)
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def cleaned(content: bytes) -> bytes:
    """Return a copy of an office document without properties, thumbnail and writers' names."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            for entry, part in _parts(old):
                bare = zipfile.ZipInfo(entry.filename, date_time=_EARLIEST)
                # An OpenDocument's first entry must be readable without unpacking.
                bare.compress_type = entry.compress_type
                new.writestr(bare, _clean(entry.filename, part))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, RuntimeError, ValueError, EOFError):
        raise CannotShow("The document is damaged or locked with a password.") from None
    return out.getvalue()


def tiny() -> bytes:
    """Return the smallest document that needs every part of the reader."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.xml", b"<a/>")
        made.writestr("\u00e9.xml", b"<a/>")
    return out.getvalue()


def _parts(old: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    entries = old.infolist()
    if len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > MOST_UNPACKED:
        raise CannotShow("The document unpacks to far more than it should.")
    left = MOST_UNPACKED
    for entry in entries:
        if entry.filename.endswith("vbaProject.bin"):
            raise CannotShow("The document holds a program (a macro).")
        if entry.filename.startswith(_THUMBNAILS):
            continue
        with old.open(entry) as part:
            # What the archive says of its size need not be true.
            unpacked = part.read(left + 1)
        left -= len(unpacked)
        if left < 0:
            raise CannotShow("The document unpacks to far more than it should.")
        yield entry, unpacked


def _clean(name: str, part: bytes) -> bytes:
    if name in _EMPTIED:
        return _EMPTIED[name]
    if name.lower().endswith(_PICTURES):
        return pictures.without_hidden(part)
    if name.endswith(".xml"):
        for writer, nobody in _WRITERS:
            part = writer.sub(nobody, part)
    return part
