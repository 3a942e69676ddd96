"""Remembers which head of each log was cosigned last: one small file, moved on all or nothing."""

import contextlib
import datetime
import pathlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from candour.core import merkle
from candour.core.countersigning import protocol
from candour.holder.refused import Unreachable

_TABLE = """
    create table if not exists seen (
        origin text primary key, size integer not null, root blob not null,
        note blob not null, since text not null)
"""
_KEEP = """
    insert into seen (origin, size, root, note, since) values (?, ?, ?, ?, ?)
    on conflict (origin) do update set
        size = excluded.size, root = excluded.root, note = excluded.note, since = excluded.since
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The head that was cosigned last, and since when it has been that one."""

    head: merkle.TreeHead
    since: datetime.datetime | None


class Store:
    """The file; each use opens and closes it, so that two programs can share it."""

    def __init__(self, path: pathlib.Path) -> None:
        self.path = path

    def seen(self, *, origin: str) -> Seen:
        """Return what was cosigned last of a log; of a new log, a tree without leaves."""
        with self._locked() as connection:
            return _seen(connection, origin)

    @contextlib.contextmanager
    def moving(self, *, origin: str) -> Iterator[tuple[Seen, sqlite3.Connection]]:
        """Lend what was seen while nobody else can move on from it; commit at the end."""
        with self._locked() as connection:
            yield _seen(connection, origin), connection

    @contextlib.contextmanager
    def _locked(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            with contextlib.closing(connection):
                connection.execute("pragma synchronous = full")
                connection.execute("begin immediate")
                connection.execute(_TABLE)
                yield connection
                connection.execute("commit")
        except sqlite3.Error as error:
            message = f"{self.path} can't be used: {error}."
            raise Unreachable(message) from None


def keep(
    connection: sqlite3.Connection,
    *,
    origin: str,
    head: merkle.TreeHead,
    note: bytes,
    at: datetime.datetime,
) -> None:
    """Make a head the one that was cosigned last; a head seen before keeps its day."""
    before = _seen(connection, origin)
    since = before.since if before.since and before.head == head else at
    connection.execute(_KEEP, [origin, head.size, head.root, note, since.isoformat()])


def _seen(connection: sqlite3.Connection, origin: str) -> Seen:
    row = connection.execute(
        "select size, root, since from seen where origin = ?", [origin]
    ).fetchone()
    if row is None:
        return Seen(head=protocol.NOTHING_SEEN, since=None)
    head = merkle.TreeHead(size=row[0], root=bytes(row[1]))
    return Seen(head=head, since=datetime.datetime.fromisoformat(row[2]))
