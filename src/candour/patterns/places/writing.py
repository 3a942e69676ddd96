"""Writes rows as CSV or Parquet, told by the ending of the file's name, for its owner alone."""

import csv
import dataclasses
import os
import pathlib
from collections.abc import Sequence
from typing import Any

FORMS = (".csv", ".parquet")


class UnknownForm(Exception):
    """End the file's name in .csv or .parquet."""


def write(*, rows: Sequence[Any], kind: type, path: pathlib.Path) -> int:
    """Write frozen rows of one kind; return how many. What the file held before is replaced."""
    if path.suffix not in FORMS:
        raise UnknownForm(UnknownForm.__doc__)
    names = [field.name for field in dataclasses.fields(kind)]
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        if path.suffix == ".parquet":
            _parquet(rows, names, file)
        else:
            _csv(rows, names, file)
    return len(rows)


def _csv(rows: Sequence[Any], names: Sequence[str], file: Any) -> None:
    import io

    with io.TextIOWrapper(file, encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(names)
        writer.writerows([_cell(getattr(row, name)) for name in names] for row in rows)


def _cell(value: object) -> object:
    return f"{value:.6g}" if isinstance(value, float) else value


def _parquet(rows: Sequence[Any], names: Sequence[str], file: Any) -> None:
    import pyarrow  # half a second to load, and only Parquet needs it
    import pyarrow.parquet

    table = pyarrow.table({name: [getattr(row, name) for row in rows] for name in names})
    pyarrow.parquet.write_table(table, file, compression="zstd")
