"""The crime side's nightly feed of arrests, suspects, orders and outcomes, as CSV or JSON lines."""

import itertools
import pathlib
from collections.abc import Iterator

from candour.cases.crime.rows import CrimeRow
from candour.imports.crime import columns, lines
from candour.imports.reading import records
from candour.imports.reading.cells import Cells
from candour.imports.reading.records import Record
from candour.imports.source import CannotRead, CrimePart, Mark, Part, Plan, Reading, Seen, Source

TABLE = "crime"


def _find(path: pathlib.Path) -> tuple[pathlib.Path, ...]:
    if not path.is_file():
        message = "Give the crime side's CSV, XLSX or JSON lines file."
        raise CannotRead(message)
    return (path,)


def _read(reading: Reading) -> Plan:
    (path,) = reading.files
    found = records.read(path, columns=columns.COLUMNS)

    def batches() -> Iterator[Part]:
        told: dict[tuple[str, str], int] = {}
        one_by_one = iter(found.rows)
        while batch := list(itertools.islice(one_by_one, reading.batch_rows)):
            parsed = [_parse(one, told, reading) for one in batch]
            yield CrimePart(
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


def _parse(
    record: Record, told: dict[tuple[str, str], int], reading: Reading
) -> tuple[Cells, CrimeRow]:
    cells = record.cells()
    row = lines.parse(cells=cells, latest=reading.on)
    key = (row.record_ref, row.kind)
    if not cells.reason and key in told:
        cells.refuse("same_key")
        cells.other_row = told[key]
    if not cells.reason:
        told[key] = record.row
    return cells, row


def _mark(cells: Cells) -> Mark:
    return Mark(
        row=cells.row,
        reason=cells.reason,
        columns=tuple(cells.columns),
        other_row=cells.other_row,
    )


ENTRY = Source(
    name="crime",
    summary="The crime side: arrests, suspects, civil orders, charges and outcomes",
    takes="PATH of a CSV, XLSX or JSON lines file, with --organisation for the force",
    version=1,
    find=_find,
    read=_read,
)
