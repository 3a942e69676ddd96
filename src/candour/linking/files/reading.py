"""Reads rows of Parquet or CSV files through DuckDB, a part at a time, whatever their columns."""

import dataclasses
import pathlib
from collections.abc import Iterator, Mapping, Sequence

import duckdb

from candour.core import swallowed
from candour.linking.files import columns as naming
from candour.linking.files import values

PART = 20_000
MEMORY = "1GB"
_PARQUET = b"PAR1"


class CannotRead(Exception):
    """Refuses a file, with words for whoever gave it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its number in the file, and every value by the field it holds, in file order."""

    number: int
    values: Mapping[str, Sequence[str]]

    def one(self, field: str) -> str:
        """Return the first value of a field, or nothing."""
        held = self.values.get(field)
        return held[0] if held else ""

    def all(self, field: str) -> Sequence[str]:
        """Return every value of a field."""
        return self.values.get(field, ())


@dataclasses.dataclass(slots=True, kw_only=True)
class Trouble:
    """What could not be read, in words, as far as there is room; the rest is counted."""

    said: list[str] = dataclasses.field(default_factory=list)
    count: int = 0
    most: int = 50

    def add(self, text: str, *, rows: int = 1) -> None:
        """Note a row or value that could not be read, or so many rows in one sentence."""
        self.count += rows
        if len(self.said) < self.most:
            self.said.append(text)


@dataclasses.dataclass(slots=True, kw_only=True)
class Table:
    """A file that is ready to be read: its columns by field, and how many rows it has."""

    path: pathlib.Path
    fields: dict[str, list[str]]
    rows: int
    trouble: Trouble
    _connection: duckdb.DuckDBPyConnection

    @property
    def unknown(self) -> Sequence[str]:
        """Return the columns that hold nothing we know."""
        return self.fields.get("", [])

    def read(self) -> Iterator[Row]:
        """Yield every row in the order of the file."""
        places = [
            (column, field) for field, held in self.fields.items() if field for column in held
        ]
        names = ", ".join(f'"{_quoted(column)}"' for column, _ in places)
        query = f"select place, {names} from held order by place"  # noqa: S608 - names, quoted
        found = self._connection.execute(query)
        while part := found.fetchmany(PART):
            for number, *cells in part:
                held: dict[str, list[str]] = {}
                for (_, field), cell in zip(places, cells, strict=True):
                    if text := values.said(cell):
                        held.setdefault(field, []).append(text)
                yield Row(number=number, values=held)


def open_table(*, path: pathlib.Path, known: Mapping[str, str]) -> Table:
    """Open a Parquet or CSV file, told apart by content, and say which columns it has."""
    if not path.is_file():
        message = f"There is no file {path}."
        raise CannotRead(message)
    connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": 2})
    trouble = Trouble()
    try:
        with path.open("rb") as start:
            is_parquet = start.read(4) == _PARQUET
        if is_parquet:
            _load_parquet(connection, path)
        else:
            _load_csv(connection, path, trouble)
    except duckdb.Error:
        # What the engine says may quote a row.
        message = f"{path.name} can't be read: it is damaged, or neither CSV nor Parquet."
        raise CannotRead(message) from None
    described = connection.execute("describe held").fetchall()
    names = [str(name) for name, *_ in described if name != "place"]
    (count,) = connection.execute("select count(*) from held").fetchone() or (0,)
    return Table(
        path=path,
        fields=naming.mapped(columns=names, known=known),
        rows=count,
        trouble=trouble,
        _connection=connection,
    )


def _load_csv(connection: duckdb.DuckDBPyConnection, path: pathlib.Path, trouble: Trouble) -> None:
    connection.execute(
        "create table held as select row_number() over () + 1 as place, * from"
        " read_csv(?, all_varchar = true, header = true, store_rejects = true)",
        [str(path)],
    )
    refused = dict(connection.execute(
        "select line, max(csv_line) from reject_errors group by line order by line"
    ).fetchall())  # fmt: skip
    for line, text in refused.items():
        further = (text or "").strip("\r\n").count("\n")
        taken = f", nor can the {further} lines that it takes along" if further else ""
        trouble.add(
            f"line {line}: it can't be told into the cells of the header{taken}", rows=1 + further
        )
    (in_rows,) = connection.execute(_LINES_IN_ROWS).fetchone() or (0,)
    in_refused = sum(1 + (text or "").strip("\r\n").count("\n") for text in refused.values())
    _leave_out_swallowing(connection, trouble)
    # The header is a line, too.
    missing = _lines(path) - 1 - in_rows - in_refused
    if missing > 0:
        said = f"{missing} of its lines are in no row: a quotation mark is probably not closed"
        trouble.add(said, rows=missing)


# A row is a line, and one more for each break in its cells.
_LINES_IN_ROWS = """
    select coalesce(sum(1 + length(row_text) - length(replace(row_text, chr(10), ''))), 0)
    from (select concat(*columns(* exclude place)) as row_text from held)
"""
_WITH_BREAKS = """
    select place, array_agg(cell) from (
        unpivot (select * from held) on columns(* exclude place) into name column_name value cell
    ) where contains(cell, chr(10)) group by place order by place
"""


def _leave_out_swallowing(connection: duckdb.DuckDBPyConnection, trouble: Trouble) -> None:
    """Leave out rows of which a cell holds what looks like further rows, and say how many."""
    width = len(connection.execute("describe held").fetchall()) - 1
    for place, cells in connection.execute(_WITH_BREAKS).fetchall():
        held = sum(swallowed.rows_in(cell=cell, width=width) for cell in cells)
        if held:
            connection.execute("delete from held where place = ?", [place])
            said = (
                f"row {place}: it is left out, since a cell of it holds what looks like {held}"
                f" further rows: a quotation mark is probably not closed"
            )
            trouble.add(said, rows=1 + held)


def _lines(path: pathlib.Path) -> int:
    """Count the lines of a file that hold anything."""
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def _load_parquet(connection: duckdb.DuckDBPyConnection, path: pathlib.Path) -> None:
    """Take lists apart: of values into one text, of records into rows of their own."""
    connection.from_parquet(str(path)).create_view("parquet_file")
    connection.execute(
        "create view file as select row_number() over () as place, * from parquet_file"
    )
    described = [
        (str(name), str(kind)) for name, kind, *_ in connection.execute("describe file").fetchall()
    ]
    flat = [_flat(name, kind) for name, kind in described if "STRUCT" not in kind]
    keys = [_flat(name, kind) for name, kind in described if name.casefold() in _KEYS]
    flat_part = f"select {', '.join(flat)} from file"  # noqa: S608 - names of columns, quoted
    parts = [flat_part] + [
        f'select {", ".join(keys)}, unnest("{_quoted(name)}", recursive := true)'  # noqa: S608 - quoted
        " from file"
        for name, kind in described
        if "STRUCT" in kind
    ]
    connection.sql(" union all by name ".join(parts)).create("held")


_KEYS = frozenset({"place", *naming.PEOPLE["person"].split()})


def _flat(name: str, kind: str) -> str:
    quoted = _quoted(name)
    if name == "place":
        return "place"
    if kind.endswith("[]"):
        return f'array_to_string("{quoted}", \';\') as "{quoted}"'
    return f'"{quoted}"::varchar as "{quoted}"'


def _quoted(name: str) -> str:
    return name.replace('"', '""')
