"""The files of a return: each table with what its columns mean, what is left out, definitions."""

import csv
import datetime
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.template.loader import render_to_string

from candour.measures.rendering import harmless
from candour.oversight.returns.checking import LeftOut
from candour.oversight.returns.layout import (
    Column,
    Counted,
    Entry,
    Layout,
    Table,
    count,
    text,
)

LEFT_OUT = "left_out"
DEFINITIONS = "definitions.html"
MANIFEST = "manifest.json"
_LEFT_COLUMNS = (
    text("reference", "Reference", "The case's reference"),
    text("table", "Table", "The table that lacks it"),
    count("rows", "Rows", "How many rows of the case the table lacks"),
    text("reason", "Reason", "Why"),
)


def of_return(
    *,
    entry: Entry,
    counted: Counted,
    left: Sequence[LeftOut],
    period: tuple[datetime.date, datetime.date],
    as_of: datetime.date,
    organisation: str,
) -> dict[str, bytes]:
    """Return the name and content of every file; the manifest holds the hash of each other one.

    organisation: whose cases were counted; empty where those of every force here were.
    """
    files: dict[str, bytes] = {}
    for table in counted.tables:
        files |= _tabled(table.layout.name, table.layout.title, table.layout.columns, table.rows)
    missing = [(one.reference, one.table, one.number, entry.reasons[one.reason]) for one in left]
    files |= _tabled(LEFT_OUT, "Cases left out, and why", _LEFT_COLUMNS, missing)
    context = {
        "entry": entry,
        "counted": counted,
        "period": period,
        "as_of": as_of,
        "left": len(left),
        "tables": [_described(table) for table in counted.tables],
    }
    files[DEFINITIONS] = render_to_string("oversight/returns/definitions.html", context).encode()
    said = {
        "return": entry.name,
        "for": entry.body,
        "from": period[0].isoformat(),
        "to": period[1].isoformat(),
        "as_of": as_of.isoformat(),
        "organisation": organisation,
        "files": {name: hashlib.sha256(body).hexdigest() for name, body in sorted(files.items())},
    }
    return files | {MANIFEST: _json(said)}  # fmt: skip


def _described(table: Table) -> dict[str, Any]:
    return {"layout": table.layout, "rows": len(table.rows), "is_seen": _is_seen(table.layout)}


def _is_seen(layout: Layout) -> bool:
    return layout.verification.value == "seen"


def _tabled(
    name: str, title: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> dict[str, bytes]:
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    sheet.writerow([one.name for one in columns])
    sheet.writerows([harmless(cell) for cell in row] for row in rows)
    return {
        f"{name}.csv": written.getvalue().encode(),
        f"{name}.csv-metadata.json": _json(_metadata(name, title, columns)),
    }


def _metadata(name: str, title: str, columns: Sequence[Column]) -> dict[str, Any]:
    """Return what the columns mean, as the W3C's tabular metadata say it.

    References: W3C Recommendation of 17 December 2015, Metadata Vocabulary for Tabular Data.
    """
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{name}.csv",
        "dc:title": title,
        "tableSchema": {
            "columns": [
                {
                    "name": one.name,
                    "titles": [one.name, one.title],
                    "dc:description": one.means,
                    "datatype": one.datatype,
                }
                for one in columns
            ]
        },
    }


def _json(said: object) -> bytes:
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()
