"""Writes the invented force as a snapshot that every measure reads, and says that it is invented.

A larger register is the same force many times over, each drawn by itself, so that memory does not
grow with its size.
"""

import contextlib
import datetime
import os
import pathlib
import shutil
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np

from candour.measures.register import export, folders, manifest
from candour.measures.register.export import Written
from candour.measures.register.manifest import Manifest, Source
from candour.measures.register.tables import TABLES, Table
from candour.measures.synthetic import columns, matters, staff, targets
from candour.measures.synthetic.arrays import Columns
from candour.measures.synthetic.targets import Sizes

SOURCE: Final = "invented"
RULES: Final = (
    "Everything in it is invented: no person, case or allegation of it exists or existed.",
    "Numbers of allegations, cases, involvements and people, how long cases take and how they end"
    " are made to agree with what was published of one force; all else is assumed or follows.",
    "How many cases each person has follows from a Gamma-Poisson law over years of service.",
    "Groups of people differ in nothing but by chance.",
)
# As many territorial forces as there are; a larger register repeats them.
_FORCES: Final = 43
_ROWS_AT_A_TIME: Final = 120_000


def write(
    *,
    seed: int,
    under: pathlib.Path,
    at: datetime.datetime,
    sizes: Sizes = targets.PUBLISHED,
    times: int = 1,
) -> pathlib.Path:
    """Write a snapshot into a new folder under another; the same seed gives the same bytes."""
    made = folders.half_made(under=under, at=at)
    try:
        said = _write(made, seed, sizes, times)
        (made / manifest.FILE).write_bytes(said.as_bytes())
        return folders.put_in_place(made=made, name=said.name)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def is_invented(said: Manifest) -> bool:
    """Return whether a snapshot was written here."""
    return [source.name for source in said.sources] == [SOURCE]


def organisation(number: int) -> str:
    """Return the id of one of the invented forces."""
    return f"invented-{number}"


class _File:
    """A table's file, written in groups of rows that engines like to read."""

    def __init__(self, table: Table, writer: Any) -> None:
        self.table, self.rows = table, 0
        self._writer, self._waiting = writer, 0
        self._batches: list[Any] = []

    def add(self, columns_: Columns) -> None:
        """Take rows; columns that are not given are empty."""
        import pyarrow

        described = export.schema(table=self.table)
        number = max((len(values) for values in columns_.values()), default=0)
        arrays = [
            columns_[field.name] if field.name in columns_ else pyarrow.nulls(number, field.type)
            for field in described
        ]
        self._batches.append(pyarrow.table(arrays, schema=described))
        self.rows, self._waiting = self.rows + number, self._waiting + number
        if self._waiting >= _ROWS_AT_A_TIME:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        import pyarrow

        if self._waiting:
            self._writer.write_table(pyarrow.concat_tables(self._batches))
        self._batches, self._waiting = [], 0


@contextlib.contextmanager
def _opened(table: Table, folder: pathlib.Path) -> Iterator[_File]:
    import pyarrow.parquet

    descriptor = os.open(folder / table.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with (
        os.fdopen(descriptor, "wb") as file,
        pyarrow.parquet.ParquetWriter(
            file, export.schema(table=table), compression="zstd"
        ) as writer,
    ):
        found = _File(table, writer)
        yield found
        found.flush()


def _write(made: pathlib.Path, seed: int, sizes: Sizes, times: int) -> Manifest:
    with contextlib.ExitStack() as opened:
        files = {table.name: opened.enter_context(_opened(table, made)) for table in TABLES}
        for rows in _forces(seed, sizes, times):
            for name, file in files.items():
                file.add(rows.get(name, {}))
    return Manifest(
        as_of=targets.AS_OF,
        # Not the code of a register: nobody must take it for the newest snapshot of one.
        code=f"{manifest.code_version()} {SOURCE}",
        tables=tuple(
            Written(
                table=table.name,
                file=table.file,
                rows=files[table.name].rows,
                sha256=export.sha256_of(made / table.file),
            )
            for table in TABLES
        ),
        sources=(
            Source(
                name=SOURCE,
                cases=sizes.cases * times,
                first_received_on=targets.FIRST,
                last_received_on=targets.AS_OF,
            ),
        ),
        organisations={
            organisation(number): f"Invented force {number}"
            for number in range(1, min(times, _FORCES) + 1)
        },
        missing={},
        rules=RULES,
    )


def _forces(seed: int, sizes: Sizes, times: int) -> Iterator[Mapping[str, Columns]]:
    law = staff.calibrated(sizes)
    for place in range(times):
        rng = np.random.default_rng([seed, place])
        people = staff.draw(rng=rng, sizes=sizes, law=law)
        found = matters.draw(rng=rng, staff=people, sizes=sizes)
        over, who, on = matters.dismissals(rng=rng, matters=found, staff=people)
        found.sanction[over] = matters.DISMISSED
        yield columns.columns(
            rng=rng,
            staff=staff.leaving(staff=people, who=who, on=on),
            matters=found,
            organisation=organisation(place % _FORCES + 1),
        )
