"""What a file is called has no say in what it is; two things at once are said to be unclear."""

import puremagic
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.intake.attachments import kinds

MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(100)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100)
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
SAMPLES = {
    "image/jpeg": samples.photo(),
    "image/png": samples.screenshot(),
    "image/gif": samples.picture("GIF"),
    "image/webp": samples.picture("WEBP"),
    "image/tiff": samples.picture("TIFF"),
    "image/bmp": samples.picture("BMP"),
    "image/heic": HEIC,
    kinds.PDF: samples.pdf(),
    kinds.DOCX: samples.docx(),
    kinds.XLSX: samples.archive(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")),
    kinds.PPTX: samples.archive(("[Content_Types].xml", b"<x/>"), ("ppt/a.xml", b"<x/>")),
    f"{kinds.ODF}.text": samples.odt(),
    kinds.ZIP: samples.archive(("a.txt", b"words")),
    "application/x-ole-storage": OLE,
    "application/rtf": b"{\\rtf1\\ansi words}",
    "text/html": b"<!DOCTYPE html><html><body>words</body></html>",
    "video/mp4": MP4,
    "video/quicktime": b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(100),
    "video/webm": bytes.fromhex("1a45dfa39f42868101428281") + b"\x84webm",
    "video/3gpp": b"\0\0\0\x14ftyp3gp4\0\0\0\0isom" + bytes(100),
    "audio/mpeg": b"ID3\x03\0\0\0\0\0\0" + bytes(100),
    "audio/wav": b"RIFF\x24\0\0\0WAVEfmt " + bytes(50),
    "audio/amr": b"#!AMR\n" + bytes(50),
    "application/x-7z-compressed": bytes.fromhex("377abcaf271c") + bytes(60),
    "application/vnd.rar": b"Rar!\x1a\x07\x01\0" + bytes(60),
    "application/x-msdownload": b"MZ" + bytes(200),
    "application/x-elf": b"\x7fELF\x02\x01\x01" + bytes(100),
    kinds.TEXT: "He said: « never mind ».\r\n".encode() * 9,
    kinds.EMPTY: b"",
    kinds.UNKNOWN: bytes(range(200, 250)),
}
TWO_THINGS = {
    "a picture that is an archive too": samples.photo() + samples.archive(("a", b"x" * 500)),
    "a document that is an archive too": samples.pdf() + samples.archive(("a", b"x" * 500)),
    "a text that is an archive too": b"words\n" * 90 + samples.archive(("a", b"x" * 500)),
    "a picture that is a document too": samples.picture("GIF")[:20] + samples.pdf(),
    "an archive that is a document too": b"PK\x03\x04" + bytes(30) + b"%PDF-1.7" + bytes(100),
    "a picture that is a web page too": b"GIF89a/*" + b"*/=1;<script>alert(1)</script>",
    "a picture that is a program too": samples.picture("PNG")[:60] + b"<?php system(1); ?>",
}


def detected(content: bytes) -> str:
    return kinds.detect(head=content[: kinds.HEAD], tail=content[-kinds.TAIL :])


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_is_what_its_content_says(kind):
    assert detected(SAMPLES[kind]) == kind


@pytest.mark.parametrize("what", TWO_THINGS)
def test_two_things_at_once_are_unclear(what):
    assert detected(TWO_THINGS[what]) == kinds.UNCLEAR


def test_an_archive_with_a_long_comment_is_still_seen_behind_a_picture():
    hidden = samples.archive(("a", b"x"))[:-2] + (65_535).to_bytes(2, "little") + b"c" * 65_535
    assert detected(samples.photo() + hidden) == kinds.UNCLEAR


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_have_a_kind_with_a_name(content):
    assert kinds.name_of(detected(content))


def test_every_kind_has_one_code_and_one_name():
    assert len({kind.code for kind in kinds.KINDS}) == len(kinds.KINDS)
    assert len({kind.name for kind in kinds.KINDS}) == len(kinds.KINDS)
    assert kinds.name_of("no such kind") == "Unknown"


def test_the_signatures_come_from_a_list_that_others_keep():
    assert puremagic.magic_string(samples.photo())[0].mime_type == "image/jpeg"
