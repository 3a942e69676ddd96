"""An outside reporting line's daily batch of contacts, as CSV or XLSX with documented columns."""

import itertools
import pathlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from candour.imports.contacts import ContactRow
from candour.imports.hotline import columns, lines
from candour.imports.reading import sheets
from candour.imports.reading.cells import BadCell, Cells, as_whole_number
from candour.imports.reading.sheets import Cell, Odd
from candour.imports.source import (
    CannotRead,
    ContactsPart,
    Mark,
    Part,
    Plan,
    Reading,
    Seen,
    Source,
    StatedPart,
)

TABLE = "contacts"
Row = tuple[int, Sequence[Cell | Odd]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parsed:
    """One row: what it says unless `mark` says why it can't be taken, and what is noted of it."""

    row: int
    contact: ContactRow | None
    rejected: Mark | None = None
    noted: Mark | None = None


def _find(path: pathlib.Path) -> tuple[pathlib.Path, ...]:
    if not path.is_file():
        message = "Give the line's CSV or XLSX file."
        raise CannotRead(message)
    return (path,)


def _read(reading: Reading) -> Plan:
    (path,) = reading.files
    sheet = sheets.read(path)
    names = columns.check_header(file=path.name, header=sheet.header)
    stated, rows = _without_total(path.name, sheet.rows)
    told: dict[str, ContactRow] = {}
    parsed = [_parse(row, names, told, reading) for row in rows]

    def batches() -> Iterator[Part]:
        one_by_one = iter(parsed)
        while found := list(itertools.islice(one_by_one, reading.batch_rows)):
            yield ContactsPart(
                seen=Seen(
                    table=TABLE,
                    rows=[one.row for one in found],
                    rejected=[one.rejected for one in found if one.rejected],
                    noted=[one.noted for one in found if one.noted],
                ),
                contacts=tuple(one.contact for one in found if one.contact),
            )
        yield StatedPart(table=TABLE, rows=len(parsed), stated=stated)

    return Plan(
        read={TABLE: len(parsed)},
        files={TABLE: path.name},
        parts=batches,
        remarks=_remarks(path.name, sheet.encoding, stated, len(parsed)),
    )


def _without_total(name: str, rows: Sequence[Row]) -> tuple[int | None, Sequence[Row]]:
    """Part the contacts from the last row that states their number, if there is one."""
    totals = [place for place, (_, cells) in enumerate(rows) if _is_total(cells)]
    if not totals:
        return None, rows
    if totals != [len(rows) - 1]:
        message = f"{name}: the row that states the total must be the last one."
        raise CannotRead(message)
    try:
        stated = as_whole_number(rows[-1][1][1]) if len(rows[-1][1]) > 1 else None
    except BadCell:
        stated = None
    if stated is None:
        message = f"{name}: the total in the last row is no whole number."
        raise CannotRead(message)
    return stated, rows[:-1]


def _is_total(cells: Sequence[Cell | Odd]) -> bool:
    first = cells[0] if cells else None
    return isinstance(first, str) and first.strip().casefold() == columns.TOTAL


def _parse(
    row: Row, names: Sequence[str], told: dict[str, ContactRow], reading: Reading
) -> _Parsed:
    number, values = row
    cells = Cells(values=dict(zip(names, values, strict=False)), row=number)
    if len(values) != len(names):
        cells.refuse("cell_count")
    contact = lines.parse(cells=cells, force=reading.force, latest=reading.on)
    _find_other(cells, contact, told)
    if cells.reason:
        mark = Mark(
            row=number,
            reason=cells.reason,
            columns=tuple(cells.columns),
            other_row=cells.other_row,
        )
        return _Parsed(row=number, contact=None, rejected=mark)
    told[contact.ref] = contact
    noted = (
        Mark(row=number, reason="words_left_out", columns=("text",))
        if lines.has_words_too_many(cells=cells)
        else None
    )
    return _Parsed(row=number, contact=contact, noted=noted)


def _find_other(cells: Cells, contact: ContactRow, told: dict[str, ContactRow]) -> None:
    """Refuse a second row about one contact: it repeats the first, or speaks against it."""
    other = told.get(contact.ref)
    if other is None or cells.reason:
        return
    cells.refuse("duplicate" if _facts(contact) == _facts(other) else "contradicts")
    cells.other_row = other.row


def _facts(contact: ContactRow) -> tuple[object, ...]:
    return (
        contact.force, contact.received_on, contact.disposition, contact.reason, contact.category,
        contact.text,
    )  # fmt: skip


def _remarks(name: str, encoding: str, stated: int | None, rows: int) -> tuple[str, ...]:
    if stated is None:
        return (f"{name}: {encoding}; it states no total",)
    difference = "" if stated == rows else f", which differs by {abs(stated - rows):,}"
    return (f"{name}: {encoding}; {rows:,} contacts, {stated:,} stated{difference}",)


ENTRY = Source(
    name="hotline",
    summary="An outside reporting line's daily batch of contacts",
    takes="PATH of a CSV or XLSX file, with --organisation for the line's body",
    version=1,
    find=_find,
    read=_read,
    organisation_kind="reporting_line",
)
