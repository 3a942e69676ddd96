"""Reads a CSV whose rows are lines: a quotation mark left open costs its own line, and no other.

A reader of CSV takes a quotation mark that nobody closed for the start of a long cell, and every
row up to the next mark for its words. So the rows are counted against the lines. Where they differ,
each line is looked at by itself: one that leaves a mark open is named and left out, unless it and
the few lines after it are plainly one row, as of an address in two lines.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

BLOCK = 16 << 20
# A cell over more lines than this is none of a look-up.
MOST_LINES = 8
OPEN_QUOTE, LINE_BREAK, CELL_COUNT = "open_quote", "line_break", "cell_count"
WRONG_ENCODING = "wrong_encoding"
_LINE_FEED = 10

# A cell that begins with a mark ends with one; after it, and in any other cell, marks are letters.
_CELL = rb'(?:"(?:[^"]|"")*+"[^,]*+|[^",][^,]*+)?+'
_ROW = re.compile(_CELL + rb"(?:," + _CELL + rb")*+", re.DOTALL)


class TooLong(OSError):
    """A line is longer than any row of a feed."""


class Unaccounted(OSError):
    """Some lines can't be told into rows, not even one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every column is called, in the order of the file, and which of them are wanted."""

    names: Sequence[str]
    wanted: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some rows in their order, the line below the header that each begins on, and the rest."""

    rows: Any
    numbers: Any
    left_out: tuple[tuple[int, str], ...]


@dataclass(slots=True, kw_only=True)
class _Mended:
    """Lines of which each is one row, the number of each, and those that are left out."""

    lines: list[bytes] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    # How many lines were dealt with; the others wait for what comes after them.
    count: int = 0
    waiting: bytes = b""


def parts(*, file: IO[bytes], asked: Asked, block_bytes: int = BLOCK) -> Iterator[Part]:
    """Yield the rows of a CSV from below its header, some megabytes at a time."""
    waiting, line = b"", 1
    for block in itertools.chain(_blocks(file, block_bytes), [b""]):
        found = waiting + block
        if not found:
            continue
        part, count, waiting = _part(found, line, asked, is_end=not block)
        line += count
        yield part


def _blocks(file: IO[bytes], size: int) -> Iterator[bytes]:
    """Yield whole lines, many at a time; the last one gets an end where it has none."""
    rest = b""
    while read := file.read(size):
        end = read.rfind(b"\n") + 1
        if end:
            yield rest + read[:end]
            rest = read[end:]
        else:
            rest += read
        if len(rest) > size:
            raise TooLong
    if rest:
        yield rest + b"\n"


def _part(block: bytes, first: int, asked: Asked, *, is_end: bool) -> tuple[Part, int, bytes]:
    """Return the rows of a block, how many lines they are, and what waits for the next block."""
    import numpy

    # Thrice as fast as bytes.count where there are many.
    lines = int(numpy.count_nonzero(numpy.frombuffer(block, numpy.uint8) == _LINE_FEED))
    if _may_be_plain(block):
        table, refused = _parsed(block, asked)
        if table.num_rows + len(refused) == lines:
            return _numbered(table, refused, numpy.arange(first, first + lines)), lines, b""
    mended = _mended(block, first, width=len(asked.names), is_end=is_end)
    table, refused = _parsed(b"".join(mended.lines), asked)
    if table.num_rows + len(refused) != len(mended.lines):
        raise Unaccounted
    numbers = numpy.array(mended.numbers, dtype="int64")
    return _numbered(table, refused, numbers, mended.left_out), mended.count, mended.waiting


def _may_be_plain(block: bytes) -> bool:
    """Say whether it is text of lines that end as lines do, the last one without an open mark."""
    last = block[block.rfind(b"\n", 0, -1) + 1 :]
    is_ended = b"\r" not in block or block.count(b"\r") == block.count(b"\r\n")
    return is_ended and _is_row(last) and _is_text(block)


def _parsed(block: bytes, asked: Asked) -> tuple[Any, list[int]]:
    """Return the rows of a block, and which have more or fewer cells, by their place."""
    import pyarrow
    from pyarrow import csv

    refused: list[int] = []

    def refuse(row: Any) -> str:
        refused.append(row.number - 1)
        return "skip"

    if not block:
        return pyarrow.table(dict.fromkeys(asked.wanted, pyarrow.array([], pyarrow.string()))), []
    table = csv.read_csv(
        pyarrow.BufferReader(block),
        # Row numbers are known on one thread only.
        read_options=csv.ReadOptions(
            block_size=len(block) + 1, use_threads=False, column_names=asked.names
        ),
        parse_options=csv.ParseOptions(newlines_in_values=True, invalid_row_handler=refuse),
        convert_options=csv.ConvertOptions(
            check_utf8=False,
            strings_can_be_null=True,
            null_values=[""],
            quoted_strings_can_be_null=True,
            include_columns=asked.wanted,
            # A number's noughts are part of it.
            column_types=dict.fromkeys(asked.wanted, "string"),
        ),
    )
    return table, refused


def _numbered(
    table: Any, refused: Sequence[int], numbers: Any, left_out: Sequence[tuple[int, str]] = ()
) -> Part:
    import numpy

    named = [(int(numbers[place]), CELL_COUNT) for place in refused]
    return Part(
        rows=table,
        numbers=numpy.delete(numbers, refused),
        left_out=tuple(sorted([*named, *left_out])),
    )


def _mended(block: bytes, first: int, *, width: int, is_end: bool) -> _Mended:
    """Look at each line by itself."""
    found, lines = _Mended(), [line.rstrip(b"\r") for line in block.split(b"\n")[:-1]]
    while found.count < len(lines):
        at = found.count
        row = _row_at(lines, at, width)
        if not row and not is_end and _may_go_on(lines, at, width):
            found.waiting = b"".join(one + b"\n" for one in lines[at:])
            break
        found.count += max(row, 1)
        text = b" ".join(lines[at : at + row])
        if row and _is_text(text):
            found.lines += [text + b"\n"] if text else []
            found.numbers += [first + at] if text else []
        else:
            found.left_out.append((first + at, WRONG_ENCODING if row else _fault(lines[at])))
    return found


def _fault(line: bytes) -> str:
    return LINE_BREAK if b"\r" in line else OPEN_QUOTE


def _row_at(lines: Sequence[bytes], at: int, width: int) -> int:
    """Return of how many lines the row is that begins at a line; none, if a mark stays open."""
    if b"\r" in lines[at]:
        return 0
    if _is_row(lines[at]):
        return 1
    for end in range(at + 2, min(at + MOST_LINES, len(lines)) + 1):
        if _ends_any_row(lines[end - 1], width):
            return 0
        if _is_row(b"\n".join(lines[at:end])):
            return end - at
    return 0


def _may_go_on(lines: Sequence[bytes], at: int, width: int) -> bool:
    """Say whether a row may end in lines that were not read yet."""
    after = lines[at + 1 :]
    is_short = len(after) < MOST_LINES - 1 and b"\r" not in lines[at]
    return is_short and not any(_ends_any_row(one, width) for one in after)


def _ends_any_row(line: bytes, width: int) -> bool:
    """Say whether no row goes on into this line: it looks like one, or breaks within itself."""
    return b"\r" in line or line.count(b",") >= width - 1


def _is_row(line: bytes) -> bool:
    return b'"' not in line or _ROW.fullmatch(line.rstrip(b"\r\n")) is not None


def _is_text(block: bytes) -> bool:
    try:
        return block.isascii() or bool(block.decode())
    except UnicodeDecodeError:
        return False
