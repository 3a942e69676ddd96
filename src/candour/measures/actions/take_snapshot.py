"""Writes one snapshot of the register, as known on a day, and logs the hash of its manifest."""

import contextlib
import datetime
import os
import pathlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.measures.register import export, folders, manifest, pseudonyms
from candour.measures.register.manifest import Manifest
from candour.measures.register.pseudonyms import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A snapshot in its place."""

    folder: pathlib.Path
    manifest: Manifest


class NotYet(Exception):
    """The register can't be known as of a day that has not ended."""


def take_snapshot(
    *,
    as_of: datetime.date,
    under: pathlib.Path,
    by: Actor,
    at: datetime.datetime,
    key: Key | None = None,
) -> Snapshot:
    """Write every table of the register under a new key, all at one moment, all or nothing.

    A key is given only by whoever must still find single cases while it lives in memory.
    """
    demand("measures.take_snapshot", by=by, at=at)
    if as_of > at.date():
        message = "The register can't be known as of a day that lies ahead."
        raise NotYet(message)
    made = folders.half_made(under=under, at=at)
    try:
        with _one_moment():
            said = _write(made, as_of, key or pseudonyms.new_key())
            _log(said, by=by, at=at)
        place = folders.put_in_place(made=made, name=said.name)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return Snapshot(folder=place, manifest=said)


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as of one moment; inside another transaction, that one decides."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            if is_outermost:
                cursor.execute("set transaction isolation level repeatable read")
            # Whole tables are joined here. Right after a large import the planner still believes
            # that they are small, and row by row that would take hours. What can only be done row
            # by row then looks so dear that it would be compiled first, for nothing.
            cursor.execute("set local enable_nestloop = off; set local jit = off")
        yield


def _write(made: pathlib.Path, as_of: datetime.date, key: Key) -> Manifest:
    connection.ensure_connection()
    with connection.wrap_database_errors:
        tables = export.write(folder=made, key=key, as_of=as_of, connection=connection.connection)
    said = manifest.describe(as_of=as_of, tables=tables)
    path = made / manifest.FILE
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(said.as_bytes())
    return said


def _log(said: Manifest, *, by: Actor, at: datetime.datetime) -> None:
    entry = leaves.Entry(
        kind="export",
        what="measures.take_snapshot",
        why="Figures are computed from a snapshot of the register",
        detail={
            "as_of": said.as_of.isoformat(),
            "manifest": said.hash,
            "rows": {table.table: table.rows for table in said.tables},
        },
    )
    leaves.append(entry=entry, by=by, at=at)
