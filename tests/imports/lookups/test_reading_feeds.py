"""Feeds are read in chunks, from files and pipes; every row keeps its number."""

import io

import pytest

from candour.imports.lookups import reading
from candour.imports.lookups.generated import writing
from candour.imports.lookups.generated.generator import Asked
from candour.imports.lookups.reading import NotAFeed

SMALL = Asked(officers=24, days=6, watches=1)
SPOILT = (
    b"at,officer,system,vrm\n2026-01-01T10:00:00,A1,v,AB12CDE\nx,y\n"
    b'2026-01-01T10:00:00,A2,v,\xff\xfe\n2026-01-01T10:00:00,A3,v,"a\nb"\n'
)
LINES = (
    b'{"at":"2026-01-01T10:00:00","officer":1234,"system":"v"}\nnot\n'
    b'{"at":"2026-01-01T10:00:00","officer":"A","system":"v","vrm":"AB12CDE"}\n[1]\n'
)


def piped(content: bytes) -> list[reading.Chunk]:
    pipe = io.BufferedReader(io.BytesIO(content))
    return list(reading.chunks(feed=reading.of_pipe(pipe=pipe)))


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_a_feed_is_the_same_in_every_form_and_cut(tmp_path, ending) -> None:
    made = writing.write(asked=SMALL, path=tmp_path / f"feed.{ending}")
    feed = reading.of_path(path=tmp_path / f"feed.{ending}")

    cut = list(reading.chunks(feed=feed, rows=100))

    numbers = [number for chunk in cut for number in chunk.rows["row"].to_pylist()]
    assert numbers == list(range(1, made.rows + 1))
    assert sum(chunk.read for chunk in reading.chunks(feed=feed)) == made.rows


def test_spoilt_rows_are_named_and_the_others_keep_their_numbers() -> None:
    (chunk,) = piped(SPOILT)

    assert chunk.left_out == ((2, "cell_count"), (3, "wrong_encoding"))
    assert chunk.rows["row"].to_pylist() == [1, 4]


def test_spoilt_lines_are_named_and_the_others_keep_their_numbers() -> None:
    (chunk,) = piped(LINES)

    assert chunk.left_out == ((2, "not_json"), (4, "not_json"))
    assert chunk.rows["officer"].to_pylist() == ["1234", "A"]


@pytest.mark.parametrize("content", [b"", b"who,what\n1,2\n", b"\x00\x01"])
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    with pytest.raises(NotAFeed):
        piped(content)


def test_a_file_of_another_kind_is_refused(tmp_path) -> None:
    with pytest.raises(NotAFeed):
        reading.of_path(path=tmp_path / "feed.doc")
