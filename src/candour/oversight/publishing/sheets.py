"""Writes one sheet as an OpenDocument spreadsheet; its texts are texts, so nothing in it is run.

References: OASIS, OpenDocument 1.3, part 2 (packages) and part 3 (schema).
"""

import io
import zipfile
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring  # builds, never parses

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_VERSION = "1.3"
# The same content makes the same bytes, so that the manifest can be made again.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_SHEET_NAME = 31


def ods(*, name: str, rows: Sequence[Sequence[str | float | None]]) -> bytes:
    """Return a spreadsheet of one sheet."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        # Readers know the type by this entry, which has to be the first and not compressed.
        _put(package, "mimetype", _TYPE.encode(), zipfile.ZIP_STORED)
        _put(package, "META-INF/manifest.xml", _manifest(), zipfile.ZIP_DEFLATED)
        _put(package, "content.xml", _content(name, rows), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _put(package: zipfile.ZipFile, name: str, content: bytes, how: int) -> None:
    package.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, compress_type=how)


def _manifest() -> bytes:
    root = Element("manifest:manifest", {"xmlns:manifest": f"{_NAMES}:manifest:1.0"})
    root.set("manifest:version", _VERSION)
    for path, kind in (("/", _TYPE), ("content.xml", "text/xml")):
        entry = {"manifest:full-path": path, "manifest:media-type": kind}
        SubElement(root, "manifest:file-entry", entry)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _content(name: str, rows: Sequence[Sequence[str | float | None]]) -> bytes:
    root = Element("office:document-content", {"office:version": _VERSION})
    for space in ("office", "table", "text"):
        root.set(f"xmlns:{space}", f"{_NAMES}:{space}:1.0")
    body = SubElement(SubElement(root, "office:body"), "office:spreadsheet")
    sheet = SubElement(body, "table:table", {"table:name": name[:_SHEET_NAME]})
    for row in rows:
        line = SubElement(sheet, "table:table-row")
        for value in row:
            _cell(line, value)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _cell(line: Element, value: str | float | None) -> None:
    cell = SubElement(line, "table:table-cell")
    if value is None or value == "":
        return
    cell.set("office:value-type", "string" if isinstance(value, str) else "float")
    if not isinstance(value, str):
        cell.set("office:value", f"{value:.12g}")
    SubElement(cell, "text:p").text = value if isinstance(value, str) else f"{value:.12g}"
