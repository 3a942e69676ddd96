"""Opens a delta: four CSV files in a folder or a zip, each read whole before a row is believed."""

import pathlib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from candour.imports.casesystem import columns
from candour.imports.reading import records, sheets
from candour.imports.reading.cells import BadCell, Cells, as_day
from candour.imports.reading.sheets import Cell, Odd
from candour.imports.source import CannotRead

_ZIP = ".zip"
_MOST_UNPACKED = 1024 * 1024 * 1024
# What a row of such a file ends with in its neighbour's cell, where a quotation mark is missing.
_BREAKS = ("\n", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one file as they were written, and the names of its columns."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell | Odd, ...]], ...]
    form: str

    def cells(self, place: int) -> Cells:
        """Return one row, refused already where it is no row or has swallowed others."""
        number, row = self.rows[place]
        found = Cells(values=dict(zip(self.names, row, strict=False)), row=number)
        if len(row) != len(self.names):
            found.refuse("cell_count")
            return found
        for name, cell in found.values.items():
            if isinstance(cell, str) and any(one in cell for one in _BREAKS):
                _check_breaks(found, name, cell, width=len(self.names))
        return found


def find(path: pathlib.Path) -> tuple[pathlib.Path, ...]:
    """Return the files of a folder, or the one zip that holds them."""
    if path.is_file() and path.suffix.casefold() == _ZIP:
        return (path,)
    found = tuple(
        path / f"{name}.csv" for name in columns.TABLES if (path / f"{name}.csv").is_file()
    )
    missing = [one for one in columns.REQUIRED if path / f"{one}.csv" not in found]
    if missing:
        message = f"Give a folder or a zip with {' and '.join(f'{one}.csv' for one in missing)}."
        raise CannotRead(message)
    return found


def tables(files: Sequence[pathlib.Path]) -> Mapping[str, Table]:
    """Return the tables that are there; one that can't be told into cells stops them all."""
    return {name: _table(name, file, data) for name, file, data in _contents(files)}


def _contents(files: Sequence[pathlib.Path]) -> Iterator[tuple[str, str, bytes]]:
    if len(files) == 1 and files[0].suffix.casefold() == _ZIP:
        yield from _unpacked(files[0])
        return
    for path in files:
        sheets.check_size(name=path.name, size=path.stat().st_size)
        yield path.stem, path.name, path.read_bytes()


def _unpacked(path: pathlib.Path) -> Iterator[tuple[str, str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            held = {
                pathlib.PurePosixPath(one.filename).name: one
                for one in archive.infolist()
                if not one.is_dir()
            }
            if sum(one.file_size for one in held.values()) > _MOST_UNPACKED:
                message = f"{path.name} unpacks to more than 1 GiB: split it."
                raise CannotRead(message)
            missing = [one for one in columns.REQUIRED if f"{one}.csv" not in held]
            if missing:
                message = f"{path.name} lacks {' and '.join(f'{one}.csv' for one in missing)}."
                raise CannotRead(message)
            for name in columns.TABLES:
                if f"{name}.csv" in held:
                    one = held[f"{name}.csv"]
                    sheets.check_size(name=f"{name}.csv", size=one.file_size)
                    yield name, f"{name}.csv", archive.read(one)
    except sheets.DAMAGED:
        message = f"{path.name} can't be read as a zip: it is damaged, locked or not whole."
        raise CannotRead(message) from None


def _table(name: str, file: str, data: bytes) -> Table:
    # Free text may be long: its row alone is judged by it.
    sheet = sheets.of_text(name=file, data=data, longest=sheets.MOST_BYTES)
    names = records.check_header(file=file, header=sheet.header, columns=columns.TABLES[name])
    return Table(names=names, rows=sheet.rows, form=sheet.encoding)


def _check_breaks(found: Cells, name: str, cell: str, *, width: int) -> None:
    if name != columns.WORDS:
        found.refuse("line_break", name)
    elif any(_is_row(line, width) for line in cell.splitlines()[1:]):
        found.refuse("swallows_rows", name)


def _is_row(line: str, width: int) -> bool:
    """Say whether a line of a text looks like a row: as many cells, and one of them a day."""
    for delimiter in sheets.DELIMITERS:
        parts = [part.strip(' "') for part in line.split(delimiter)]
        if len(parts) >= width - 1 and any(_is_day(part) for part in parts):
            return True
    return False


def _is_day(text: str) -> bool:
    try:
        return as_day(text) is not None
    except BadCell:
        return False
