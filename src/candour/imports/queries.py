"""Reads of what was imported: the runs, newest first."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.imports.models import Run

MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One run: what was read from which files, and what became of the rows."""

    run: uuid.UUID
    source: str
    state: str
    started_at: datetime.datetime
    finished_at: datetime.datetime | None
    files: tuple[str, ...]
    counts: Mapping[str, Mapping[str, object]]


def runs(*, by: Actor, at: datetime.datetime) -> tuple[RunLine, ...]:
    """Return the last hundred runs, newest first."""
    demand("imports.list_runs", by=by, at=at)
    return tuple(
        RunLine(
            run=run.id,
            source=run.source,
            state=run.state,
            started_at=run.started_at,
            finished_at=run.finished_at,
            files=tuple(file["name"] for file in run.files),
            counts=run.counts,
        )
        for run in Run.objects.order_by("-started_at", "id")[:MOST]
    )
