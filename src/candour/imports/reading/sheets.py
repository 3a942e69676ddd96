"""Reads rows of cells from CSV files and XLSX workbooks; nothing in them is ever evaluated."""

import csv
import datetime
import io
import lzma
import pathlib
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from candour.core import swallowed
from candour.imports.source import CannotRead

Cell = str | int | float | datetime.date | None
MOST_BYTES = 256 * 1024 * 1024
_MOST_UNPACKED = 1024 * 1024 * 1024
# A cell that is longer is most often one whose quotation mark is not closed.
_LONGEST = 128 * 1024
_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"\xef\xbb\xbf", "UTF-8-SIG"))
DELIMITERS = swallowed.DELIMITERS
# What Python's own reader of zips raises at one that is damaged, locked or packed in its own way.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError,
    OSError, EOFError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip


class Odd(Enum):
    """A cell that holds no plain value."""

    FORMULA = "formula"
    NO_TEXT = "wrong_type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A header and the rows below it, numbered from 1; rows without any value are left out."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell | Odd, ...]], ...]
    encoding: str


def read(path: pathlib.Path) -> Sheet:
    """Read a CSV file or the first sheet of an XLSX workbook, told apart by their first bytes."""
    check_size(name=path.name, size=path.stat().st_size)
    data = path.read_bytes()
    if data[:4] == b"PK\x03\x04":
        return _workbook(path.name, data)
    sheet = of_text(name=path.name, data=data)
    _demand_no_rows_in_cells(path.name, sheet)
    return sheet


def check_size(*, name: str, size: int) -> None:
    """Raise CannotRead for a file that holds nothing, or more than is read at once."""
    if size == 0:
        message = f"{name} is empty: it has no header."
        raise CannotRead(message)
    if size > MOST_BYTES:
        message = f"{name} is larger than 256 MiB: split it."
        raise CannotRead(message)


def of_text(*, name: str, data: bytes, longest: int = _LONGEST) -> Sheet:
    """Read the bytes of a CSV file; a cell of more than `longest` letters stops it."""
    text, encoding = _decoded(name, data)
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, last = [], 0
    before = csv.field_size_limit(longest)
    try:
        for row in reader:
            rows.append(tuple(map(_typed, row)))
            last = reader.line_num
    except csv.Error:
        message = (
            f"{name}: the row of lines {last + 1} to {reader.line_num} can't be told into cells:"
            f" a quotation mark is probably not closed."
        )
        raise CannotRead(message) from None
    finally:
        csv.field_size_limit(before)
    return _sheet(name, rows, encoding)


def _demand_no_rows_in_cells(name: str, sheet: Sheet) -> None:
    """Raise CannotRead where a cell holds what looks like the rows below it."""
    for number, row in sheet.rows:
        held = sum(
            swallowed.rows_in(cell=cell, width=len(sheet.header))
            for cell in row
            if isinstance(cell, str) and "\n" in cell
        )
        if held:
            message = (
                f"{name}: a cell of row {number} holds what looks like {held} further rows:"
                f" a quotation mark is probably not closed."
            )
            raise CannotRead(message)


def _typed(cell: str) -> Cell | Odd:
    return Odd.FORMULA if cell.lstrip().startswith("=") else cell


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(name, data, encoding), encoding.removesuffix("-SIG")
    if b"\x00" in data[:4096]:
        message = f"{name} is neither text nor an XLSX workbook: save it as CSV in UTF-8."
        raise CannotRead(message)
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _decode(name, data, "Windows-1252"), "Windows-1252"


def _decode(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        message = f"{name} can't be read as {encoding}: save it as CSV in UTF-8."
        raise CannotRead(message) from None


def _workbook(name: str, data: bytes) -> Sheet:
    import openpyxl  # a second to load, and only spreadsheets need it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            message = f"{name} unpacks to more than 1 GiB: split it."
            raise CannotRead(message)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # remarks on styles and the like, never on values
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = [tuple(map(_plain, row)) for row in sheet.iter_rows()]
            book.close()
    except (*DAMAGED, KeyError, IndexError, SyntaxError):
        message = f"{name} can't be read as an XLSX workbook: save it anew, or as CSV in UTF-8."
        raise CannotRead(message) from None
    return _sheet(name, rows, "XLSX")


def _plain(cell: object) -> Cell | Odd:
    value = getattr(cell, "value", None)
    kind = getattr(cell, "data_type", "n")
    if kind == "f":
        return Odd.FORMULA
    if kind == "e" or isinstance(value, bool | datetime.time | datetime.timedelta):
        return Odd.NO_TEXT
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, str | int | float | datetime.date):
        return value
    return Odd.NO_TEXT


def _sheet(name: str, rows: Sequence[tuple[Cell | Odd, ...]], encoding: str) -> Sheet:
    if not rows or not any(_says_something(cell) for cell in rows[0]):
        message = f"{name} has no header in its first row."
        raise CannotRead(message)
    header = _trimmed(rows[0])
    return Sheet(
        header=tuple(str(cell).strip().casefold() for cell in header),
        rows=tuple(_filled(rows[1:], len(header), is_padded=encoding == "XLSX")),
        encoding=encoding,
    )


def _filled(
    rows: Sequence[tuple[Cell | Odd, ...]], width: int, *, is_padded: bool
) -> Iterator[tuple[int, tuple[Cell | Odd, ...]]]:
    for number, row in enumerate(rows, start=1):
        if not any(_says_something(cell) for cell in row):
            continue
        cells = _trimmed(row) if is_padded else row
        missing = width - len(cells)
        yield number, (*cells, *[None] * missing) if is_padded and missing > 0 else cells


def _trimmed(row: Sequence[Cell | Odd]) -> tuple[Cell | Odd, ...]:
    """Return the row without its empty cells on the right, as sheets have them by the dozen."""
    end = len(row)
    while end and not _says_something(row[end - 1]):
        end -= 1
    return tuple(row[:end])


def _says_something(cell: Cell | Odd) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
