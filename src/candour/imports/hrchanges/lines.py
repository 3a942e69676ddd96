"""Parses one planned change: every cell a value of its kind, or the row refused."""

import datetime

from candour.imports.hrchanges import columns
from candour.imports.reading.cells import Cells
from candour.imports.stated.planned import PlannedRow
from candour.law.policies import gates as policy

_CHANGES = frozenset(row.code for row in policy.CHANGES)
# Stands where a row has no readable day; such a row is refused.
_NO_DAY = datetime.date.min


def parse(*, cells: Cells) -> PlannedRow:
    """Return what a row says; `cells` holds the reason if it must be refused."""
    cells.demand("change_reference", "number", "change", "planned_on")
    if cells.text("change_reference") == columns.EXAMPLE_REF:
        cells.refuse("example_row", "change_reference")
    return PlannedRow(
        row=cells.row,
        ref=cells.text("change_reference"),
        number=cells.text("number"),
        change=cells.code("change", known=_CHANGES),
        planned_on=cells.day("planned_on") or _NO_DAY,
    )
