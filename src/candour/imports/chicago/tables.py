"""The five tables of the folder, each sorted by its key and then by what it says."""

import pathlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from candour.imports.reading import parquet
from candour.imports.reading.cells import Cells
from candour.imports.source import CannotRead

NAMES = ("officers", "unit_history", "complaints", "accused", "complaint_categories")
_OFFICERS = (
    "officer", "birth_year", "race", "gender", "appointed_date", "cleaned_rank", "current_unit",
)  # fmt: skip
_UNITS = ("officer", "unit", "unit_start_date", "unit_end_date")
_COMPLAINTS = (
    "cr_id", "cv", "incident_date", "complaint_date", "closed_date", "category",
    "complainant_type", "police_shooting", "domestic_violence_i",
)  # fmt: skip
_ALLEGED = (
    "cr_id", "officer", "complaint_code", "complaint_category", "final_finding", "final_outcome",
)  # fmt: skip
_BLANK = frozenset({"<NA>", "nan"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The tables. groups: the source's own group of each of its category codes."""

    officers: parquet.Table
    units: parquet.Table
    complaints: parquet.Table
    alleged: parquet.Table
    groups: Mapping[str, str]


def find(path: pathlib.Path) -> tuple[pathlib.Path, ...]:
    """Return the five files, or say what is missing."""
    if not path.is_dir():
        message = "Give the folder that holds the Parquet files."
        raise CannotRead(message)
    files = tuple(path / f"{name}.parquet" for name in NAMES)
    missing = [file.name for file in files if not file.is_file()]
    if missing:
        message = f"The folder lacks {', '.join(missing)}."
        raise CannotRead(message)
    return files


def read(*, files: Sequence[pathlib.Path]) -> Folder:
    """Read the five files; of a complaint told twice, the latest release comes first."""
    officers, units, complaints, alleged, categories = files
    codes = parquet.read(categories, columns=("111", "CATEGORY"))
    return Folder(
        officers=parquet.read(officers, columns=_OFFICERS),
        units=parquet.read(units, columns=_UNITS),
        complaints=parquet.read(complaints, columns=_COMPLAINTS, newest_first=frozenset({"cv"})),
        alleged=parquet.read(alleged, columns=_ALLEGED),
        groups={row["111"]: row["CATEGORY"] for row in codes.read()},
    )


def cells_of(row: Mapping[str, Any]) -> Cells:
    """Return a row's cells; the source writes some empty ones as words."""
    return Cells(
        values={name: None if value in _BLANK else value for name, value in row.items()},
        row=row[parquet.ROW],
    )
