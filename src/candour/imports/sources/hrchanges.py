"""Changes that HR plans: promotions, postings, courses, transfers, vetting, firearms authority."""

import itertools
import pathlib
from collections.abc import Iterator

from candour.imports.hrchanges import columns, lines
from candour.imports.reading import records
from candour.imports.reading.cells import Cells
from candour.imports.reading.records import Record
from candour.imports.source import CannotRead, Mark, Part, Plan, PlannedPart, Reading, Seen, Source
from candour.imports.stated.planned import PlannedRow

TABLE = "planned"


def _find(path: pathlib.Path) -> tuple[pathlib.Path, ...]:
    if not path.is_file():
        message = "Give HR's CSV, XLSX or JSON lines file of planned changes."
        raise CannotRead(message)
    return (path,)


def _read(reading: Reading) -> Plan:
    (path,) = reading.files
    found = records.read(path, columns=columns.COLUMNS)

    def batches() -> Iterator[Part]:
        told: dict[str, int] = {}
        one_by_one = iter(found.rows)
        while batch := list(itertools.islice(one_by_one, reading.batch_rows)):
            parsed = [_parse(one, told) for one in batch]
            yield PlannedPart(
                seen=Seen(
                    table=TABLE,
                    rows=[one.row for one in batch],
                    rejected=[_mark(cells) for cells, _ in parsed if cells.reason],
                ),
                rows=tuple(row for cells, row in parsed if not cells.reason),
            )

    return Plan(
        read={TABLE: len(found.rows)},
        files={TABLE: path.name},
        parts=batches,
        remarks=(f"{path.name}: {found.form}",),
    )


def _parse(record: Record, told: dict[str, int]) -> tuple[Cells, PlannedRow]:
    cells = record.cells()
    row = lines.parse(cells=cells)
    if not cells.reason and row.ref in told:
        cells.refuse("same_key")
        cells.other_row = told[row.ref]
    if not cells.reason:
        told[row.ref] = record.row
    return cells, row


def _mark(cells: Cells) -> Mark:
    return Mark(
        row=cells.row,
        reason=cells.reason,
        columns=tuple(cells.columns),
        other_row=cells.other_row,
    )


ENTRY = Source(
    name="hrchanges",
    summary="Changes that HR plans, asked about before they are made",
    takes="PATH of a CSV, XLSX or JSON lines file, with --organisation for the employer",
    version=1,
    find=_find,
    read=_read,
)
