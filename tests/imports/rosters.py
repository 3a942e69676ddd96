"""Writes rosters of an invented force, one row per dictionary."""

import csv
import io
import pathlib
from collections.abc import Iterable
from typing import Any

from candour.imports.roster.columns import COLUMNS

NAMES = [column.name for column in COLUMNS]
_PLAIN = {
    "given": "Robin",
    "family": "Example",
    "kind": "officer",
    "unit_code": "RT-2",
    "unit_name": "Response team 2",
    "posted_from": "2021-04-01",
    "joined": "2010-09-06",
}


def row(ref: str = "P1", **changes: Any) -> dict[str, Any]:
    """Return a row that can be taken, changed."""
    return {**_PLAIN, "person_ref": ref, **changes}


def bare(ref: str = "P1", **changes: Any) -> dict[str, Any]:
    """Return a row that tells of no posting."""
    return {"person_ref": ref, "family": "Example", "kind": "staff", **changes}


def text(rows: Iterable[dict[str, Any]], *, delimiter: str = ",") -> str:
    """Return rows as CSV with every column of the template."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, NAMES, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(folder: pathlib.Path, *rows: dict[str, Any], name: str = "roster.csv") -> pathlib.Path:
    """Write rows as CSV in UTF-8 and return the file."""
    path = folder / name
    path.write_text(text(rows), encoding="utf-8", newline="")
    return path


def workbook(folder: pathlib.Path, *rows: Iterable[Any], name: str = "roster.xlsx") -> pathlib.Path:
    """Write a header and rows of cells as an XLSX workbook and return the file."""
    import openpyxl

    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append(list(cells))
    path = folder / name
    book.save(path)
    return path
