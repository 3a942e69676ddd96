"""Turns results into tables for pages, aligned text for terminals and CSV that no sheet runs."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from candour.measures import words
from candour.measures.entry import Entry
from candour.measures.result import Result, Tabled
from candour.pages.tables import Column, Table

# A spreadsheet takes a cell that begins like this for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_CSV_COLUMNS = (
    "measure", "organisation", "as_of", "received_from", "received_to", "snapshot", "table",
    "row", "column", "unit", "value", "low", "high", "note", "stage", "numerator", "denominator",
    "counted", "basis", "missing", "method",
)  # fmt: skip


def table(tabled: Tabled) -> Table:
    """Return a table of figures as pages draw it, each interval beside its value."""
    columns = [Column(text=tabled.heading, is_numeric=False)]
    for column in tabled.columns:
        columns.append(Column(text=column.text))
        if column.has_interval:
            columns.append(Column(text=words.INTERVAL))
    return Table(
        caption=tabled.title,
        columns=tuple(columns),
        rows=tuple(tuple(_cells(tabled, place)) for place in range(len(tabled.rows))),
    )


def text(*, entry: Entry, result: Result) -> str:
    """Return a result as a terminal prints it, each table with its definition."""
    lines = [entry.title, entry.question, ""]
    for tabled in result.tables:
        lines += [tabled.title, "", *_aligned(table(tabled)), ""]
        facts = words.facts(definition=tabled.definition, result=result)
        lines += [f"  {name}: {said}" for name, said in facts]
        lines += [f"  Missing: {words.missing(one)}" for one in tabled.missing]
        lines += [f"  Note: {note}" for note in tabled.notes]
        lines.append("")
    lines += ["What this can't say", *(f"  {limit}" for limit in entry.limits), ""]
    lines.append(f"Snapshot {result.snapshot}, manifest {result.manifest_sha256}")
    return "\n".join(lines)


def csv_of(results: Iterable[Result]) -> str:
    """Return results as CSV: one line for each value, with its definition, and no formula."""
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    sheet.writerow(_CSV_COLUMNS)
    for result in results:
        for tabled in result.tables:
            sheet.writerows([harmless(cell) for cell in line] for line in _lines(result, tabled))
    return written.getvalue()


def harmless(cell: object) -> object:
    """Return a cell that a spreadsheet shows and never runs; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def _cells(tabled: Tabled, place: int) -> Iterator[str]:
    row = tabled.rows[place]
    yield row.label
    for value, column in zip(row.values, tabled.columns, strict=True):
        yield words.cell(value=value, column=column)
        if column.has_interval:
            yield words.interval(value=value, column=column)


def _aligned(shown: Table) -> Iterator[str]:
    """Yield the lines of a table: texts to the left, numbers to the right."""
    rows = [[column.text for column in shown.columns], *([str(c) for c in r] for r in shown.rows)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(shown.columns))]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield ("  " + "  ".join(cells)).rstrip()


def _lines(result: Result, tabled: Tabled) -> Iterator[Sequence[object]]:
    asked, said = result.parameters, tabled.definition
    for row in tabled.rows:
        for value, column in zip(row.values, tabled.columns, strict=True):
            yield (
                result.measure, result.organisation, asked.as_of.isoformat(),
                asked.from_on.isoformat(), asked.to_on.isoformat(), result.snapshot, tabled.name,
                row.label, column.text, column.unit.value, value.value, value.low, value.high,
                value.note, said.stage, said.numerator, said.denominator, said.unit.value,
                said.basis.value, said.missing, said.method,
            )  # fmt: skip
