"""Parses one row of HR's register: every cell a value of its kind, or the row refused."""

import datetime

from candour.cases.grievances.rows import PARTS, GrievanceRow
from candour.imports.grievances import columns
from candour.imports.reading import words
from candour.imports.reading.cells import Cells
from candour.law.policies import grievances as policy

_CATEGORIES = frozenset(row.code for row in policy.CATEGORIES)
# Stands where a row has no readable day; such a row is refused.
_NO_DAY = datetime.date.min


def parse(*, cells: Cells, latest: datetime.date) -> GrievanceRow:
    """Return what a row says; `cells` holds the reason if it must be refused."""
    cells.demand("grievance_reference", "received_on", "category")
    if cells.text("grievance_reference") == columns.EXAMPLE_REF:
        cells.refuse("example_row", "grievance_reference")
    received_on = cells.day("received_on")
    if received_on is not None and received_on > latest:
        cells.refuse("day_to_come", "received_on")
    return GrievanceRow(
        row=cells.row,
        ref=cells.text("grievance_reference"),
        received_on=received_on or _NO_DAY,
        category=cells.code("category", known=_CATEGORIES),
        raised_by={name: cells.text(f"raised_by_{name}") for name in PARTS},
        about={name: cells.text(f"about_{name}") for name in PARTS},
        text=words.words_of(cells=cells, column="text"),
    )
