"""Runs one import from its files to its totals; a run that broke off goes on where it stopped."""

import contextlib
import datetime
import pathlib
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.imports.models import Run
from candour.imports.running import counts as counting
from candour.imports.running import lock, organisations, rejects, runs, writing
from candour.imports.running.counts import Counts
from candour.imports.source import (
    CaseSystemPart,
    HistoryPart,
    NumbersPart,
    Part,
    Plan,
    Reading,
    Source,
    StatedPart,
    fingerprint,
)

BATCH_ROWS = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to import from where. organisation: empty for the source's own, or the only force.

    is_new: make an organisation of that name if there is none. is_dry: do it all, keep nothing.
    force: the one that rows are about that name none.
    """

    source: Source
    path: pathlib.Path
    organisation: str = ""
    force: str = ""
    is_new: bool = False
    is_dry: bool = False
    batch_rows: int = BATCH_ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did. run: None for a dry run, which leaves no trace of itself."""

    run: uuid.UUID | None
    source: str
    organisation: str
    is_dry: bool
    is_resumed: bool
    files: Sequence[tuple[str, str]]
    counts: Counts
    remarks: tuple[str, ...]
    rejects_file: pathlib.Path | None


def run_import(
    *,
    request: Request,
    by: Actor,
    at: datetime.datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Import files in batches, each committed with its leaf and the run's new position."""
    demand("imports.run", by=by, at=at)
    paths = request.source.find(request.path)
    files = tuple((path.name, fingerprint(path)) for path in paths)
    reading = Reading(files=paths, batch_rows=request.batch_rows, on=at.date(), force=request.force)
    plan = request.source.read(reading)
    with lock.alone(), _kept_unless(request.is_dry):
        whose = organisations.find(
            own=request.source.organisation,
            said=organisations.Wanted(
                name=request.organisation,
                is_new=request.is_new,
                kind=request.source.organisation_kind,
            ),
            by=by,
            at=at,
        )
        run = runs.begin(
            start=runs.Start(
                source=request.source.name,
                organisation=whose.organisation,
                files=files,
                plan=_plan(request),
            ),
            at=at,
        )
        is_resumed = run.position > 0
        counts = _go(run, plan, _Going(request=request, files=dict(files), by=by, at=at), progress)
        counts.check(read=plan.read)
        runs.finish(run=run, counts=counts, at=at)
        written = None if request.is_dry else rejects.write(run=run.id, folder=_folder())
    return Report(
        run=None if request.is_dry else run.id,
        source=request.source.name,
        organisation=whose.name,
        is_dry=request.is_dry,
        is_resumed=is_resumed,
        files=files,
        counts=counts,
        remarks=plan.remarks,
        rejects_file=written,
    )


def _plan(request: Request) -> str:
    cut = f"{request.source.version} by {request.batch_rows}"
    return f"{cut} for {request.force}" if request.force else cut


@dataclass(frozen=True, slots=True, kw_only=True)
class _Going:
    request: Request
    files: dict[str, str]
    by: Actor
    at: datetime.datetime


def _go(run: Run, plan: Plan, going: _Going, progress: Callable[[int, int], None]) -> Counts:
    job = writing.Job(
        run=run.id,
        organisation=run.organisation_id,
        source=going.request.source.name,
        files={table: (name, going.files[name]) for table, name in plan.files.items()},
    )
    stored = counting.from_json(run.counts)
    counts = Counts(
        tables={name: stored.table(name) for name in plan.read},
        rejected=stored.rejected,
        noted=stored.noted,
        written=stored.written,
    )
    total, done, passed = sum(plan.read.values()), 0, run.position
    for number, part in enumerate(plan.parts()):
        if number >= passed:
            with transaction.atomic():
                written = writing.write(part=part, job=job, by=going.by, at=going.at)
                runs.keep(run=run, counts=counts, written=written)
        done += _rows_in(part)
        progress(done, total)
    return counts


def _rows_in(part: Part) -> int:
    if isinstance(part, CaseSystemPart):
        return sum(len(seen.rows) for seen in part.seen)
    if isinstance(part, HistoryPart):
        return len(part.cases_seen.rows) + len(part.allegations_seen.rows)
    return 0 if isinstance(part, NumbersPart | StatedPart) else len(part.seen.rows)


@contextlib.contextmanager
def _kept_unless(is_dry: bool) -> Iterator[None]:
    """Leave each batch its own transaction, or put all of them into one that is rolled back."""
    if not is_dry:
        yield
        return
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
        transaction.set_rollback(True)


def _folder() -> pathlib.Path:
    return pathlib.Path(settings.DATA) / "imports"
