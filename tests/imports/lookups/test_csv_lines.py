"""A quotation mark that nobody closed never takes further rows along, wherever it stands."""

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from candour.imports.lookups import csvlines, reading
from candour.imports.lookups.reading import Chunk, NotAFeed

HEADER = b"at,officer,system,vehicle,note\n"
NAMES = ["at", "officer", "system", "vehicle", "#4"]


def row(officer: str, *, vehicle: str = "AB12CDE", note: str = "", end: str = "\n") -> bytes:
    return f"2026-01-01T10:00:00,{officer},v,{vehicle},{note}{end}".encode()


def piped(content: bytes) -> list[Chunk]:
    pipe = io.BufferedReader(io.BytesIO(content))
    return list(reading.chunks(feed=reading.of_pipe(pipe=pipe)))


def officers(found: list[Chunk]) -> list[str]:
    return [one for chunk in found for one in chunk.rows["officer"].to_pylist()]


def left_out(found: list[Chunk]) -> list[tuple[int, str]]:
    return [one for chunk in found for one in chunk.left_out]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("closing", ['"', '"B" Z', 'B"'])
def test_ten_thousand_rows_after_an_open_mark_are_read(end, start, closing) -> None:
    between = b"".join(row(f"N{number}", end=end) for number in range(10_000))
    last = row("Z", note=closing, end=end)
    content = start + HEADER + row("A", note='"never closed', end=end) + between + last

    found = piped(content)

    assert left_out(found)[0] == (1, "open_quote")
    assert officers(found)[:10_000] == [f"N{number}" for number in range(10_000)]
    assert sum(chunk.read for chunk in found) == 10_002


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_mark_that_is_open_when_the_file_ends_is_named(end) -> None:
    found = piped(HEADER + row("A") + row("B", note='"never closed', end=end))

    assert (officers(found), left_out(found)) == (["A"], [(2, "open_quote")])


def test_a_mark_in_the_first_cell_of_the_last_row_takes_nothing_along() -> None:
    found = piped(HEADER + b'"' + row("A") + row("B") + row("C"))

    assert (officers(found), left_out(found)) == (["B", "C"], [(1, "open_quote")])


def test_marks_inside_cells_and_doubled_ones_are_words() -> None:
    found = piped(
        HEADER + row("A", note='5" pipe') + row("B", note='"says ""no"", and goes"')
        + row("C", note='"two", "cells"') + row('"D"', vehicle='""')
    )  # fmt: skip

    assert (officers(found), left_out(found)) == (["A", "B", "D"], [(3, "cell_count")])


def test_an_address_in_two_lines_is_one_row_with_the_number_of_its_first_line() -> None:
    found = piped(HEADER + row("A", vehicle='"AB12\nCDE"') + row("B"))

    assert (officers(found), left_out(found)) == (["A", "B"], [])
    assert found[0].rows["row"].to_pylist() == [1, 3]
    assert found[0].rows["vehicle"].to_pylist()[0] == "AB12 CDE"


def test_a_cell_over_more_lines_than_a_look_up_has_is_taken_apart() -> None:
    found = piped(HEADER + row("A", note='"one' + "\nmore" * csvlines.MOST_LINES + '"') + row("B"))

    assert officers(found) == ["B"]
    assert left_out(found)[0] == (1, "open_quote")
    assert {reason for _, reason in left_out(found)[1:]} == {"cell_count"}


def test_blank_lines_are_no_rows_and_none_is_swallowed_by_one() -> None:
    found = piped(HEADER + b"\n" + row("A", note='"open') + b"\n\r\n" + row("B") + b"\n")

    assert (officers(found), left_out(found)) == (["B"], [(2, "open_quote")])
    assert found[0].rows["row"].to_pylist() == [5]


def test_a_bare_carriage_return_is_no_end_of_a_row() -> None:
    found = piped(HEADER + row("A", note="x\ry") + row("B"))

    assert (officers(found), left_out(found)) == (["B"], [(1, "line_break")])


def test_a_line_of_another_encoding_with_an_open_mark_is_left_out_alone() -> None:
    found = piped(HEADER + row("A").replace(b"AB12", b'"\xff') + row("B") + b"\xff,x\n" + row("C"))

    assert officers(found) == ["B", "C"]
    assert left_out(found) == [(1, "open_quote"), (3, "wrong_encoding")]


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(NotAFeed, match="too long"):
        piped(HEADER + b"x" * (csvlines.BLOCK * 2 + 1))


LINES = st.lists(
    st.text(alphabet='ab",\r ', max_size=12).map(lambda text: f"t,o,v,{text}"), max_size=30
)


def taken(content: bytes, block: int) -> tuple[list[int], list[tuple[int, str]]]:
    asked = csvlines.Asked(names=NAMES, wanted=NAMES[:4])
    found = list(csvlines.parts(file=io.BytesIO(content), asked=asked, block_bytes=block))
    numbers = [int(one) for part in found for one in part.numbers]
    return numbers, [one for part in found for one in part.left_out]


@example(lines=['t,o,v,"', 't,o,v,"\ra'], block=20)
@given(lines=LINES, block=st.integers(20, 90))
def test_every_line_is_a_row_or_named_however_the_file_is_cut(lines, block) -> None:
    content = "\n".join(lines).encode()

    numbers, named = taken(content, block)

    assert (numbers, named) == taken(content, 1 << 20)
    accounted = sorted([*numbers, *(line for line, _ in named)])
    # A line that is in no row of its own goes on from one that left a mark open.
    missing = set(range(1, len(lines) + 1)) - set(accounted)
    assert len(set(accounted)) == len(accounted)
    assert all(one - 1 in missing or '"' in lines[one - 2] for one in missing)
