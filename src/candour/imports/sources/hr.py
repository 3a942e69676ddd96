"""HR's feed of events: moves, shifts, appraisals, overtime, leave and discipline."""

import itertools
import pathlib
from collections.abc import Iterator

from candour.core.retaliation.feed import HrRow
from candour.imports.hr import columns, lines
from candour.imports.reading import records
from candour.imports.reading.cells import Cells
from candour.imports.reading.records import Record
from candour.imports.source import CannotRead, HrPart, Mark, Part, Plan, Reading, Seen, Source

TABLE = "hr"


def _find(path: pathlib.Path) -> tuple[pathlib.Path, ...]:
    if not path.is_file():
        message = "Give HR's CSV, XLSX, Parquet or JSON lines file."
        raise CannotRead(message)
    return (path,)


def _read(reading: Reading) -> Plan:
    (path,) = reading.files
    found = records.read(path, columns=columns.COLUMNS)

    def batches() -> Iterator[Part]:
        told: dict[str, int] = {}
        one_by_one = iter(found.rows)
        while batch := list(itertools.islice(one_by_one, reading.batch_rows)):
            parsed = [_parse(one, told, reading) for one in batch]
            yield HrPart(
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


def _parse(record: Record, told: dict[str, int], reading: Reading) -> tuple[Cells, HrRow]:
    cells = record.cells()
    row = lines.parse(cells=cells, latest=reading.on)
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
    name="hr",
    summary="HR's feed of moves, shifts, appraisals, overtime, leave refused and discipline",
    takes="PATH of a CSV, XLSX, Parquet or JSON lines file, with --organisation for the employer",
    version=1,
    find=_find,
    read=_read,
)
