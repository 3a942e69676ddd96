"""Writes rows to a file, Parquet or CSV by the ending of its name, a part at a time."""

import csv
import pathlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

PART = 10_000


def write(*, rows: Iterable[dict[str, Any]], path: pathlib.Path, schema: pa.Schema) -> int:
    """Write every row and return how many there were; the file appears whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    as_csv = path.suffix.casefold() in {".csv", ".txt", ".tsv"}
    written = (_csv if as_csv else _parquet)(iter(rows), unfinished, schema)
    unfinished.replace(path)
    return written


def _csv(rows: Iterator[dict[str, Any]], path: pathlib.Path, schema: pa.Schema) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, fieldnames=schema.names)
        table.writeheader()
        for row in rows:
            table.writerow({name: _cell(row.get(name)) for name in schema.names})
            count += 1
    return count


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _parquet(rows: Iterator[dict[str, Any]], path: pathlib.Path, schema: pa.Schema) -> int:
    count = 0
    with pq.ParquetWriter(path, schema) as out:
        while part := list(islice(rows, PART)):
            out.write_table(_table(part, schema))
            count += len(part)
    return count


def _table(rows: Sequence[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist(
        [{name: row.get(name) for name in schema.names} for row in rows], schema
    )
