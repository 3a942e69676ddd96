"""The files of a publication: CSV, a spreadsheet, JSON, and what their columns mean (CSVW)."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from candour.measures.rendering import harmless
from candour.oversight.publication import Column, Shown
from candour.oversight.publishing import sheets
from candour.oversight.publishing.releasing import Page
from candour.pages import wording
from candour.pages.wording import Unit

COLUMNS = ("organisation", "received_from", "received_to", "as_of", "table", "row", "column",
           "unit", "value", "note")  # fmt: skip
_MEANS = {
    "organisation": "The force or body whose cases are counted",
    "received_from": "First day of receipt of the cases",
    "received_to": "Last day of receipt of the cases",
    "as_of": "The day at whose end the cases are as counted",
    "table": "The table on the page",
    "row": "The row of the table",
    "column": "The column of the table",
    "unit": "count, days or percent; a percent is a share of one",
    "value": "The published number; counts are rounded to a multiple of five. Empty: not shown",
    "note": "Why there is no number",
}
_DATES = frozenset({"received_from", "received_to", "as_of"})
NOT_SHOWN = "not shown"


def files(*, page: Page, stem: str) -> dict[str, bytes]:
    """Return the name and content of every file of a publication."""
    lines: list[list[str | float | None]] = [list(COLUMNS), *_lines(page)]
    return {
        f"{stem}.csv": _csv(lines).encode(),
        f"{stem}.csv-metadata.json": _json(_metadata(page, stem)),
        f"{stem}.json": _json(_data(page)),
        f"{stem}.ods": sheets.ods(name=page.entry.title, rows=lines),
    }


def cell(*, value: float | None, column: Column) -> str:
    """Write a published number."""
    if value is None:
        return NOT_SHOWN
    digits = 0 if column.unit is Unit.PERCENT else None
    return wording.measured(value, unit=column.unit, digits=digits)


def _lines(page: Page) -> Iterator[list[str | float | None]]:
    asked = page.parameters
    for table in page.tables:
        for row in table.rows:
            for value, column in zip(row.values, table.columns, strict=True):
                yield [
                    page.organisation, asked.from_on.isoformat(), asked.to_on.isoformat(),
                    asked.as_of.isoformat(), table.title, row.label, column.text,
                    column.unit.value, _plain(value), NOT_SHOWN if value is None else "",
                ]  # fmt: skip


def _plain(value: float | None) -> float | None:
    """Return a whole number without its decimal point."""
    return int(value) if value is not None and value == int(value) else value


def _csv(lines: list[list[str | float | None]]) -> str:
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    sheet.writerows([harmless(one) for one in line] for line in lines)
    return written.getvalue()


def _json(said: object) -> bytes:
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


def _metadata(page: Page, stem: str) -> dict[str, Any]:
    """Return what the columns of the CSV mean, as the W3C's tabular metadata say it.

    References: W3C Recommendation of 17 December 2015, Metadata Vocabulary for Tabular Data.
    """
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{stem}.csv",
        "dc:title": f"{page.entry.title}: {page.organisation}",
        "dc:description": page.headline,
        "tableSchema": {
            "columns": [
                {
                    "name": name,
                    "titles": name,
                    "dc:description": _MEANS[name],
                    "datatype": _datatype(name),
                    "required": name not in {"value", "note"},
                }
                for name in COLUMNS
            ]
        },
    }


def _datatype(name: str) -> str:
    if name in _DATES:
        return "date"
    return "decimal" if name == "value" else "string"


def _data(page: Page) -> dict[str, Any]:
    return {
        "title": page.entry.title,
        "question": page.entry.question,
        "organisation": page.organisation,
        "headline": page.headline,
        **page.parameters.as_json(),
        "tables": [_table(table) for table in page.tables],
    }


def _table(table: Shown) -> dict[str, Any]:
    said = table.definition
    return {
        "title": table.title,
        "definition": {
            "stage": said.stage, "numerator": said.numerator, "denominator": said.denominator,
            "unit": said.unit.value, "basis": said.basis.value, "missing": said.missing,
            "method": said.method, "references": list(said.references),
        },
        "columns": [{"text": one.text, "unit": one.unit.value} for one in table.columns],
        "rows": [{"label": row.label, "values": list(row.values)} for row in table.rows],
        "notes": list(table.notes),
    }  # fmt: skip
