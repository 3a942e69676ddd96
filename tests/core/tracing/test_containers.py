"""A container is any program's ZIP, bears its copy's signs, and costs no memory with its size."""

import hashlib
import io
import tracemalloc
import zipfile

import pypdf
import pytest

from candour.core.tracing import containers
from candour.core.tracing.containers import COVER, Container

SIGNS = "candour-copy:" + "5a" * 16
LINES = ("Copy ABCD-2345 for Daniel Márlow, 3 May 2026. Not to be passed on.", "", "x" * 200)
MEBIBYTE = 1024 * 1024


def container(*, has_box: bool = False) -> Container:
    return Container(
        name="copy-ABCD-2345.mp4",
        cover=containers.cover(lines=LINES, signs=SIGNS),
        signs=SIGNS,
        has_box=has_box,
    )


def made(of: Container, blocks: list[bytes]) -> bytes:
    return b"".join(containers.pieces(of=of, blocks=blocks))


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def test_any_program_opens_it_and_finds_the_file_as_it_came():
    archive = opened(made(container(), [b"one", b"two"]))

    assert archive.testzip() is None
    assert archive.namelist() == [COVER, "copy-ABCD-2345.mp4"]
    assert archive.read("copy-ABCD-2345.mp4") == b"onetwo"
    assert archive.comment == SIGNS.encode()
    assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_made_again_it_is_the_same_to_the_last_byte_however_its_pieces_fall():
    of = container(has_box=True)
    assert made(of, [b"onetwo"]) == made(of, [b"o", b"", b"netwo"])


@pytest.mark.parametrize("has_box", [True, False])
def test_the_file_inside_bears_the_signs_only_where_it_takes_a_box(has_box):
    inside = opened(made(container(has_box=has_box), [b"\0\0\0\x08free"])).read(
        "copy-ABCD-2345.mp4"
    )

    assert inside.startswith(b"\0\0\0\x08free")
    assert (SIGNS.encode() in inside) is has_box


def test_the_box_says_its_own_length_and_kind():
    box = containers.box(signs=SIGNS)
    assert (int.from_bytes(box[:4], "big"), box[4:8]) == (len(box), b"uuid")


def test_the_cover_sheet_says_each_line_and_bears_the_signs_unseen():
    reader = pypdf.PdfReader(io.BytesIO(containers.cover(lines=LINES, signs=SIGNS)))
    said = reader.pages[0].extract_text()

    assert "Copy ABCD-2345 for Daniel Márlow, 3 May 2026." in " ".join(said.split())
    assert said.count("x") >= 200
    assert SIGNS in said
    assert reader.metadata["/CandourCopy"] == SIGNS


def test_a_long_cover_sheet_goes_on_on_another_page():
    sheet = containers.cover(lines=[f"Line {number}" for number in range(60)], signs=SIGNS)
    said = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sheet)).pages]

    assert ("Line 0\n" in said[0], "Line 59" in said[1], len(said)) == (True, True, 2)


def test_memory_does_not_grow_with_the_file():
    block, seen, size = bytes(MEBIBYTE), hashlib.sha256(), 0
    of = container(has_box=True)
    tracemalloc.start()
    try:
        for piece in containers.pieces(of=of, blocks=(block for _ in range(96))):
            seen.update(piece)
            size += len(piece)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert size > 96 * MEBIBYTE
    assert peak < 8 * MEBIBYTE
