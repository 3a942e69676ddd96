"""Writes the scores of a day as CSV or Parquet, the same rows as the same bytes."""

import csv
import dataclasses
import io
import os
import pathlib
import secrets
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from candour.patterns.warning.scoring.score import Row

COLUMNS = MappingProxyType(
    {
        "person_id": "who it is: the register's id, or the officer's id in the folder",
        "rank": "1 is looked at first; equal points stand by over_3_times_peers, then by id",
        "points": "of the score card, to a tenth",
        "chance": "how many of those with so many points had a proven finding two years later",
        "flag": "true: a rule puts this person to a panel, which decides",
        "flag_because": "rate: far over the peers, and heavy of late. number: 11 allegations or"
        " more. Empty without a flag",
        "independent_incidents": "incidents from different senders; a flag needs two",
        "cases_2y": "cases received in the last two years",
        "cases_career": "cases received since the register begins",
        "allegations_career": "allegations in them about this person",
        "incidents_2y": "the same as cases_2y, with cases about one day counted once",
        "incidents_career": "the same as cases_career, with cases about one day counted once",
        "proven_career": "incidents that were proven by the day",
        "open_now": "incidents in which something is undecided",
        "severity_score": "incidents weighed by category, half as much for every two years since",
        "years_served": "years since joining; 15 where that day isn't known",
        "exposure_years": "years served since the register begins: what counts are held against",
        "peers": "whom they are compared with: service; work or exposure of the unit; years served",
        "peers_number": "how many such people serve",
        "expected": "incidents to expect in those years at the peers' mean rate",
        "rate": "incidents a year, drawn towards the peers' mean",
        "rate_low": "lower end of its 95 % interval",
        "rate_high": "upper end of its 95 % interval",
        "over_3_times_peers": "the chance that the rate is more than three times the peers' mean",
        "evidence": "the cases counted, separated by spaces",
    }
)


class NoSuchEnding(Exception):
    """A file is written as .csv or .parquet."""


def write(*, rows: Sequence[Row], path: pathlib.Path) -> None:
    """Write a file that only we can read, all of it or nothing."""
    makers = {".csv": _csv, ".parquet": _parquet}
    if path.suffix.lower() not in makers:
        message = f"{path.name} must end in .csv or .parquet."
        raise NoSuchEnding(message)
    content = makers[path.suffix.lower()](rows)
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def _csv(rows: Sequence[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        said = dataclasses.asdict(row)
        writer.writerow([_cell(said[name]) for name in COLUMNS])
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _parquet(rows: Sequence[Row]) -> bytes:
    import pyarrow  # half a second to load, and only Parquet needs it
    import pyarrow.parquet

    kinds: dict[object, Any] = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        bool: pyarrow.bool_(),
    }
    schema = pyarrow.schema([(field.name, kinds[field.type]) for field in dataclasses.fields(Row)])
    table = pyarrow.Table.from_pylist([dataclasses.asdict(row) for row in rows], schema=schema)
    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())
