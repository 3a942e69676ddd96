"""Reads of what was imported: the runs, and how the contacts of outside lines add up."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.imports.contacts import PASSED_ON, PENDING, REFUSED
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """Contacts of one line, force, day and fate, and how many reports are held of them."""

    body: str
    force: str
    received_on: datetime.date
    disposition: str
    reason: str
    contacts: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTotal:
    """What a line stated of a file and what was taken of it; a force sees the difference alone."""

    body: str
    imported_on: datetime.date
    stated: int | None
    contacts: int | None
    taken: int | None
    difference: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """One line and one force: what was received is what was passed on, refused and is pending."""

    body: str
    force: str
    passed_on: int
    refused: int
    pending: int
    reports: int

    @property
    def received(self) -> int:
        """Return how many contacts there were."""
        return self.passed_on + self.refused + self.pending

    @property
    def missing(self) -> int:
        """Return how many contacts were passed on of which no report is held."""
        return self.passed_on - self.reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """The contacts of a span of days that the actor may know the number of, and stated totals."""

    from_on: datetime.date
    until_on: datetime.date
    lines: tuple[ContactLine, ...]
    totals: tuple[StatedTotal, ...]

    @property
    def sums(self) -> tuple[Sums, ...]:
        """Return the sums for each line and force."""
        pairs = dict.fromkeys((line.body, line.force) for line in self.lines)
        return tuple(self._sums_of(body, force) for body, force in pairs)

    def _sums_of(self, body: str, force: str) -> Sums:
        own = [line for line in self.lines if (line.body, line.force) == (body, force)]
        return Sums(
            body=body,
            force=force,
            passed_on=_count(own, PASSED_ON),
            refused=_count(own, REFUSED),
            pending=_count(own, PENDING),
            reports=sum(line.reports for line in own),
        )


def reconciliation(
    *, from_on: datetime.date, until_on: datetime.date, by: Actor, at: datetime.datetime
) -> Reconciliation:
    """Return how contacts of some days add up: of the own line or force, or of those overseen."""
    demand("imports.reconcile", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select body, force, received_on, disposition, reason, contacts, reports"
            " from imports.reconciliation(%s, %s)",
            [from_on, until_on],
        )
        lines = tuple(
            ContactLine(
                body=row[0],
                force=row[1],
                received_on=row[2],
                disposition=row[3],
                reason=row[4],
                contacts=row[5],
                reports=row[6],
            )
            for row in cursor.fetchall()
        )
        cursor.execute(
            "select body, imported_on, stated, contacts, taken, difference"
            " from imports.stated_totals(%s, %s)",
            [from_on, until_on],
        )
        totals = tuple(
            StatedTotal(
                body=row[0],
                imported_on=row[1],
                stated=row[2],
                contacts=row[3],
                taken=row[4],
                difference=row[5],
            )
            for row in cursor.fetchall()
        )
    return Reconciliation(from_on=from_on, until_on=until_on, lines=lines, totals=totals)


def _count(lines: Sequence[ContactLine], disposition: str) -> int:
    return sum(line.contacts for line in lines if line.disposition == disposition)
