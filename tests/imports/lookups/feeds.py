"""Rows of an audit feed as tests tell them."""

import csv
import datetime
import pathlib

from cast import NOW

HEADER = ("at", "officer", "system", "record", "name", "dob", "vrm", "searched", "task", "task_by")


def read(officer: str, *, days: int, hour: int = 10, **values: str) -> dict[str, str]:
    """Return one row: so many days after the report."""
    at = datetime.datetime.combine(NOW.date(), datetime.time(hour)) + datetime.timedelta(days=days)
    row = dict.fromkeys(HEADER, "") | {"system": "vehicles", "record": f"R{days}-{hour}"}
    return row | {"at": at.isoformat(), "officer": officer} | values


def write(path: pathlib.Path, rows: list[dict[str, str]]) -> pathlib.Path:
    """Write a feed as CSV."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows(rows)
    return path
