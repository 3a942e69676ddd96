"""Reads Parquet tables in a fixed order of their own, whatever order their rows were written in."""

import itertools
import pathlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from candour.imports.source import CannotRead

ROW = "row"
_ROWS_AT_A_TIME = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sorted table; `row` is each row's place in the file, from 1."""

    rows: int
    content: Any

    def read(self) -> Iterator[dict[str, Any]]:
        """Yield the rows in order, a few thousand of them in memory."""
        for batch in self.content.to_batches(max_chunksize=_ROWS_AT_A_TIME):
            yield from batch.to_pylist()


def read(
    path: pathlib.Path, *, columns: Sequence[str], newest_first: frozenset[str] = frozenset()
) -> Table:
    """Read columns of a table, the first of them as text, ordered by one after the other.

    Equal rows come out in one order however the file is shuffled; their places may differ.
    """
    import pyarrow  # half a second to load, and only Parquet needs it
    import pyarrow.compute
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            _require(path, file.schema_arrow.names, columns)
            schema = pyarrow.schema([file.schema_arrow.field(name) for name in columns])
            batches = [
                batch.select(list(columns))
                for batch in file.iter_batches(
                    batch_size=_ROWS_AT_A_TIME * 16, columns=list(columns)
                )
            ]
    except (pyarrow.ArrowException, OSError):
        message = f"{path.name} can't be read as a Parquet file."
        raise CannotRead(message) from None
    table = pyarrow.Table.from_batches(batches, schema=schema)
    # An id may be stored as a number in one file and as text in another.
    ids = pyarrow.compute.utf8_trim_whitespace(table.column(0).cast(pyarrow.string()))
    table = table.set_column(0, columns[0], ids)
    places = pyarrow.array(range(1, table.num_rows + 1), type=pyarrow.int64())
    table = table.append_column(ROW, places)
    order = [
        (name, "descending" if name in newest_first else "ascending") for name in (*columns, ROW)
    ]
    return Table(rows=table.num_rows, content=table.sort_by(order))


def in_batches(rows: Iterator[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    """Yield lists of up to `size` rows."""
    while batch := list(itertools.islice(rows, size)):
        yield batch


def _require(path: pathlib.Path, names: Sequence[str], columns: Sequence[str]) -> None:
    missing = [column for column in columns if column not in names]
    if missing:
        message = f"{path.name} lacks the columns {', '.join(missing)}."
        raise CannotRead(message)
