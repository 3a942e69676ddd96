"""Reads an audit feed in chunks of rows, from a file or a pipe: CSV, JSON lines or Parquet.

Rows that can't be read are named by their number and left out; the others go on. Nothing is written
anywhere: a chunk is in memory until the next one.
"""

import io
import json
import pathlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from candour.imports.lookups import columns
from candour.imports.lookups.scanning import ROW

CHUNK_ROWS = 500_000
_BLOCK = 64 << 20
_LONGEST_LINE = 1 << 20
CSV, JSON_LINES, PARQUET = "csv", "jsonl", "parquet"
_ENDINGS = {".csv": CSV, ".jsonl": JSON_LINES, ".ndjson": JSON_LINES, ".parquet": PARQUET}


class NotAFeed(Exception):
    """What was given can't be read as an audit feed; the sentence says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some rows of a feed in their order, as text with their numbers, and which were left out."""

    rows: Any
    left_out: tuple[tuple[int, str], ...] = ()

    @property
    def read(self) -> int:
        """Return how many rows it accounts for."""
        return int(self.rows.num_rows) + len(self.left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed to be read: its name, its form, and how to open it anew."""

    name: str
    form: str
    open: Callable[[], IO[bytes]] = field(repr=False)


def of_path(*, path: pathlib.Path) -> Feed:
    """Return the feed in a file; its ending tells its form."""
    form = _ENDINGS.get(path.suffix.casefold())
    if form is None or not path.is_file():
        message = "Give the feed as one .csv, .jsonl or .parquet file, or - for standard input."
        raise NotAFeed(message)
    return Feed(name=path.name, form=form, open=lambda: path.open("rb"))


def of_pipe(*, pipe: IO[bytes]) -> Feed:
    """Return the feed that comes through a pipe: JSON lines where it begins with a brace."""
    ahead = io.BufferedReader(pipe, _BLOCK) if isinstance(pipe, io.RawIOBase) else pipe
    start = ahead.peek(1)[:4].lstrip(b"\xef\xbb\xbf \r\n") if hasattr(ahead, "peek") else b""
    return Feed(name="-", form=JSON_LINES if start[:1] == b"{" else CSV, open=lambda: ahead)


def chunks(*, feed: Feed, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
    """Yield the feed chunk by chunk; raise NotAFeed where it is no feed at all."""
    reader = {CSV: _csv, JSON_LINES: _json_lines, PARQUET: _parquet}[feed.form]
    with feed.open() as file:
        yield from reader(feed.name, file, rows)


def _csv(name: str, file: IO[bytes], rows: int) -> Iterator[Chunk]:
    import pyarrow
    from pyarrow import csv

    bad: list[tuple[int, str]] = []

    def refuse(row: Any) -> str:
        # The header is row 1 to the reader and none to us.
        bad.append((row.number - 1, "cell_count"))
        return "skip"

    try:
        reader = csv.open_csv(
            file,
            # Row numbers are known on one thread only.
            read_options=csv.ReadOptions(block_size=_BLOCK // 4, use_threads=False),
            parse_options=csv.ParseOptions(newlines_in_values=True, invalid_row_handler=refuse),
            convert_options=csv.ConvertOptions(
                check_utf8=False,
                strings_can_be_null=True,
                null_values=[""],
                quoted_strings_can_be_null=True,
                column_types=_TextsOnly(),
            ),
        )
        _check_header(name, reader.schema.names)
    except pyarrow.ArrowInvalid as wrong:
        message = f"{name}: this is no CSV with a header."
        raise NotAFeed(message) from wrong
    yield from _numbered(reader, bad, rows)


class _TextsOnly(dict[str, Any]):
    """Every column is text, whatever it is called: a number's noughts are part of it."""

    def items(self) -> Any:
        import pyarrow

        names = {*columns.every_name()}
        return {name: pyarrow.string() for name in names}.items()


def _numbered(reader: Any, bad: list[tuple[int, str]], rows: int) -> Iterator[Chunk]:
    """Number the rows of a CSV: those left out keep their numbers."""
    last, waiting = 0, []
    for batch in reader:
        waiting.append(batch)
        if sum(one.num_rows for one in waiting) >= rows:
            chunk, last = _chunk(waiting, bad, last)
            waiting = []
            yield chunk
    if waiting or bad:
        yield _chunk(waiting, bad, last)[0]


def _chunk(batches: Sequence[Any], bad: list[tuple[int, str]], last: int) -> tuple[Chunk, int]:
    import numpy
    import pyarrow

    table = pyarrow.Table.from_batches(batches) if batches else pyarrow.table({})
    # The reader may be ahead: what it has left out behind these rows belongs to a later chunk.
    bad.sort()
    end, taken = last + table.num_rows, 0
    while taken < len(bad) and bad[taken][0] <= end + 1:
        taken, end = taken + 1, end + 1
    left_out, bad[:] = tuple(bad[:taken]), bad[taken:]
    numbers = numpy.setdiff1d(
        numpy.arange(last + 1, end + 1), [row for row, _ in left_out], assume_unique=True
    )
    return _whole(table, numbers, left_out), end


def _whole(table: Any, numbers: Any, left_out: tuple[tuple[int, str], ...]) -> Chunk:
    """Leave out the rows whose text is no text."""
    import pyarrow

    try:
        table.validate(full=True)
    except pyarrow.ArrowInvalid:
        is_text = [_is_text(row) for row in zip(*(_raw(one) for one in table.columns), strict=True)]
        spoilt = tuple(
            (int(number), "wrong_encoding")
            for number, good in zip(numbers, is_text, strict=True)
            if not good
        )
        keep = pyarrow.array(is_text)
        table, left_out = table.filter(keep), (*left_out, *spoilt)
        numbers = numbers[is_text]
    if not table.column_names:
        table = pyarrow.table({name: pyarrow.array([], pyarrow.string()) for name in columns.NAMES})
    rows = table.append_column(ROW, pyarrow.array(numbers, pyarrow.int64()))
    return Chunk(rows=rows, left_out=left_out)


def _raw(column: Any) -> list[bytes | None]:
    import pyarrow

    found: list[bytes | None] = column.cast(pyarrow.binary()).to_pylist()
    return found


def _is_text(row: Sequence[bytes | None]) -> bool:
    try:
        for cell in row:
            (cell or b"").decode()
    except UnicodeDecodeError:
        return False
    return True


def _json_lines(name: str, file: IO[bytes], rows: int) -> Iterator[Chunk]:
    first, said = 1, False
    for lines in _lines(file, rows):
        chunk = _of_lines(lines, first)
        if chunk.rows.num_rows and not said:
            _check_header(name, chunk.rows.column_names)
            said = True
        first += len(lines)
        yield chunk


def _lines(file: IO[bytes], rows: int) -> Iterator[list[bytes]]:
    """Yield the lines of a file, many at a time; one too long to be a row is cut."""
    found: list[bytes] = []
    size = 0
    while line := file.readline(_LONGEST_LINE):
        found.append(line)
        size += len(line)
        if len(found) >= rows or size >= _BLOCK:
            yield found
            found, size = [], 0
    if found:
        yield found


def _of_lines(lines: Sequence[bytes], first: int) -> Chunk:
    import numpy
    import pyarrow
    from pyarrow import json as arrow_json

    names = columns.every_name()
    schema = pyarrow.schema([(name, pyarrow.string()) for name in names])
    options = arrow_json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    reading = arrow_json.ReadOptions(block_size=_BLOCK)
    whole = [line for line in lines if line.strip()]
    try:
        if len(whole) != len(lines):
            raise pyarrow.ArrowInvalid
        table = arrow_json.read_json(io.BytesIO(b"".join(lines)), reading, options)
        if table.num_rows != len(lines):
            raise pyarrow.ArrowInvalid
    except (pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError):
        return _one_by_one(lines, first, schema)
    numbers = numpy.arange(first, first + len(lines))
    return _whole(_known(table), numbers, ())


def _one_by_one(lines: Sequence[bytes], first: int, schema: Any) -> Chunk:
    """Read lines of which one at least is no row."""
    import numpy
    import pyarrow

    good, numbers, left_out = [], [], []
    for number, line in enumerate(lines, start=first):
        try:
            row = dict(json.loads(line))
            good.append({name: _text(row[name]) for name in schema.names if name in row})
            numbers.append(number)
        except (ValueError, TypeError, RecursionError):
            left_out.append((number, "not_json"))
    table = pyarrow.Table.from_pylist(good, schema=schema)
    return _whole(_known(table), numpy.array(numbers, dtype="int64"), tuple(left_out))


def _text(value: object) -> str | None:
    if isinstance(value, dict | list):
        raise TypeError
    return None if value is None else str(value)


def _known(table: Any) -> Any:
    """Drop the columns that a schema of every possible name added for nothing."""
    kept: dict[str, str] = {}
    for name in table.column_names:
        column = columns.known(header=name)
        if column and (column not in kept or table[name].null_count < table.num_rows):
            kept[column] = name
    return table.select(list(kept.values())).rename_columns(list(kept))


def _parquet(name: str, file: IO[bytes], rows: int) -> Iterator[Chunk]:
    import numpy
    import pyarrow
    from pyarrow import parquet

    try:
        source = parquet.ParquetFile(file)
    except pyarrow.ArrowInvalid as wrong:
        message = f"{name}: this is no Parquet file."
        raise NotAFeed(message) from wrong
    wanted = [one for one in source.schema_arrow.names if columns.known(header=one)]
    _check_header(name, wanted)
    last = 0
    for batch in source.iter_batches(batch_size=rows, columns=wanted):
        table = pyarrow.Table.from_batches([batch])
        texts = [one.cast(pyarrow.string()) for one in table.columns]
        numbers = numpy.arange(last + 1, last + 1 + table.num_rows)
        last += table.num_rows
        yield _whole(pyarrow.table(dict(zip(wanted, texts, strict=True))), numbers, ())


def _check_header(name: str, header: Sequence[str]) -> None:
    there = {columns.known(header=one) for one in header}
    missing = [one for one in columns.REQUIRED if one not in there]
    if missing:
        message = f"{name}: there is no column {' or '.join(missing)}."
        raise NotAFeed(message)
