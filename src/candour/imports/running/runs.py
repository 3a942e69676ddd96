"""Keeps a run of an import: where it stands, what it counted, what it remarked on."""

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from candour.imports.models import Remark, Run
from candour.imports.running.counts import Counts
from candour.imports.running.writing import Settled, Written
from candour.imports.source import Mark
from candour.people import staging


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What decides whether a broken run goes on: the same files, cut the same way."""

    source: str
    organisation: uuid.UUID
    files: Sequence[tuple[str, str]]
    plan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _RemarkRow:
    id: uuid.UUID
    run_id: uuid.UUID
    kind: str
    table: str
    row: int
    reason: str
    other_row: int | None
    columns: str


def begin(*, start: Start, at: datetime.datetime) -> Run:
    """Return the broken run that these files belong to, or a new one; give up any other."""
    files = [{"name": name, "sha256": digest} for name, digest in start.files]
    mine = Run.objects.filter(
        source=start.source, organisation_id=start.organisation, state="running"
    )
    broken = mine.first()
    if broken is not None and (broken.files, broken.plan) == (files, start.plan):
        return broken
    mine.update(state="given_up")
    run = Run(
        source=start.source,
        organisation_id=start.organisation,
        files=files,
        plan=start.plan,
        state="running",
        started_at=at,
    )
    Run.objects.bulk_create([run])
    return run


def keep(*, run: Run, counts: Counts, written: Written) -> None:
    """Count one part that was written, and move the run's position behind it."""
    for settled in written.settled:
        _count(counts, settled)
    counts.written.update(written.written)
    staging.stage(
        table=Remark._meta.db_table,
        kind=_RemarkRow,
        rows=(remark for settled in written.settled for remark in _remarks(run, settled)),
    )
    run.position += 1
    Run.objects.filter(id=run.id).update(position=run.position, counts=counts.as_json())


def finish(*, run: Run, counts: Counts, at: datetime.datetime) -> None:
    """Close a run that has gone through."""
    Run.objects.filter(id=run.id).update(state="finished", finished_at=at, counts=counts.as_json())


def _count(counts: Counts, settled: Settled) -> None:
    table = counts.table(settled.table)
    rejected = len({mark.row for mark in settled.rejected})
    table.new += len(settled.new)
    table.changed += len(settled.changed)
    table.rejected += rejected
    table.unchanged += settled.rows - rejected - len(settled.new) - len(settled.changed)
    counts.rejected.update(mark.reason for mark in settled.rejected)
    counts.noted.update(mark.reason for mark in settled.noted)


def _remarks(run: Run, settled: Settled) -> Iterator[_RemarkRow]:
    """Yield a remark for each rejected row, and for what is noted of rows that were taken now."""
    taken = settled.new | settled.changed
    for mark in settled.rejected:
        yield _remark(run, settled.table, "rejected", mark)
    for mark in settled.noted:
        if mark.row in taken:
            yield _remark(run, settled.table, "noted", mark)


def _remark(run: Run, table: str, kind: str, mark: Mark) -> _RemarkRow:
    return _RemarkRow(
        id=uuid.uuid4(),
        run_id=run.id,
        kind=kind,
        table=table,
        row=mark.row,
        reason=mark.reason,
        other_row=mark.other_row,
        columns=", ".join(mark.columns),
    )
