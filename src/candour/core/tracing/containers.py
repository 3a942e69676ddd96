"""A container for one recipient: a file as it came, and a cover sheet that names the copy.

For what bears no visible mark: sound, moving pictures, unknown types, files too large to be drawn
anew. It is made piece by piece, so memory does not grow with the file, and made again it is the
same to the last byte: whoever keeps what it is made of need not keep the container.

References: APPNOTE.TXT (ZIP, stored entries, data descriptors); ISO/IEC 14496-12 (uuid boxes);
ISO 32000-1 (PDF).
"""

import dataclasses
import io
import textwrap
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence

import pikepdf

COVER = "read-this-first.pdf"
# Of the box that a player passes over; drawn once, and the same in every copy.
_BOX_TYPE = bytes.fromhex("8f5bb4be5d0e4c7a9c0a4f1d6c2e7b31")
_WHEN = (1980, 1, 1, 0, 0, 0)
_WIDE = 88
_LINES_ON_PAGE = 48
_PAGE = (0, 0, 595, 842)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """What a container is made of beside the file: its name inside, the cover sheet, the signs.

    `has_box` says that the file is one of boxes, and takes another behind its end.
    """

    name: str
    cover: bytes = dataclasses.field(repr=False)
    signs: str = dataclasses.field(repr=False)
    has_box: bool


def pieces(*, of: Container, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a container piece by piece, as its file's content is yielded."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        archive.comment = of.signs.encode()
        archive.writestr(_entry(COVER), of.cover)
        with archive.open(_entry(of.name), "w", force_zip64=True) as inside:
            for block in blocks:
                inside.write(block)
                yield outlet.taken()
            if of.has_box:
                inside.write(box(signs=of.signs))
    yield outlet.taken()


def box(*, signs: str) -> bytes:
    """Return a box of a kind that no player knows, with signs in it."""
    said = _BOX_TYPE + signs.encode()
    return (8 + len(said)).to_bytes(4, "big") + b"uuid" + said


def cover(*, lines: Sequence[str], signs: str) -> bytes:
    """Draw a cover sheet; the signs are drawn in letters that leave no trace, and are copied."""
    drawn = [part for line in lines for part in textwrap.wrap(_plain(line), _WIDE) or [""]]
    pdf = pikepdf.new()
    letters = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for start in range(0, len(drawn), _LINES_ON_PAGE):
        page = pdf.add_blank_page(page_size=_PAGE[2:])
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=letters))
        page.obj.Contents = pdf.make_stream(_page(drawn[start : start + _LINES_ON_PAGE], signs))
    pdf.docinfo["/CandourCopy"] = signs
    out = io.BytesIO()
    plainly = pikepdf.ObjectStreamMode.disable
    pdf.save(out, static_id=True, object_stream_mode=plainly, compress_streams=False)
    return out.getvalue()


class _Outlet(io.RawIOBase):
    """Takes what the archive writes until it is fetched; nobody can go back in it."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override] # or another buffer
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        held = bytes(self._held)
        self._held.clear()
        return held


def _entry(name: str) -> zipfile.ZipInfo:
    # No day, no account and no machine.
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.external_attr = 0o600 << 16
    entry.create_system = 3
    return entry


def _page(lines: Sequence[str], signs: str) -> bytes:
    said = b"".join(_quoted(line) + b" Tj T*\n" for line in lines)
    unseen = b"BT /F 1 Tf 3 Tr 40 20 Td " + _quoted(signs) + b" Tj ET\n"
    return b"BT /F 11 Tf 16 TL 56 780 Td\n" + said + b"ET\n" + unseen


def _quoted(said: str) -> bytes:
    return b"<" + said.encode("cp1252", errors="replace").hex().encode() + b">"


def _plain(line: str) -> str:
    """Return a line in letters that every page can draw: an accent that it lacks is left off."""
    return "".join(
        one if one.encode("cp1252", errors="ignore") else unicodedata.normalize("NFKD", one)[0]
        for one in line
    )
