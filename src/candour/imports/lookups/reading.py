"""Reads an audit feed in chunks of rows, from a file or a pipe: CSV, JSON lines or Parquet.

Rows that can't be read are named by their number and left out; the others go on. Nothing is written
anywhere: a chunk is in memory until the next one.
"""

import csv as csv_of_python
import dataclasses
import io
import json
import pathlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from candour.imports.lookups import columns, csvlines
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
    # How many bytes of a file had been read by then; nothing of a pipe.
    reached: int = 0

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
    size: int = 0


def of_path(*, path: pathlib.Path) -> Feed:
    """Return the feed in a file; its ending tells its form."""
    form = _ENDINGS.get(path.suffix.casefold())
    if form is None or not path.is_file():
        message = "Give the feed as one .csv, .jsonl or .parquet file, or - for standard input."
        raise NotAFeed(message)
    size = path.stat().st_size
    return Feed(name=path.name, form=form, open=lambda: path.open("rb"), size=size)


def of_pipe(*, pipe: IO[bytes]) -> Feed:
    """Return the feed that comes through a pipe: JSON lines where it begins with a brace."""
    ahead = pipe if isinstance(pipe, io.BufferedReader) else io.BufferedReader(pipe, _BLOCK)  # type: ignore[type-var] # what reads can be buffered
    start = ahead.peek(1)[:4].lstrip(b"\xef\xbb\xbf \r\n")
    return Feed(name="-", form=JSON_LINES if start[:1] == b"{" else CSV, open=lambda: ahead)


def chunks(*, feed: Feed, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
    """Yield the feed chunk by chunk; raise NotAFeed where it is no feed, or is one no longer.

    What is raised says nothing of what a row holds.
    """
    import pyarrow

    reader = {CSV: _csv, JSON_LINES: _json_lines, PARQUET: _parquet}[feed.form]
    last = 0
    with feed.open() as file:
        try:
            for chunk in reader(feed.name, file, rows):
                last += chunk.read
                reached = min(file.tell(), feed.size) if feed.size else 0
                yield dataclasses.replace(chunk, reached=chunk.reached or reached)
        except (pyarrow.ArrowException, OSError):
            message = f"{feed.name}: after row {last} it is damaged, or a row of it is too long."
            raise NotAFeed(message) from None


def _csv(name: str, file: IO[bytes], rows: int) -> Iterator[Chunk]:
    names = _header(name, file)
    asked = csvlines.Asked(names=names, wanted=[one for one in names if one in columns.NAMES])
    waiting: list[csvlines.Part] = []
    for part in csvlines.parts(file=file, asked=asked):
        waiting.append(part)
        if sum(one.rows.num_rows for one in waiting) >= rows:
            yield _joined(waiting)
            waiting = []
    if waiting:
        yield _joined(waiting)


def _joined(parts: Sequence[csvlines.Part]) -> Chunk:
    import numpy
    import pyarrow

    left_out = tuple(one for part in parts for one in part.left_out)
    table = pyarrow.concat_tables([part.rows for part in parts])
    return _whole(table, numpy.concatenate([part.numbers for part in parts]), left_out)


def _header(name: str, file: IO[bytes]) -> list[str]:
    """Read the first line of a CSV; name each column as we do, or by its place if we don't."""
    line = file.readline(_LONGEST_LINE)
    try:
        said = next(csv_of_python.reader([line.decode("utf-8-sig")], strict=True), [])
    except (UnicodeDecodeError, csv_of_python.Error):
        message = f"{name}: this is no CSV in UTF-8 with a header."
        raise NotAFeed(message) from None
    _check_header(name, said)
    names: list[str] = []
    for place, one in enumerate(said):
        column = columns.known(header=one)
        names.append(column if column and column not in names else f"#{place}")
    return names


def _whole(table: Any, numbers: Any, left_out: tuple[tuple[int, str], ...]) -> Chunk:
    """Leave out the rows whose text is none: of another encoding, or with a NUL."""
    import pyarrow

    try:
        table.validate(full=True)
        _demand_no_nul(table)
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


def _demand_no_nul(table: Any) -> None:
    import pyarrow
    from pyarrow import compute

    for column in table.columns:
        if compute.any(compute.match_substring(column, "\0")).as_py():
            raise pyarrow.ArrowInvalid


def _raw(column: Any) -> list[bytes | None]:
    import pyarrow

    found: list[bytes | None] = column.cast(pyarrow.binary()).to_pylist()
    return found


def _is_text(row: Sequence[bytes | None]) -> bool:
    try:
        return not any("\0" in (cell or b"").decode() for cell in row)
    except UnicodeDecodeError:
        return False


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
    if value is None:
        return None
    # Half a character, which JSON can spell, is no text: it raises here.
    return str(value).encode().decode()


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
    wanted = _wanted(name, source.schema_arrow)
    size, last = file.seek(0, io.SEEK_END), 0
    for batch in source.iter_batches(batch_size=rows, columns=wanted):
        table = pyarrow.Table.from_batches([batch])
        # What is no text is found, and left out, row by row.
        texts = [one.cast(pyarrow.string(), safe=False) for one in table.columns]
        numbers = numpy.arange(last + 1, last + 1 + table.num_rows)
        last += table.num_rows
        chunk = _whole(pyarrow.table(dict(zip(wanted, texts, strict=True))), numbers, ())
        # The end of the file is read first: what counts is how many of its rows are.
        yield dataclasses.replace(chunk, reached=size * last // source.metadata.num_rows)


def _wanted(name: str, schema: Any) -> list[str]:
    """Return the columns to read; raise NotAFeed where one holds lists, or two are one."""
    import pyarrow

    _check_header(name, schema.names)
    found: dict[str, str] = {}
    for one in schema:
        column = columns.known(header=one.name)
        if column and pyarrow.types.is_nested(one.type):
            message = f"{name}: the column {one.name} holds lists or structures, not text."
            raise NotAFeed(message)
        if column:
            found.setdefault(column, one.name)
    if len(set(schema.names)) < len(schema.names):
        message = f"{name}: two columns have the same name."
        raise NotAFeed(message)
    return list(found.values())


def _check_header(name: str, header: Sequence[str]) -> None:
    there = {columns.known(header=one) for one in header}
    missing = [one for one in columns.REQUIRED if one not in there]
    if missing:
        message = f"{name}: there is no column {' or '.join(missing)}."
        raise NotAFeed(message)
