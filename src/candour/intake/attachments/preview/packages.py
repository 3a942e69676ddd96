"""Office documents, which are archives: copied without properties and their writers' names."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator

from candour.intake.attachments.preview import pictures, relations
from candour.intake.attachments.preview.limits import MOST_ENTRIES, MOST_UNPACKED, CannotShow

_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/"
_EMPTIED = {
    "docprops/core.xml": _XML
    + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>',
    "docprops/app.xml": _XML + b'<Properties xmlns="' + _OFFICE + b'extended-properties"/>',
    "docprops/custom.xml": _XML + b'<Properties xmlns="' + _OFFICE + b'custom-properties"/>',
    "meta.xml": _XML
    + b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    b' office:version="1.2"><office:meta/></office:document-meta>',
}
_TYPES = "[Content_Types].xml"
_RELATIONS = ".rels"
_WRITTEN = (".xml", ".rdf", ".vml")
# Formats that nobody here can read, shown as a dot: drawings hold their maker's name, too.
_DRAWINGS = (".emf", ".wmf", ".emz", ".wmz", ".svg", ".wdp", ".jxr", ".eps", ".pict", ".pct")
_KEPT_AS_THEY_ARE = ("mimetype",)
# Marks of a text that is not in UTF-8, in which no name would be found.
_OTHER_LETTERS = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
_WRITERS = (
    (re.compile(rb'(\bw\d*:(?:author|initials|date)=")[^"]*'), rb"\1"),
    (re.compile(rb"(<(?:dc:creator|dc:date|meta:creator-initials)>)[^<]*"), rb"\1"),
    (re.compile(rb"(<author>)[^<]*"), rb"\1"),
    (re.compile(rb'(<p(?:15)?:cmAuthor\b[^>]*?\b(?:name|initials)=")[^"]*'), rb"\1"),
    (re.compile(rb'(<person\b[^>]*?\bdisplayName=")[^"]*'), rb"\1"),
    (re.compile(rb'(<(?:person|p188:author|w15:presenceInfo)\b[^>]*?\buserId=")[^"]*'), rb"\1"),
    (re.compile(rb'(<p188:author\b[^>]*?\bname=")[^"]*'), rb"\1"),
    (re.compile(rb'(<p188:author\b[^>]*?\binitials=")[^"]*'), rb"\1"),
    (re.compile(rb'(<config:config-item\b[^>]*?"Printer[^>]*>)[^<]*'), rb"\1"),
    # A picture that would be fetched from elsewhere when the copy is opened.
    (re.compile(rb'(<draw:image\b[^>]*?\bxlink:href=")(?:[a-z]+:|//)[^"]*', re.I), rb"\1"),
)
# What the reader of zips raises at one that is damaged, locked or too large.
DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError,
    OSError, RuntimeError, ValueError, EOFError,
)  # fmt: skip
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
    except DAMAGED:
        raise CannotShow("The document is damaged or locked with a password.") from None
    return out.getvalue()


def tiny() -> bytes:
    """Return the smallest document that needs every part of the reader."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(_TYPES, b"<Types/>")
        made.writestr("_rels/.rels", b"<Relationships/>")
        made.writestr("a.xml", b"<a/>")
        made.writestr("word/document.xml", b"<p><t>a</t></p>")
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
        if relations.is_left_out(entry.filename):
            continue
        with old.open(entry) as part:
            # What the archive says of its size need not be true.
            unpacked = part.read(left + 1)
        left -= len(unpacked)
        if left < 0:
            raise CannotShow("The document unpacks to far more than it should.")
        yield entry, unpacked


def _clean(name: str, part: bytes) -> bytes:
    """Return what a copy keeps of one part; of kinds that are not known here, nothing."""
    lowered = name.lower()
    if lowered in _EMPTIED or lowered.endswith("/meta.xml"):
        return _EMPTIED.get(lowered, _EMPTIED["meta.xml"])
    if lowered == _TYPES.lower():
        return relations.types(part)
    if lowered.endswith(_RELATIONS):
        return relations.relations(name, part)
    if lowered.endswith(_WRITTEN):
        return _without_writers(part)
    if lowered.endswith(_DRAWINGS):
        return pictures.dot()
    kind = pictures.kind_of(part)
    if kind:
        return pictures.bare(part, kind)
    return part if name in _KEPT_AS_THEY_ARE else b""


def _without_writers(part: bytes) -> bytes:
    if part.startswith(_OTHER_LETTERS):
        raise CannotShow("The document is damaged or written in unusual letters.")
    for writer, nobody in _WRITERS:
        part = writer.sub(nobody, part)
    return part
