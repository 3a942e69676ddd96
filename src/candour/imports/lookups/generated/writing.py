"""Writes a generated feed and its truth to files, in bounded memory."""

import dataclasses
import io
import json
import pathlib
from collections.abc import Callable
from typing import IO, Any

from candour.imports.lookups.generated import generator
from candour.imports.lookups.generated.generator import Asked, Force
from candour.imports.lookups.reading import NotAFeed


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: how many rows, how many planted look-ups, where the truth stands."""

    rows: int
    planted: int
    truth: pathlib.Path


def write(
    *, asked: Asked, path: pathlib.Path, progress: Callable[[int, int], None] = lambda a, b: None
) -> Written:
    """Write a feed in the form that its ending tells; the truth beside it ends in .truth.json."""
    made = generator.force(asked=asked)
    rows = 0
    forms = {".csv": _csv, ".jsonl": _json_lines, ".parquet": _parquet}
    if path.suffix not in forms:
        message = "Name a file that ends in .csv, .jsonl or .parquet."
        raise NotAFeed(message)
    with path.open("wb") as file:
        take, end = forms[path.suffix](file)
        for day, table in enumerate(generator.days(made=made), start=1):
            take(table)
            rows += table.num_rows
            progress(day, asked.days)
        end()
    truth = path.with_suffix(".truth.json")
    truth.write_text(_truth(made), encoding="utf-8")
    return Written(rows=rows, planted=len(made.planted), truth=truth)


Taking = tuple[Callable[[Any], None], Callable[[], None]]


def _csv(file: IO[bytes]) -> Taking:
    from pyarrow import csv

    is_first = [True]

    def take(table: Any) -> None:
        options = csv.WriteOptions(include_header=is_first[0], quoting_style="needed")
        csv.write_csv(table, file, options)
        is_first[0] = False

    return take, lambda: None


def _json_lines(file: IO[bytes]) -> Taking:
    def take(table: Any) -> None:
        text = io.StringIO()
        for row in table.to_pylist():
            json.dump({name: value for name, value in row.items() if value is not None}, text)
            text.write("\n")
        file.write(text.getvalue().encode())

    return take, lambda: None


def _parquet(file: IO[bytes]) -> Taking:
    from pyarrow import parquet

    writers: list[Any] = []

    def take(table: Any) -> None:
        if not writers:
            writers.append(parquet.ParquetWriter(file, table.schema))
        writers[0].write_table(table)

    def end() -> None:
        for writer in writers:
            writer.close()

    return take, end


def _truth(made: Force) -> str:
    return json.dumps(
        {
            "seed": made.asked.seed,
            "watched": [dataclasses.asdict(one) for one in made.watched],
            "planted": [dataclasses.asdict(one) for one in made.planted],
        },
        default=str,
        indent=1,
    )
