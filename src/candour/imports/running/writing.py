"""Writes one part of a plan through the actions of people and cases, and settles its rows."""

import datetime
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from candour.cases.actions.record_history import HistoryBatch, RowTally, record_history
from candour.cases.crime.rows import Feed
from candour.guard.actors import Actor
from candour.imports.casesystem import taking as casesystem
from candour.imports.crime import taking as crime
from candour.imports.grievances import taking as grievances
from candour.imports.hotline import taking
from candour.imports.hr import taking as hr
from candour.imports.hrchanges import taking as hrchanges
from candour.imports.running import walls
from candour.imports.source import (
    CaseSystemPart,
    ContactsPart,
    CrimePart,
    GrievancesPart,
    HistoryPart,
    HrPart,
    Mark,
    NumbersPart,
    Part,
    PlannedPart,
    RosterPart,
    Seen,
    StatedPart,
    fingerprint_of_all,
)
from candour.people.actions.end_numbers import end_numbers
from candour.people.actions.record_roster import record_roster
from candour.people.roster import RosterBatch, RosterRows


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Which run, into which organisation, from which source, and each table's file: its name and
    SHA-256.
    """

    run: uuid.UUID
    organisation: uuid.UUID
    source: str
    files: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of some rows of one table."""

    table: str
    rows: int
    new: frozenset[int]
    changed: frozenset[int]
    rejected: tuple[Mark, ...]
    noted: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one part did: its rows settled, and how many rows of ours were written."""

    settled: tuple[Settled, ...]
    written: Mapping[str, int]


def write(*, part: Part, job: Job, by: Actor, at: datetime.datetime) -> Written:
    """Write one part; everything it changed is in the log when this returns."""
    with connection.cursor() as cursor:
        cursor.execute("select imports.refresh_statistics()")
    return _WRITERS[type(part)](part, job, by, at)


def _numbers(part: NumbersPart, job: Job, by: Actor, at: datetime.datetime) -> Written:
    batch = _roster_batch(RosterRows(numbers=part.numbers), part.table, job)
    tally = end_numbers(batch=batch, by=by, at=at)
    return Written(settled=(), written=tally.written)


def _roster(part: RosterPart, job: Job, by: Actor, at: datetime.datetime) -> Written:
    tally = record_roster(batch=_roster_batch(part.rows, part.seen.table, job), by=by, at=at)
    if tally.moved:
        walls.draw_near(persons=tally.moved, by=by, at=at)
    settled = _settle(
        part.seen,
        RowTally(new=tally.new, changed=tally.changed),
        rejected=[
            *_marks(tally.unknown_persons, "unknown_person"),
            *_marks(tally.held_numbers, "number_held"),
        ],
        noted=_marks(tally.unknown_managers, "unknown_manager"),
    )
    return Written(settled=(settled,), written=tally.written)


def _history(part: HistoryPart, job: Job, by: Actor, at: datetime.datetime) -> Written:
    tables = (part.cases_seen.table, part.allegations_seen.table)
    batch = HistoryBatch(
        organisation=job.organisation,
        source=job.source,
        content_hash=fingerprint_of_all([job.files[table] for table in tables]),
        cases=part.cases,
        allegations=part.allegations,
    )
    tally = record_history(batch=batch, by=by, at=at)
    unidentified = _marks(tally.unidentified, "unidentified_subject")
    return Written(
        settled=(
            _settle(part.cases_seen, tally.cases),
            _settle(part.allegations_seen, tally.allegations, noted=unidentified),
        ),
        written=tally.written,
    )


def _contacts(
    part: ContactsPart | StatedPart, job: Job, by: Actor, at: datetime.datetime
) -> Written:
    whose = taking.Whose(body=job.organisation, run=job.run, by=by, at=at)
    if isinstance(part, StatedPart):
        _, digest = job.files[part.table]
        kept = taking.keep_total(part=part, digest=bytes.fromhex(digest), whose=whose)
        return Written(settled=(), written={"files": kept})
    taken = taking.take(rows=part.contacts, whose=whose)
    settled = _settle(
        part.seen,
        RowTally(new=frozenset(taken.new), changed=frozenset(taken.changed)),
        rejected=taken.rejected,
    )
    written = {"contacts": len(taken.contacts), "reports": taken.reports}
    return Written(settled=(settled,), written=written)


def _crime(part: CrimePart, job: Job, by: Actor, at: datetime.datetime) -> Written:
    result = crime.take(rows=part.rows, feed=Feed(organisation=job.organisation), by=by, at=at)
    tally = RowTally(new=frozenset(result.new), changed=frozenset())
    settled = _settle(part.seen, tally, rejected=result.rejected, noted=result.noted)
    return Written(
        settled=(settled,), written={"matters": result.matters, "waiting": result.waiting}
    )


def _grievances(part: GrievancesPart, job: Job, by: Actor, at: datetime.datetime) -> Written:
    result = grievances.take(rows=part.rows, employer=job.organisation, by=by, at=at)
    tally = RowTally(new=frozenset(result.new), changed=frozenset())
    settled = _settle(part.seen, tally, rejected=result.rejected)
    return Written(settled=(settled,), written=dict(result.results))


def _planned(part: PlannedPart, job: Job, _by: Actor, at: datetime.datetime) -> Written:
    new = hrchanges.take(rows=part.rows, employer=job.organisation, run=job.run, on=at.date())
    settled = _settle(part.seen, RowTally(new=new, changed=frozenset()))
    return Written(settled=(settled,), written={"planned": len(new)})


def _hr(part: HrPart, job: Job, by: Actor, at: datetime.datetime) -> Written:
    whose = hr.Whose(employer=job.organisation, run=job.run, by=by, at=at)
    result = hr.take(rows=part.rows, whose=whose)
    tally = RowTally(new=frozenset(result.new), changed=frozenset())
    settled = _settle(part.seen, tally, rejected=result.rejected)
    return Written(settled=(settled,), written={"events": len(result.new)})


def _case_system(part: CaseSystemPart, job: Job, by: Actor, at: datetime.datetime) -> Written:
    whose = casesystem.Whose(
        organisation=job.organisation,
        run=job.run,
        content_hash=fingerprint_of_all(sorted(set(job.files.values()))),
        by=by,
        at=at,
    )
    taken = casesystem.take(part=part, whose=whose)
    settled = tuple(
        _settle(
            seen,
            RowTally(
                new=frozenset(taken.new[seen.table]), changed=frozenset(taken.changed[seen.table])
            ),
            rejected=taken.rejected.get(seen.table, ()),
            noted=taken.noted[seen.table],
        )
        for seen in part.seen
    )
    return Written(settled=settled, written=taken.written)


def _roster_batch(rows: RosterRows, table: str, job: Job) -> RosterBatch:
    _, digest = job.files[table]
    return RosterBatch(
        organisation=job.organisation,
        source=f"{job.source} {table}",
        content_hash=bytes.fromhex(digest),
        rows=rows,
    )


def _settle(
    seen: Seen, tally: RowTally, *, rejected: Sequence[Mark] = (), noted: Sequence[Mark] = ()
) -> Settled:
    refused = (*seen.rejected, *rejected)
    out = {mark.row for mark in refused}
    rows = frozenset(seen.rows) - out
    return Settled(
        table=seen.table,
        rows=len(seen.rows),
        new=tally.new & rows,
        changed=tally.changed & rows,
        rejected=tuple(refused),
        noted=tuple(mark for mark in (*seen.noted, *noted) if mark.row not in out),
    )


def _marks(rows: Iterable[int], reason: str) -> list[Mark]:
    return [Mark(row=row, reason=reason) for row in sorted(rows)]


# Any: each takes the part it stands beside.
_WRITERS: Mapping[type[Part], Callable[[Any, Job, Actor, datetime.datetime], Written]] = {
    HistoryPart: _history,
    CaseSystemPart: _case_system,
    NumbersPart: _numbers,
    ContactsPart: _contacts,
    StatedPart: _contacts,
    CrimePart: _crime,
    GrievancesPart: _grievances,
    PlannedPart: _planned,
    HrPart: _hr,
    RosterPart: _roster,
}
