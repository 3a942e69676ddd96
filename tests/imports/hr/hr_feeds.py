"""Writes feeds of an invented HR, imports them, and counts what became of the rows."""

import csv
import datetime
import io
import pathlib
from typing import Any

from candour.guard import actors
from candour.imports.actions.run_import import Report, Request, run_import
from candour.imports.hr.columns import COLUMNS
from candour.imports.sources import hr
from cast import NOW

BY = actors.service("import")
EMPLOYER = "Northfold Police"
NAMES = [column.name for column in COLUMNS]
# The subject's collar number in the invented force.
SUBJECTS_NUMBER = "4471"


def days_ago(days: int) -> str:
    return (NOW.date() - datetime.timedelta(days=days)).isoformat()


def row(ref: str = "E1", **changes: Any) -> dict[str, Any]:
    """Return a move that nobody asked for, changed."""
    plain = {
        "event_reference": ref,
        "number": SUBJECTS_NUMBER,
        "kind": "moved",
        "happened_on": days_ago(3),
        "asked_for": "no",
    }
    return {**plain, **changes}


def write(folder: pathlib.Path, *rows: dict[str, Any], name: str = "hr.csv") -> pathlib.Path:
    """Write a feed as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, NAMES, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / name
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def take(path: pathlib.Path, *, at: datetime.datetime = NOW, **options: Any) -> Report:
    """Import a feed of the invented force."""
    asked = {"organisation": EMPLOYER, **options}
    return run_import(request=Request(source=hr.ENTRY, path=path, **asked), by=BY, at=at)


def counted(report: Report) -> tuple[int, int, int]:
    """Return how many rows were new, unchanged and rejected."""
    found = report.counts.table("hr")
    return found.new, found.unchanged, found.rejected
