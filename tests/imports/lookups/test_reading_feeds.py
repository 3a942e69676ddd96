"""Feeds are read in chunks, from files and pipes; every row keeps its number."""

import io
import traceback

import pyarrow
import pytest
from pyarrow import parquet

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


def feed_of(tmp_path, **changes: object) -> reading.Feed:
    row = {"at": "2026-01-01T10:00:00", "officer": "A", "system": "v"} | changes
    path = tmp_path / "feed.parquet"
    parquet.write_table(pyarrow.table({name: [value] for name, value in row.items()}), path)
    return reading.of_path(path=path)


def test_a_column_nobody_asks_for_never_stops_a_feed_nor_shows_what_it_holds() -> None:
    row = b"2026-01-01T10:00:00,A1,v,"
    content = b"at,officer,system,other\n" + (row + b"1\n") * 700_000 + row + b"Ann Example\n"

    found = piped(content)

    assert sum(chunk.read for chunk in found) == 700_001
    assert "other" not in found[0].rows.column_names


def test_noughts_are_kept_however_a_header_is_spelt() -> None:
    (chunk,) = piped(b"\xef\xbb\xbfAt,Officer,System,VRM\n2026-01-01T10:00:00,0012,v,0077\n")

    assert chunk.rows["officer"].to_pylist() == ["0012"]


@pytest.mark.parametrize("twice", [b"vrm,vrm", b"x,x", b"vehicle,vrm", b"row,vrm"])
def test_a_header_that_says_something_twice_is_read(twice: bytes) -> None:
    (chunk,) = piped(b"at,officer,system," + twice + b"\n2026-01-01T10:00:00,A1,v,B,C\n")

    assert chunk.rows["row"].to_pylist() == [1]
    assert len(set(chunk.rows.column_names)) == len(chunk.rows.column_names)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("at,officer,system\n1,2,3\n".encode("utf-16"), id="another-encoding"),
        pytest.param(
            b"at,officer,system\n1,A," + b"Ann Example" * (4 << 20) + b"\n", id="endless-cell"
        ),
    ],
)
def test_what_stops_a_feed_is_said_without_a_word_of_it(content: bytes) -> None:
    with pytest.raises(NotAFeed) as refused:
        piped(content)

    assert "Ann" not in "".join(traceback.format_exception(refused.value))


def test_rows_with_half_characters_or_nuls_are_left_out() -> None:
    start = b'{"at":"2026-01-01T10:00:00","system":"v","officer":'

    (chunk,) = piped(start + b'"\\ud800"}\n' + start + b'"a\\u0000"}\n' + start + b'"A"}\n')

    assert sorted(row for row, _ in chunk.left_out) == [1, 2]
    assert chunk.rows["officer"].to_pylist() == ["A"]


@pytest.mark.parametrize("value", [["Ann", "Bo"], {"first": "Ann"}])
def test_columns_of_lists_are_refused_by_name(tmp_path, value: object) -> None:
    with pytest.raises(NotAFeed, match="column name"):
        list(reading.chunks(feed=feed_of(tmp_path, name=value)))


def test_a_value_of_bytes_that_are_no_text_is_left_out(tmp_path) -> None:
    (chunk,) = reading.chunks(feed=feed_of(tmp_path, name=b"\xff\xfe"))

    assert chunk.left_out == ((1, "wrong_encoding"),)


def test_a_damaged_parquet_file_is_refused(tmp_path) -> None:
    feed = feed_of(tmp_path)
    path = tmp_path / "feed.parquet"
    content = path.read_bytes()
    path.write_bytes(content[:4] + bytes(60) + content[64:])

    with pytest.raises(NotAFeed, match="damaged"):
        list(reading.chunks(feed=feed))


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_a_file_says_how_much_of_it_was_read(tmp_path, ending) -> None:
    writing.write(asked=SMALL, path=tmp_path / f"feed.{ending}")
    feed = reading.of_path(path=tmp_path / f"feed.{ending}")

    reached = [chunk.reached for chunk in reading.chunks(feed=feed, rows=100)]

    assert feed.size == (tmp_path / f"feed.{ending}").stat().st_size
    assert reached == sorted(reached)
    assert 0 < reached[0] <= reached[-1] <= feed.size
