"""Everything that a deployment keeps, searched at one moment: tables, files, sessions, times."""

import datetime
import os
import pathlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy
from canaries import Needle, found_in, opened

from candour.ops.postgres import journal
from running import Deployment

# The times of the database's own bookkeeping: a worker says every ten seconds that it lives.
_HEARTBEAT = "procrastinate_workers"
# What PostgreSQL writes anew by itself: the start-up file of its catalogue, and so its folder.
_HOUSEKEEPING = re.compile(r"pg_internal\.init$|cluster/(?:global|base/\d+)$")
_TIME = re.compile(rb"\d\d:\d\d|\b\d{10}")
# Random text holds ten digits now and then; only those near the present can be a time.
_NEAR_SECONDS = 7 * 24 * 3600
_EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
# Which table a file of the database belongs to: itself, its index, or what was too long for it.
_NAMES = """
    select pg_relation_filenode(file.oid)::text, coalesce(
        (select relname from pg_class where reltoastrelid = coalesce(listed.indrelid, file.oid)),
        (select relname from pg_class where oid = listed.indrelid), file.relname)
    from pg_class as file left join pg_index as listed on listed.indexrelid = file.oid
    where pg_relation_filenode(file.oid) is not null
"""

Dump = dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The seconds in which a reporter was at the site."""

    first: datetime.datetime
    last: datetime.datetime

    def holds(self, seconds: float) -> bool:
        return self.first.timestamp() <= seconds <= self.last.timestamp()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file or folder of a deployment, by its path and by the name that says what it is."""

    path: pathlib.Path
    name: str

    @property
    def content(self) -> bytes:
        return self.path.read_bytes() if self.path.is_file() else b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Where canaries were found, and where something tells when she was there."""

    files: list[str]
    tables: list[str]
    sessions: list[str]
    times_in_new_rows: list[str]
    times_in_files: list[str]
    touched_then: list[str]


def settle(deployment: Deployment) -> None:
    """Let the database finish writing what the start left behind, and begin nothing by itself.

    Its vacuum and its checkpoints come when they are due, whoever is there: a file that they
    happen to write while she is at the site would be taken for hers.
    """
    with deployment.connect() as connection:
        connection.execute("alter system set autovacuum = off")
        connection.execute("select pg_reload_conf()")
        connection.execute("vacuum")
        connection.execute("checkpoint")


def look(
    deployment: Deployment, *, searched: Sequence[Needle], before: Dump, window: Window
) -> Look:
    """Write everything to disk, then search all of it."""
    with deployment.connect() as connection:
        connection.execute("checkpoint")
    now, kept = dump(deployment), files(deployment)
    return Look(
        files=list(in_files(kept, searched=searched)),
        tables=list(in_tables(now, searched=searched)),
        sessions=list(in_sessions(deployment, searched=searched)),
        times_in_new_rows=list(_times_in_new_rows(before, now, window)),
        times_in_files=sorted(
            {one.name for one in kept if _holds_time(one.content, window)} - {_HEARTBEAT}
        ),
        touched_then=sorted(
            {
                one.name
                for one in kept
                if _is_touched(one.path, window) and not _HOUSEKEEPING.search(one.name)
            }
            - {_HEARTBEAT}
        ),
    )


def files(deployment: Deployment) -> list[File]:
    """Every file and folder of a deployment: database, secrets, logs, what processes wrote."""
    home = deployment.folders.data.parent
    names = dict(deployment.rows(_NAMES))
    return [
        File(path=path, name=_name(path, home=home, names=names))
        for folder, _, found in os.walk(home)
        for path in (pathlib.Path(folder), *(pathlib.Path(folder) / name for name in found))
        if path.exists()
    ]


def _name(path: pathlib.Path, *, home: pathlib.Path, names: dict[str, str]) -> str:
    """Name a file as somebody who knows the database would: by its table, or as the journal."""
    number = path.name.split(".")[0].split("_")[0]
    if path.parent.parent.name == "base" and number in names:
        return names[number]
    if "pg_wal" in path.parts:
        return "the journal"
    return str(path.relative_to(home))


def forget_journal(deployment: Deployment) -> None:
    """Do what the launcher does every few hours.

    Where the worker was alive is no secret, but its old rows would be copied into the new journal.
    """
    with deployment.connect() as connection:
        connection.execute(f"vacuum full {_HEARTBEAT}")
    journal.forget(deployment.owner)


def in_files(kept: Sequence[File], *, searched: Sequence[Needle]) -> Iterator[str]:
    """Yield each file with a needle in its name or its bytes."""
    for one in kept:
        for name in found_in(str(one.path).encode() + b"\n" + one.content, searched=searched):
            yield f"{one.name}: {name}"


def in_tables(found: Dump, *, searched: Sequence[Needle]) -> Iterator[str]:
    """Yield each table with a needle in its rows, encoded or not."""
    for table, rows in found.items():
        for name in found_in(opened(rows), searched=searched):
            yield f"{table}: {name}"


def in_sessions(deployment: Deployment, *, searched: Sequence[Needle]) -> Iterator[str]:
    """Yield what the database shows of its sessions: the statements they run or ran last."""
    for (shown,) in deployment.rows("select row_to_json(one)::text from pg_stat_activity as one"):
        yield from found_in(opened(shown.encode()), searched=searched)


def dump(deployment: Deployment) -> Dump:
    """Every table of the database and its catalogue, each as the text of a logical dump."""
    with deployment.connect() as connection:
        tables = connection.execute(
            "select format('%I.%I', schemaname, tablename) from pg_tables order by 1"
        ).fetchall()
        found = {}
        for (table,) in tables:
            with connection.cursor().copy(f"copy {table} to stdout") as rows:
                found[table] = b"".join(bytes(row) for row in rows)
    return found


def _times_in_new_rows(before: Dump, now: Dump, window: Window) -> Iterator[str]:
    """Yield each time of day in a row of ours that was not there before."""
    for table in sorted(now):
        if table.startswith("public.") and table != f"public.{_HEARTBEAT}":
            new = set(now[table].split(b"\n")) - set(before.get(table, b"").split(b"\n"))
            for row in sorted(new):
                for time in _TIME.findall(opened(row)):
                    if _is_near(time, window):
                        yield f"{table}: {time.decode()}"


def _is_near(time: bytes, window: Window) -> bool:
    """Tell whether a clock's time, or a number of seconds, can be one of these days."""
    return b":" in time or abs(int(time) - window.first.timestamp()) < _NEAR_SECONDS


def _holds_time(content: bytes, window: Window) -> bool:
    """Tell whether a time of the window stands in a file as PostgreSQL stores times."""
    first, last = (
        int((moment - _EPOCH).total_seconds() * 1_000_000) for moment in (window.first, window.last)
    )
    # In the journal a time may begin at any byte.
    for shift in range(8):
        whole = content[shift : shift + (len(content) - shift) // 8 * 8]
        times = numpy.frombuffer(whole, dtype="<i8")
        if ((times >= first) & (times <= last)).any():
            return True
    return False


def _is_touched(path: pathlib.Path, window: Window) -> bool:
    found = path.stat()
    return window.holds(found.st_mtime) or window.holds(found.st_ctime)
