"""Puts the totals of an import into words, a table or JSON."""

import dataclasses
import json
from collections.abc import Iterator, Mapping

from candour.imports import reasons
from candour.imports.actions import watch_lookups
from candour.imports.actions.run_import import Report
from candour.imports.queries import RunLine
from candour.imports.running.counts import TableCounts

_COLUMNS = ("read", "new", "changed", "unchanged", "rejected")


def as_text(report: Report) -> str:
    """Return the totals as a person reads them."""
    return "\n".join(_lines(report))


def as_json(report: Report) -> str:
    """Return the totals as JSON."""
    said = {
        "source": report.source,
        "organisation": report.organisation,
        "run": None if report.run is None else str(report.run),
        "dry_run": report.is_dry,
        "resumed": report.is_resumed,
        "files": [{"name": name, "sha256": digest} for name, digest in report.files],
        **report.counts.as_json(),
        "rejects_file": None if report.rejects_file is None else str(report.rejects_file),
    }
    return json.dumps(said, indent=2)


def watched_as_text(report: watch_lookups.Report) -> str:
    """Return what a run over an audit feed did, as a person reads it."""
    resumed = ["A run of the same file had broken off; it went on where it stopped."]
    left_out = [
        f"  {number:,} {reasons.words(code=code, other_row=None).casefold()}"
        for code, number in report.left_out.items()
    ]
    return "\n".join(
        [
            *(resumed if report.is_resumed else []),
            f"{report.rows:,} reads of {report.force}, held against {report.watches} reporters",
            f"{report.touching:,} touched something watched; none of the others was kept",
            f"{sum(report.left_out.values()):,} rows could not be read",
            *left_out,
            f"{report.raised.alerts} alerts, {report.raised.told} of them for a file's handlers",
        ]
    )


def watched_as_json(report: watch_lookups.Report) -> str:
    """Return the same as JSON."""
    return json.dumps({**dataclasses.asdict(report), "run": str(report.run)}, indent=2)


def of_run(run: RunLine) -> dict[str, object]:
    """Return a run as JSON takes it."""
    return {
        "run": str(run.run),
        "source": run.source,
        "state": run.state,
        "started_at": run.started_at.isoformat(),
        "finished_at": None if run.finished_at is None else run.finished_at.isoformat(),
        "files": list(run.files),
        "counts": dict(run.counts),
    }


def run_line(run: RunLine) -> str:
    """Return a run in one line."""
    files = ", ".join(run.files)
    return f"{run.started_at:%Y-%m-%d %H:%M} {run.source} {run.state} {run.run} {files}"


def _lines(report: Report) -> Iterator[str]:
    if report.is_dry:
        yield "Dry run: this is what would change. Nothing was written."
    if report.is_resumed:
        yield "An import of the same files had broken off; it went on where it stopped."
    yield f"{report.source} for {report.organisation}"
    yield from report.remarks
    yield from _table(report.counts.tables)
    yield _sum(report.counts.tables)
    yield from _reasons("rejected", report.counts.rejected)
    yield from _reasons("noted", report.counts.noted)
    yield from (f"{count:>9,} rows of {table}" for table, count in report.counts.written.items())
    if report.rejects_file is not None:
        yield f"The rejected rows are listed in {report.rejects_file}"


def _table(tables: Mapping[str, TableCounts]) -> Iterator[str]:
    yield f"{'':<14}" + "".join(f"{column:>11}" for column in _COLUMNS)
    for name, counts in tables.items():
        yield f"{name:<14}" + "".join(f"{getattr(counts, column):>11,}" for column in _COLUMNS)


def _sum(tables: Mapping[str, TableCounts]) -> str:
    taken, unchanged, rejected, read = (
        sum(getattr(counts, column) for counts in tables.values())
        for column in ("taken", "unchanged", "rejected", "read")
    )
    return f"taken {taken:,} + unchanged {unchanged:,} + rejected {rejected:,} = read {read:,}"


def _reasons(kind: str, counted: Mapping[str, int]) -> Iterator[str]:
    for code, count in sorted(counted.items()):
        yield f"{count:>9,} {kind}: {reasons.words(code=code, other_row='N')}"
