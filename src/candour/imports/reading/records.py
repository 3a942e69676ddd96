"""Reads rows by the names of their columns from tables or JSON lines; a bad row stops none."""

import datetime
import json
import pathlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from candour.imports.reading import sheets
from candour.imports.reading.cells import Cells
from candour.imports.reading.sheets import MOST_BYTES, Cell, Odd
from candour.imports.source import CannotRead

JSON_LINES = (".jsonl", ".ndjson")
PARQUET = ".parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The cells of one row by column, and why the row as a whole can't be read."""

    row: int
    values: Mapping[str, Cell | Odd]
    reason: str = ""

    def cells(self) -> Cells:
        """Return the cells, refused already where the row is no row."""
        found = Cells(values=self.values, row=self.row)
        if self.reason:
            found.refuse(self.reason)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The rows of a file, and in which form it was."""

    rows: tuple[Record, ...]
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; a required one stands in the header of a table."""

    name: str
    words: str
    example: str
    is_required: bool = False


def read(path: pathlib.Path, *, columns: Sequence[Column]) -> Records:
    """Read a file; JSON lines are told by their ending, the rest by their first bytes."""
    if path.suffix.casefold() in JSON_LINES:
        return _json_lines(path, {one.name for one in columns})
    if path.suffix.casefold() == PARQUET:
        return _parquet(path, columns)
    sheet = sheets.read(path)
    names = check_header(file=path.name, header=sheet.header, columns=columns)
    rows = tuple(
        Record(
            row=number,
            values=dict(zip(names, cells, strict=False)),
            reason="" if len(cells) == len(names) else "cell_count",
        )
        for number, cells in sheet.rows
    )
    return Records(rows=rows, form=sheet.encoding)


def check_header(*, file: str, header: Sequence[str], columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the names of the columns, or say which are unknown, doubled or missing."""
    names = tuple(name.replace(" ", "_").replace("-", "_") for name in header)
    known = {one.name for one in columns}
    unknown = [str(place) for place, name in enumerate(names, start=1) if name not in known]
    if unknown:
        message = f"{file}: no column is called what column {unknown[0]} is headed."
        raise CannotRead(message)
    if len(set(names)) < len(names):
        message = f"{file} has two columns of one name."
        raise CannotRead(message)
    missing = sorted({one.name for one in columns if one.is_required} - set(names))
    if missing:
        message = f"{file} lacks the column {', '.join(missing)}."
        raise CannotRead(message)
    return names


def _parquet(path: pathlib.Path, columns: Sequence[Column]) -> Records:
    import pyarrow  # half a second to load, and only Parquet needs it
    import pyarrow.parquet

    sheets.check_size(name=path.name, size=path.stat().st_size)
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            found = file.read().to_pylist()
            header = [str(name).strip().casefold() for name in file.schema_arrow.names]
    except (pyarrow.ArrowException, OSError):
        message = f"{path.name} can't be read as a Parquet file."
        raise CannotRead(message) from None
    names = check_header(file=path.name, header=header, columns=columns)
    rows = tuple(
        Record(row=number, values=dict(zip(names, map(_stored, row.values()), strict=True)))
        for number, row in enumerate(found, start=1)
    )
    return Records(rows=rows, form="Parquet")


def _stored(value: object) -> Cell | Odd:
    """Return a stored value as a cell; a truth is a word here, as it is in JSON lines."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, str | int | float | datetime.date):
        return value
    return Odd.NO_TEXT


def _json_lines(path: pathlib.Path, known: set[str]) -> Records:
    if path.stat().st_size > MOST_BYTES:
        message = f"{path.name} is larger than 256 MiB: split it."
        raise CannotRead(message)
    return Records(rows=tuple(_lines(path.read_bytes(), known)), form="JSON lines")


def _lines(data: bytes, known: set[str]) -> Iterator[Record]:
    number = 0
    for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        if not line.strip():
            continue
        number += 1
        yield _line(number, line, known)


def _line(number: int, line: bytes, known: set[str]) -> Record:
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Record(row=number, values={}, reason="wrong_encoding")
    except (ValueError, RecursionError):
        return Record(row=number, values={}, reason="not_json")
    if not isinstance(found, dict) or not all(_is_plain(one) for one in found.values()):
        return Record(row=number, values={}, reason="not_json")
    if set(found) - known:
        return Record(row=number, values={}, reason="unknown_column")
    return Record(row=number, values={name: _cell(value) for name, value in found.items()})


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | bool)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    assert value is None or isinstance(value, str | int)  # noqa: S101 - plain, as was asked before
    return value
