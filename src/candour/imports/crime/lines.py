"""Parses one row of the crime side's feed: every cell a value of its kind, or the row refused."""

import datetime

from candour.cases.crime.rows import NO, SAID, YES, CrimeRow
from candour.imports.crime import columns
from candour.imports.reading import words
from candour.imports.reading.cells import Cells
from candour.law.policies import crime_side as policy
from candour.law.policies.crime_side import Kind

_KINDS = frozenset(row.kind.value for row in policy.KINDS)
_OFFENCES = frozenset(row.code for row in policy.OFFENCES)
_ORDERS = frozenset(row.code for row in policy.ORDERS)
_YES_NO = frozenset({YES, NO})
# Stands where a row has no readable day; such a row is refused.
_NO_DAY = datetime.date.min


def parse(*, cells: Cells, latest: datetime.date) -> CrimeRow:
    """Return what a row says; `cells` holds the reason if it must be refused."""
    cells.demand("record_reference", "kind", "happened_on")
    if cells.text("record_reference") == columns.EXAMPLE_REF:
        cells.refuse("example_row", "record_reference")
    row = CrimeRow(
        row=cells.row,
        record_ref=cells.text("record_reference"),
        crime_ref=cells.text("crime_reference"),
        kind=cells.code("kind", known=_KINDS),
        happened_on=_day(cells, "happened_on", latest=latest) or _NO_DAY,
        offence=cells.code("offence", known=_OFFENCES) or "other",
        civil_order=cells.code("civil_order", known=_ORDERS),
        is_domestic=cells.code("domestic", known=_YES_NO) == YES,
        is_sexual=cells.code("sexual", known=_YES_NO) == YES,
        serves=cells.code("serves", known=_YES_NO),
        person={name: cells.text(name) for name in SAID},
        born_on=_day(cells, "born_on", latest=latest),
        text=words.words_of(cells=cells, column="text"),
    )
    _check(cells, row)
    return row


def _day(cells: Cells, column: str, *, latest: datetime.date) -> datetime.date | None:
    found = cells.day(column)
    if found is not None and found > latest:
        cells.refuse("day_to_come", column)
    return found


def _check(cells: Cells, row: CrimeRow) -> None:
    if row.kind == Kind.CIVIL_ORDER.value and not row.civil_order:
        cells.refuse("missing", "civil_order")
    if row.kind != Kind.CIVIL_ORDER.value and row.civil_order:
        cells.refuse("order_not_wanted", "civil_order")
    names_somebody = any(row.person[one] for one in ("number", "given", "family"))
    if not names_somebody and not (row.crime_ref and row.kind in _OUTCOMES):
        cells.refuse("missing", "number", "family")


_OUTCOMES = frozenset(one.kind.value for one in policy.KINDS if one.is_outcome)
