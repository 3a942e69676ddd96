"""Records another system's history in sets: cases, allegations and outcomes, one leaf per batch."""

import dataclasses
import datetime
import pathlib
import uuid
from collections.abc import Mapping

from django.db import connection, transaction

from candour.access.actions.draw_walls import draw_walls
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.people import staging

_SQL = pathlib.Path(__file__).parent.parent / "sql"
# Walls belong to subjects: who is kept from one case of a person is kept from all of them.
_NEAR = """
    with walled as materialized (
        select distinct here.person_id, wall.account_id
        from history_drawn as drawn
        join guard_wall as wall on wall.file_id = drawn.file_id
        join access_involvement as here on here.file_id = drawn.file_id
        where wall.because <> 'earlier_case'
    )
    select distinct other.file_id
    from walled
    join access_involvement as other on other.person_id = walled.person_id
    where not exists (
            select from guard_wall as held
            where held.file_id = other.file_id and held.account_id = walled.account_id)
      and not exists (select from history_drawn as own where own.file_id = other.file_id)
    order by other.file_id
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case as its source tells it: codes and dates, no words."""

    source_ref: str
    source_row: int
    reference: str
    kind: str
    source: str
    incident_on: datetime.date | None
    received_on: datetime.date
    closed_on: datetime.date | None
    is_closed_undated: bool = False
    source_category: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AllegationRow:
    """An allegation of one of the batch's cases, with its outcome (empty: none yet).

    subject_ref: the source's own id of the subject, empty where it names nobody. A subject whom
    the register doesn't know is taken as unidentified until it does.
    """

    case_ref: str
    source_ref: str
    source_row: int
    subject_ref: str
    category: str
    source_category: str = ""
    result: str = ""
    sanction: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HistoryBatch:
    """Cases of one organisation with everything alleged in them, and the files they came from."""

    organisation: uuid.UUID
    source: str
    content_hash: bytes
    cases: tuple[CaseRow, ...]
    allegations: tuple[AllegationRow, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RowTally:
    """Rows of the source by what they brought; a row in neither set changed nothing."""

    new: frozenset[int]
    changed: frozenset[int]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HistoryTally:
    """What was written. `unidentified` names the rows of allegations without a known subject."""

    cases: RowTally
    allegations: RowTally
    unidentified: frozenset[int]
    written: Mapping[str, int]


class NoSuchCase(Exception):
    """An allegation must come in the same batch as its case."""


@transaction.atomic
def record_history(*, batch: HistoryBatch, by: Actor, at: datetime.datetime) -> HistoryTally:
    """Write what differs from the cases, draw the walls, commit to every row in one leaf.

    The same batch a second time writes nothing and leaves no leaf.
    """
    demand("cases.record_history", by=by, at=at)
    known = {case.source_ref for case in batch.cases}
    if any(allegation.case_ref not in known for allegation in batch.allegations):
        raise NoSuchCase
    batch_id = _put(batch, by=by, at=at)
    staging.run(_SQL / "history.sql")
    tally = _tally()
    if not tally.written:
        return tally
    _draw(by=by, at=at)
    entry = leaves.Entry(
        kind="batch",
        what="cases.record_history",
        detail={
            "batch": str(batch_id),
            "digest": _digest(batch_id),
            "content": batch.content_hash.hex(),
            "written": dict(tally.written),
        },
    )
    leaves.append(entry=entry, by=by, at=at)
    return tally


def _put(batch: HistoryBatch, *, by: Actor, at: datetime.datetime) -> uuid.UUID:
    staging.run(_SQL / "history_tables.sql")
    batch_id = uuid.uuid4()
    staging.stage_one(
        table="history_batch",
        values={
            "batch_id": batch_id,
            "organisation_id": batch.organisation,
            "source": batch.source,
            "content_hash": batch.content_hash,
            "opened_on": at.date(),
            "at": at,
            "recorded_by": by.account_id,
        },
    )
    staging.stage(table="history_case", rows=batch.cases, kind=CaseRow)
    staging.stage(table="history_allegation", rows=batch.allegations, kind=AllegationRow)
    return batch_id


def _tally() -> HistoryTally:
    with connection.cursor() as cursor:
        cursor.execute("select source_row, is_new, is_changed from history_case")
        cases = cursor.fetchall()
        cursor.execute(
            "select source_row, is_new, is_changed, outcome_id is not null, subject_id is null"
            " from history_allegation"
        )
        allegations = cursor.fetchall()
    written = {
        "cases_case": sum(new or changed for _, new, changed in cases),
        "cases_allegation": sum(new or changed for _, new, changed, _, _ in allegations),
        "cases_outcome": sum(outcome for _, _, _, outcome, _ in allegations),
    }
    return HistoryTally(
        cases=RowTally(
            new=frozenset(row for row, new, _ in cases if new),
            changed=frozenset(row for row, _, changed in cases if changed),
        ),
        allegations=RowTally(
            new=frozenset(row for row, new, *_ in allegations if new),
            changed=frozenset(
                row
                for row, new, changed, outcome, _ in allegations
                if not new and (changed or outcome)
            ),
        ),
        unidentified=frozenset(row for row, _, _, _, nobody in allegations if nobody),
        written={table: count for table, count in written.items() if count},
    )


def _draw(*, by: Actor, at: datetime.datetime) -> None:
    """Draw the walls of the batch's files, then of those that share a walled person with them."""
    drawn = _files("select file_id from history_drawn order by file_id")
    if not drawn:
        return
    draw_walls(files=drawn, by=by, at=at)
    near = _files(_NEAR)
    if near:
        draw_walls(files=near, by=by, at=at)


def _files(query: str) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [file for (file,) in cursor.fetchall()]


def _digest(batch_id: uuid.UUID) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select guard.batch_digest(%s)", [batch_id])
        return str(cursor.fetchone()[0])
