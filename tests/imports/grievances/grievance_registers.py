"""Writes registers of an invented HR, imports them, and counts what was screened as what."""

import csv
import datetime
import io
import pathlib
from typing import Any

from candour.guard import actors
from candour.imports.actions.run_import import Report, Request, run_import
from candour.imports.grievances.columns import COLUMNS
from candour.imports.sources import grievances
from cast import NOW

BY = actors.service("import")
EMPLOYER = "Northfold Police"
NAMES = [column.name for column in COLUMNS]
GROPED = "He groped me on nights and said it was banter."
PLAIN = "My leave was refused twice without a reason."
DAY = (NOW - datetime.timedelta(days=3)).date().isoformat()


def row(ref: str = "G1", **changes: Any) -> dict[str, Any]:
    """Return a grievance about leave, changed."""
    plain = {
        "grievance_reference": ref,
        "received_on": DAY,
        "category": "leave",
        "raised_by_given": "Wilhelmina",
        "raised_by_family": "Ashgrovethwaite",
        "text": PLAIN,
    }
    return {**plain, **changes}


def about_subject(ref: str = "G1", **changes: Any) -> dict[str, Any]:
    """Return a grievance about the subject that indicates conduct."""
    about = {"about_given": "Daniel", "about_family": "Marlow", "about_number": "4471"}
    return row(ref, **{"text": GROPED, **about, **changes})


def write(folder: pathlib.Path, *rows: dict[str, Any], name: str = "hr.csv") -> pathlib.Path:
    """Write a register as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, NAMES, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / name
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def take(path: pathlib.Path, *, at: datetime.datetime = NOW, **options: Any) -> Report:
    """Import a register of the invented force."""
    asked = {"organisation": EMPLOYER, **options}
    return run_import(request=Request(source=grievances.ENTRY, path=path, **asked), by=BY, at=at)


def counted(report: Report) -> tuple[int, int, int]:
    """Return how many rows were new, unchanged and rejected."""
    found = report.counts.table("grievances")
    return found.new, found.unchanged, found.rejected
