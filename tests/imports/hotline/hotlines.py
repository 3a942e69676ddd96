"""Writes batches of an invented reporting line, imports them, and reads what is held of them."""

import csv
import io
import pathlib
from typing import Any

import imported
import pytest

from candour.imports.actions.run_import import Report, Request, run_import
from candour.imports.hotline.columns import COLUMNS
from candour.imports.models import Contact
from candour.imports.sources import hotline
from cast import NOW

LINE = "Clearwater Line"
FORCE = "Northfold Police"
NAMES = [column.name for column in COLUMNS]
WORDS = "He follows her home from the station, and his sergeant laughs about it."
_PLAIN = {"received_on": "2026-11-03", "disposition": "pending"}


def row(ref: str = "C1", **changes: Any) -> dict[str, Any]:
    """Return a pending contact, changed."""
    return {**_PLAIN, "contact_reference": ref, **changes}


def passed_on(ref: str = "C1", **changes: Any) -> dict[str, Any]:
    """Return a contact that was passed on with its words."""
    return row(ref, **{"disposition": "passed_on", "text": WORDS, **changes})


def refused(ref: str = "C1", reason: str = "not_police", **changes: Any) -> dict[str, Any]:
    """Return a contact that was refused for a reason."""
    return row(ref, disposition="refused", reason=reason, **changes)


def write(
    folder: pathlib.Path, *rows: dict[str, Any], total: object = None, name: str = "batch.csv"
) -> pathlib.Path:
    """Write a batch as CSV, with the total that the line states of it, and return the file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, NAMES, restval="")
    writer.writeheader()
    writer.writerows(rows)
    stated = "" if total is None else f"total,{total}\r\n"
    path = folder / name
    path.write_text(out.getvalue() + stated, encoding="utf-8", newline="")
    return path


def workbook(folder: pathlib.Path, *rows: dict[str, Any], total: int) -> pathlib.Path:
    """Write a batch as an XLSX workbook with its stated total and return the file."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(NAMES)
    for told in rows:
        book.active.append([told.get(name, "") for name in NAMES])
    book.active.append(["total", total])
    path = folder / "batch.xlsx"
    book.save(path)
    return path


def take(path: pathlib.Path, **options: Any) -> Report:
    """Import a batch of the invented line."""
    asked = {"organisation": LINE, "force": FORCE, "is_new": True, **options}
    return run_import(
        request=Request(source=hotline.ENTRY, path=path, **asked), by=imported.BY, at=NOW
    )


class PowerCut(Exception):
    """What ends an import in the middle."""


def take_one_batch(path: pathlib.Path, **options: Any) -> None:
    """Begin an import that is ended after its first batch."""
    asked = {"organisation": LINE, "force": FORCE, "is_new": True, **options}

    def cut(done: int, total: int) -> None:
        raise PowerCut

    with pytest.raises(PowerCut):
        run_import(
            request=Request(source=hotline.ENTRY, path=path, **asked),
            by=imported.BY,
            at=NOW,
            progress=cut,
        )


def standing() -> dict[str, str]:
    """Return what every contact is now, by its reference."""
    now = Contact.objects.filter(superseded_by__isnull=True)
    return dict(now.values_list("ref", "disposition"))


def counted(report: Report) -> tuple[int, int, int, int]:
    """Return how many rows were new, changed, unchanged and rejected."""
    table = report.counts.table("contacts")
    return table.new, table.changed, table.unchanged, table.rejected


def rejects(report: Report) -> list[str]:
    """Return the lines of the rejects file below its header."""
    return report.rejects_file.read_text(encoding="utf-8").splitlines()[1:]
