"""Streams the tables of a snapshot from the database into Parquet files, in bounded memory."""

import datetime
import hashlib
import os
import pathlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg

from candour.measures.register.pseudonyms import Key
from candour.measures.register.tables import OLDEST, TABLES, Kind, Table

_ROWS_AT_A_TIME = 20_000
_READ_AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was written: its name, how many rows it holds and the hash of its bytes."""

    table: str
    file: str
    rows: int
    sha256: str


def write(
    *,
    folder: pathlib.Path,
    key: Key,
    as_of: datetime.date,
    connection: "psycopg.Connection[Any]",
) -> tuple[Written, ...]:
    """Write every table into a folder that nobody else can read."""
    values = {"inner": key.inner, "outer": key.outer, "as_of": as_of, "oldest": OLDEST}
    return tuple(
        _write(table, folder / table.file, _rows(connection, table, values)) for table in TABLES
    )


def sha256_of(path: pathlib.Path) -> str:
    """Return the hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def schema(*, table: Table) -> Any:
    """Return a table's columns with the types they have in its file."""
    import pyarrow

    types = {
        Kind.TEXT: pyarrow.string(),
        Kind.DAY: pyarrow.date32(),
        Kind.TRUTH: pyarrow.bool_(),
    }
    return pyarrow.schema([(name, types[kind]) for name, kind in table.columns])


def _rows(
    connection: "psycopg.Connection[Any]", table: Table, values: dict[str, object]
) -> Iterator[list[tuple[object, ...]]]:
    # A cursor on the server, with its values bound there: neither all rows nor the key in a text.
    with psycopg.ServerCursor(connection, f"candour_{table.name}") as cursor:
        cursor.itersize = _READ_AT_A_TIME
        cursor.execute(table.query, values)
        while rows := cursor.fetchmany(_ROWS_AT_A_TIME):
            yield rows


def _write(
    table: Table, path: pathlib.Path, batches: Iterator[list[tuple[object, ...]]]
) -> Written:
    import pyarrow  # half a second to load, and few commands need it
    import pyarrow.parquet

    described = schema(table=table)
    rows = 0
    with (
        os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
        pyarrow.parquet.ParquetWriter(file, described, compression="zstd") as writer,
    ):
        for batch in batches:
            columns = [
                pyarrow.array(values, type=field.type)
                for values, field in zip(zip(*batch, strict=True), described, strict=True)
            ]
            writer.write_batch(pyarrow.record_batch(columns, schema=described))
            rows += len(batch)
    return Written(table=table.name, file=table.file, rows=rows, sha256=sha256_of(path))
