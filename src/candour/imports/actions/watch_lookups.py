"""Holds a force's audit feed against what reporters want watched, and raises what is found."""

import datetime
import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.imports.lookups import (
    finding,
    progressing,
    raising,
    reading,
    scanning,
    terms,
    watching,
)
from candour.imports.lookups.progressing import Standing
from candour.imports.lookups.raising import Raised
from candour.imports.lookups.reading import Chunk, Feed
from candour.imports.lookups.terms import Keyed
from candour.imports.lookups.watching import Watch
from candour.imports.models import Remark, Run
from candour.imports.running import lock, organisations, runs
from candour.imports.running.counts import Counts

SOURCE, TABLE = "lookups", "reads"
VERSION = 2
# Chunks between two moments at which a run that is killed can go on, and remarks that are kept.
KEEPS_EVERY = 4
MOST_REMARKS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Which feed of which force. sha256: of the file; empty for a pipe, which can't be resumed."""

    feed: Feed
    force: str
    sha256: str = ""
    chunk_rows: int = reading.CHUNK_ROWS
    engine: Callable[[], Any] = scanning.duckdb


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did: rows read, touching anything watched, left out by reason, alerts raised."""

    run: uuid.UUID
    force: str
    watches: int
    is_resumed: bool
    rows: int
    touching: int
    left_out: dict[str, int] = field(default_factory=dict)
    officer_months: int = 0
    raised: Raised


class NotOutside(Exception):
    """Whoever holds a force's feed against what reporters want watched is no part of the force."""


class NothingWatched(Exception):
    """No reporter's terms were sealed to this reader: there is nothing to hold the feed against."""


