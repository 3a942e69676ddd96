"""A small register as nobody would wish it: holes, ties, overlaps, several forces, odd words."""

import pathlib
import shutil
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import registers

from candour.measures.register import export, manifest
from candour.measures.register.export import Written
from candour.measures.register.manifest import Manifest
from candour.measures.register.tables import TABLES, Table
from candour.measures.synthetic import snapshot, targets

SIZES = targets.Sizes(allegations=1500, cases=830, involvements=1040, people=720)
FORCES = 2
AGAIN, HOLES = 0.1, 0.06
# What names a row, and what stands beside its case wherever the case does.
_NAMES = ("case_key", "report_key", "person_key", "organisation", "kind", "source", "received_on")
# Of what a name may have several rows: some that begin, end or happen on one day.
_SEVERAL = ("allegation", "person_time", "service", "posted", "step", "case_step", "told",
            "suspended", "followed")  # fmt: skip
# What the register may not know.
_MISSING = (
    "incident_on", "closed_on", "category", "result", "sanction", "outcome_on", "reporter_kind",
    "value", "word_against_word", "code", "answer", "later_case_key",
)  # fmt: skip
_ODD = ("white", "W2", "Black British", "b9", "Prefer not to say", "", "É1", "M1 ")


def write(under: pathlib.Path) -> pathlib.Path:
    """Write the snapshot of the invented forces, spoilt by one seed; return its folder."""
    made = snapshot.write(seed=3, under=under, at=registers.AT, sizes=SIZES, times=FORCES)
    place = under / "awkward"
    place.mkdir()
    rng = np.random.default_rng(11)
    tables = tuple(_spoilt(table, made, place, rng) for table in TABLES)
    said = manifest.parse((made / manifest.FILE).read_bytes())
    spoilt = Manifest(
        as_of=said.as_of, code=said.code, tables=tables, sources=said.sources,
        organisations=said.organisations, missing={},
    )  # fmt: skip
    (place / manifest.FILE).write_bytes(spoilt.as_bytes())
    shutil.rmtree(made)
    return place


def _spoilt(
    table: Table, made: pathlib.Path, place: pathlib.Path, rng: np.random.Generator
) -> Written:
    rows = pyarrow.parquet.read_table(made / table.file)
    if table.name in _SEVERAL:
        rows = _again(rows, rng)
    for name in rows.column_names:
        rows = rows.set_column(
            rows.column_names.index(name), rows.schema.field(name), _holes(rows[name], name, rng)
        )
    if table.name == "allegation":
        rows = rows.set_column(1, rows.schema.field(1), _with_holes(rows["person_key"], rng))
    pyarrow.parquet.write_table(rows, place / table.file)
    return Written(
        table=table.name, file=table.file, rows=rows.num_rows,
        sha256=export.sha256_of(place / table.file),
    )  # fmt: skip


def _again(rows: pa.Table, rng: np.random.Generator) -> pa.Table:
    """Add some rows a second time under their names, half of them saying what another row says."""
    number = int(rows.num_rows * AGAIN)
    own = rng.integers(0, max(rows.num_rows, 1), number)
    others = np.where(rng.random(number) < 0.5, own, rng.permutation(own))
    more = pa.table(
        [rows[name].take(own if name in _NAMES else others) for name in rows.column_names],
        schema=rows.schema,
    )
    return pa.concat_tables([rows, more])


def _holes(column: Any, name: str, rng: np.random.Generator) -> Any:
    if name == "value":
        told = np.array(column.to_pylist(), dtype=object)
        chosen = rng.random(len(told)) < HOLES
        told[chosen] = rng.choice(_ODD, int(chosen.sum()))
        column = pa.array(told.tolist(), type=pa.string())
    return _with_holes(column, rng) if name in _MISSING else column


def _with_holes(column: Any, rng: np.random.Generator) -> Any:
    said = [
        None if is_hole else value
        for value, is_hole in zip(column.to_pylist(), rng.random(len(column)) < HOLES, strict=True)
    ]
    return pa.array(said, type=column.type)
