"""Registers written row by row, for figures that compare groups: the truth is what was planted."""

import datetime
import pathlib
from typing import Any

from candour.measures import running
from candour.measures.register import export, folders, reading
from candour.measures.register.manifest import Manifest, code_version
from candour.measures.register.reading import Register
from candour.measures.register.tables import TABLES
from candour.measures.result import Result
from measures import registers

AS_OF = datetime.date(2020, 12, 31)
FORCE = "force"
OF_CASE = (FORCE, "complaint", "public")


class World:
    """Rows of a snapshot's tables, gathered one fact at a time."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {table.name: [] for table in TABLES}
        self.cases = 0

    def officer(
        self, key: str, *, ethnicity: str = "", joined: str = "2010-01-01", left: str = ""
    ) -> str:
        self.rows["person_time"].append(
            (key, FORCE, registers.day(joined), registers.day(left) if left else AS_OF,
             "left" if left else "as_of")
        )  # fmt: skip
        if ethnicity:
            self.rows["characteristics"].append((key, "ethnicity", ethnicity))
        return key

    def case(
        self,
        about: str | None,
        *,
        received: str,
        closed: str = "",
        category: str = "B4",
        result: str = "",
        sanction: str = "",
        on: str = "",
        reporter: str = "",
    ) -> str:
        self.cases += 1
        key = f"c{self.cases}"
        of_case = (*OF_CASE, registers.day(received))
        ended = registers.day(closed) if closed else None
        decided = registers.day(on) if on else ended
        self.rows["case"].append((key, *of_case, None, ended, False))
        self.rows["allegation"].append(
            (key, about, *of_case, category, result or None, sanction or None,
             decided if result else None)
        )  # fmt: skip
        if about is not None:
            self.rows["involvement"].append((key, about, *of_case))
        if "reporter" in self.rows:
            self.rows["reporter"].append((key, *of_case, reporter))
        return key

    def step(self, case: str, about: str, *, received: str, what: str, code: str, on: str) -> None:
        self.rows["step"].append(
            (case, about, *OF_CASE, registers.day(received), what, code, registers.day(on))
        )

    def register(self, under: pathlib.Path, *, as_of: datetime.date = AS_OF) -> Register:
        return written(self.rows, under, as_of=as_of)

    def asked(self, name: str, under: pathlib.Path, **more: Any) -> Result:
        return running.run(
            entry=running.entry_of(name),
            register=self.register(under),
            parameters=registers.window(**{"from_on": "2015-01-01", **more}),
        )


def written(
    rows: dict[str, list[tuple[Any, ...]]], under: pathlib.Path, *, as_of: datetime.date
) -> Register:
    made = folders.half_made(under=under, at=registers.AT)
    tables = tuple(
        export._write(
            table, made / table.file, iter([rows[table.name]] if rows[table.name] else [])
        )
        for table in TABLES
    )
    manifest = Manifest(
        as_of=as_of, code=code_version(), tables=tables, sources=(),
        organisations={FORCE: "Westmoor Police", "chicago": "Chicago"}, missing={},
    )  # fmt: skip
    return reading.over(folder=made, manifest=manifest, engine=reading.duckdb(may_read=made))


def rows_of(result: Result, table: str) -> dict[str, list[float | None]]:
    return {row.label: [value.value for value in row.values] for row in result.table(table).rows}