def watch_lookups(
    *,
    request: Request,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Read a feed in chunks under one key that is drawn now; keep what matched, sealed.

    Rows that touch nothing watched are stored nowhere. A run of a file that was killed goes on
    where its last sealed standing was. `progress` hears bytes read and the size of a file, or rows
    read and nothing of a pipe, whose end nobody knows.
    """
    demand("imports.watch_lookups", by=by, at=at)
    wanted = organisations.Wanted(name=request.force, is_new=False, kind="police_force")
    whose = organisations.find(own="", said=wanted, by=by, at=at)
    if whose.organisation == by.organisation_id:
        message = "Only somebody outside the force may watch its look-ups."
        raise NotOutside(message)
    kept = watching.kept_by(account=by.account)
    if not kept:
        message = "No reporter's terms were sealed to you."
        raise NothingWatched(message)
    with lock.alone():
        with transaction.atomic():
            found = watching.watches(kept=kept, force=whose.organisation, vault=vault, by=by, at=at)
            run = runs.begin(start=_start(request, whose.organisation, found, by), at=at)
        standing = progressing.resume(run=run.id, vault=vault)
        is_resumed = standing.chunks > 0
        _go(_Going(request=request, run=run, watches=found, vault=vault), standing, progress)
        raised = _finish(run, standing, found, vault, by=by, at=at)
    return Report(
        run=run.id,
        force=whose.name,
        watches=len(found),
        is_resumed=is_resumed,
        rows=standing.rows,
        touching=standing.touching,
        left_out=dict(sorted(standing.left_out.items())),
        officer_months=standing.tallies.officer_months(),
        raised=raised,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Going:
    request: Request
    run: Run
    watches: tuple[Watch, ...]
    vault: Vault


def _start(request: Request, force: uuid.UUID, watches: tuple[Watch, ...], by: Actor) -> runs.Start:
    # Other terms, another reader or another cut are another run.
    who = "".join(str(one.id) for one in watches) + str(by.account)
    cut = f"{VERSION} by {request.chunk_rows} for {hashlib.sha256(who.encode()).hexdigest()[:16]}"
    # A pipe is a new one each time.
    name = request.sha256 or uuid.uuid4().hex
    return runs.Start(
        source=SOURCE, organisation=force, files=[(request.feed.name, name)], plan=cut
    )


def _go(going: _Going, standing: Standing, progress: Callable[[int, int], None]) -> None:
    keyed = terms.keyed(watched=[one.terms for one in going.watches])
    engine = going.request.engine()
    passed = standing.chunks
    found = reading.chunks(feed=going.request.feed, rows=going.request.chunk_rows)
    for number, chunk in enumerate(found, start=1):
        if number <= passed:
            continue
        marks = _take(chunk, engine, keyed, going.watches, standing)
        is_kept = bool(going.request.sha256) and number % KEEPS_EVERY == 0
        with transaction.atomic():
            _remark(going.run, marks)
            if is_kept:
                progressing.keep(run=going.run.id, standing=standing, vault=going.vault)
        size = going.request.feed.size
        progress(chunk.reached if size else standing.rows, size)


def _take(
    chunk: Chunk, engine: Any, keyed: Keyed, watches: tuple[Watch, ...], standing: Standing
) -> list[tuple[int, str, str]]:
    """Scan a chunk; return why which rows were left out, and the columns at fault."""
    marks = [(row, reason, "") for row, reason in chunk.left_out]
    with scanning.quiet():
        feed = scanning.over(chunk=chunk.rows)
        whole = scanning.readable(feed=feed)
        touched = engine.to_pyarrow(scanning.touching(rows=whole, keyed=keyed)).to_pylist()
        usual = engine.to_pyarrow(scanning.habits(rows=whole)).to_pylist()
        faulty = engine.to_pyarrow(scanning.unreadable(feed=feed)).to_pylist()
    about = [one.about for one in watches]
    finding.gather(rows=touched, keyed=keyed, about=about, into=standing.hits)
    standing.tallies.add(rows=usual)
    marks += [_fault(row) for row in faulty]
    standing.left_out.update(reason for _, reason, _ in marks)
    standing.chunks += 1
    standing.rows += chunk.read
    standing.touching += len(touched)
    return marks


def _fault(row: dict[str, Any]) -> tuple[int, str, str]:
    at_fault = [name for name in ("officer", "system") if row[name]]
    if at_fault:
        return row["row"], "missing", ", ".join(at_fault)
    return row["row"], "not_a_moment", "at"


def _remark(run: Run, marks: list[tuple[int, str, str]]) -> None:
    left = MOST_REMARKS - Remark.objects.filter(run=run).count() if marks else 0
    Remark.objects.bulk_create(
        Remark(run=run, kind="rejected", table=TABLE, row=row, reason=reason, columns=columns)
        for row, reason, columns in marks[: max(left, 0)]
    )


@transaction.atomic
def _finish(
    run: Run, standing: Standing, watches: tuple[Watch, ...], vault: Vault, *,
    by: Actor, at: datetime.datetime,
) -> Raised:  # fmt: skip
    found = finding.cards(
        hits=standing.hits,
        about=[one.about for one in watches],
        reads_a_day=standing.tallies.usual(),
    )
    raised = raising.raise_all(found=found, watches=watches, run=run, vault=vault, by=by, at=at)
    counts = Counts(rejected=standing.left_out)
    table = counts.table(TABLE)
    table.new, table.rejected = standing.touching, standing.left_out.total()
    table.unchanged = standing.rows - table.new - table.rejected
    counts.check(read={TABLE: standing.rows})
    runs.finish(run=run, counts=counts, at=at)
    progressing.forget(run=run.id)
    entry = leaves.Entry(
        kind="read",
        what="imports.watch_lookups",
        why="A force's audit feed held against what reporters want watched",
        detail={
            "run": str(run.id),
            "force": str(run.organisation_id),
            "rows": standing.rows,
            "touching": standing.touching,
            "left_out": table.rejected,
            "watches": len(watches),
            "alerts": raised.alerts,
        },
    )
    leaves.append(entry=entry, by=by, at=at)
    return raised
