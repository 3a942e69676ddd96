"""Gives a force's case system what changed here: codes and days of the cases that it may have."""

import datetime
import pathlib
import uuid
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.imports.casesystem import giving, ours
from candour.imports.casesystem.giving import Half, Packed
from candour.imports.models import GivenBack

# How many cases one leaf names.
_NAMED = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was given: where it lies, how much it is, under which hash."""

    folder: pathlib.Path
    cases: int
    rows: int
    content_hash: str


def give_back(
    *,
    organisation: uuid.UUID,
    since: datetime.date,
    to: pathlib.Path,
    by: Actor,
    at: datetime.datetime,
) -> Given:
    """Write what changed since a day; nobody can read it before the log says that it was given."""
    demand("imports.give_back", by=by, at=at)
    with transaction.atomic():
        files = _files(organisation, since)
        held = ours.of(organisation=organisation, files=files)
        packed = giving.pack(cases=list(held.values()), since=since, on=at.date())
        row = _row(organisation, since, packed, at)
        GivenBack.objects.bulk_create([row])
        _log(row, sorted(held), by=by, at=at)
        half = giving.write(packed=packed, to=to, name=row.id, on=at.date())
    return Given(
        folder=_finished(half),
        cases=packed.cases,
        rows=packed.rows,
        content_hash=packed.content_hash,
    )


def _files(organisation: uuid.UUID, since: datetime.date) -> list[uuid.UUID]:
    zone = zoneinfo.ZoneInfo(settings.TIME_ZONE)
    from_at = datetime.datetime.combine(since, datetime.time.min, tzinfo=zone)
    with connection.cursor() as cursor:
        cursor.execute("select file_id from imports.to_give_back(%s, %s)", [organisation, from_at])
        return [file for (file,) in cursor.fetchall()]


def _row(
    organisation: uuid.UUID, since: datetime.date, packed: Packed, at: datetime.datetime
) -> GivenBack:
    return GivenBack(
        organisation_id=organisation,
        since_on=since,
        given_on=at.date(),
        cases=packed.cases,
        rows=packed.rows,
        content_hash=packed.content_hash,
        given_at=at,
    )


def _log(row: GivenBack, files: Sequence[uuid.UUID], *, by: Actor, at: datetime.datetime) -> None:
    """Say in the log what was given to whom, and of which cases."""
    for start in range(0, max(len(files), 1), _NAMED):
        entry = leaves.Entry(
            kind="write",
            what="imports.give_back",
            why="The force's case system is told what changed",
            detail={
                "cases": row.cases,
                "rows": row.rows,
                "digest": row.content_hash,
                "files": [str(file) for file in files[start : start + _NAMED]],
            },
            after=[row] if start == 0 else [],
            recipients=[str(row.organisation_id)],
        )
        leaves.append(entry=entry, by=by, at=at)


def _finished(half: Half) -> pathlib.Path:
    try:
        return half.finish()
    except OSError:
        half.drop()
        raise
