"""Parses one row of HR's feed: every cell a value of its kind, or the row refused."""

import datetime

from candour.core.retaliation.feed import HrRow
from candour.imports.hr import columns
from candour.imports.reading.cells import Cells
from candour.law.policies import retaliation as policy

YES = "yes"
_YES_NO = frozenset({YES, "no"})
_KINDS = frozenset(row.kind.value for row in policy.KINDS)
_VALUED = frozenset(row.kind.value for row in policy.KINDS if row.has_value)
# Stands where a row has no readable day; such a row is refused.
_NO_DAY = datetime.date.min


def parse(*, cells: Cells, latest: datetime.date) -> HrRow:
    """Return what a row says; `cells` holds the reason if it must be refused."""
    cells.demand("event_reference", "number", "kind", "happened_on")
    if cells.text("event_reference") == columns.EXAMPLE_REF:
        cells.refuse("example_row", "event_reference")
    asked_for = cells.code("asked_for", known=_YES_NO)
    row = HrRow(
        row=cells.row,
        ref=cells.text("event_reference"),
        number=cells.text("number"),
        kind=cells.code("kind", known=_KINDS),
        happened_on=cells.day("happened_on") or _NO_DAY,
        is_planned=cells.code("planned", known=_YES_NO) == YES,
        is_asked_for=asked_for == YES if asked_for else None,
        value=cells.whole_number("value"),
    )
    if row.happened_on > latest and not row.is_planned:
        cells.refuse("day_to_come", "happened_on")
    if row.kind in _VALUED and row.value is None:
        cells.refuse("missing", "value")
    if row.kind not in _VALUED and row.value is not None:
        cells.refuse("value_not_wanted", "value")
    return row
