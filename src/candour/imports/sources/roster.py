"""A force's own roster of people and postings, as CSV or XLSX with documented columns."""

import pathlib
from collections.abc import Iterator

from candour.imports.reading import sheets
from candour.imports.reading.cells import Cells
from candour.imports.roster import columns, lines, parts
from candour.imports.roster.checks import Ledger
from candour.imports.source import CannotRead, Mark, Part, Plan, Reading, Source


def _find(path: pathlib.Path) -> tuple[pathlib.Path, ...]:
    if not path.is_file():
        message = "Give the roster's CSV or XLSX file."
        raise CannotRead(message)
    return (path,)


def _read(reading: Reading) -> Plan:
    (path,) = reading.files
    sheet = sheets.read(path)
    names = columns.check_header(file=path.name, header=sheet.header)
    ledger = Ledger()
    rejected = []
    for number, values in sheet.rows:
        cells = Cells(values=dict(zip(names, values, strict=False)), row=number)
        if len(values) != len(names):
            cells.refuse("cell_count")
        line = lines.parse(cells=cells, latest=reading.on.year)
        if not ledger.take(cells, line):
            rejected.append(_mark(cells))
    cut = parts.Cut(ledger=ledger, rejected=rejected, batch_rows=reading.batch_rows)

    def batches() -> Iterator[Part]:
        yield from parts.numbers(cut=cut)
        yield from parts.people(cut=cut)

    return Plan(
        read={parts.TABLE: len(sheet.rows)},
        files={parts.TABLE: path.name},
        parts=batches,
        remarks=(f"{path.name}: {sheet.encoding}",),
    )


def _mark(cells: Cells) -> Mark:
    return Mark(
        row=cells.row,
        reason=cells.reason,
        columns=tuple(cells.columns),
        other_row=cells.other_row,
    )


ENTRY = Source(
    name="roster",
    summary="A force's people: names, numbers, postings, service",
    takes="PATH of a CSV or XLSX file (candour import template roster)",
    version=1,
    find=_find,
    read=_read,
)
