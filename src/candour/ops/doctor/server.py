"""The database server: its version, the settings that keep data safe, its clock and journal."""

import datetime
from collections.abc import Iterator

from candour.ops.doctor.findings import Finding, ill, well
from candour.ops.postgres.binaries import OLDEST
from candour.ops.roles import Connection

_LONGEST_DRIFT = datetime.timedelta(seconds=5)
_WAL_DAYS = 7

_OLD_JOURNAL = """
    select count(*) from pg_ls_waldir()
    where modification < now() - make_interval(days => %s)
"""

# What each setting must be: a promise that was shown survives, and no log holds a statement.
_SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "password_encryption": "scram-sha-256",
}


def look(connection: Connection, *, at: datetime.datetime, is_private: bool) -> Iterator[Finding]:
    """Yield what there is to say about the server."""
    yield _version(connection)
    yield _kind_of_server(is_private=is_private)
    yield _settings(connection)
    yield _clocks_agree(connection, at=at)
    if is_private:
        yield _journal(connection)


def _version(connection: Connection) -> Finding:
    version = connection.info.server_version
    says = f"PostgreSQL {version // 10000}.{version % 10000}"
    if version // 10000 < OLDEST:
        return ill("database", says, advice=f"use PostgreSQL {OLDEST} or later")
    return well("database", says)


def _kind_of_server(*, is_private: bool) -> Finding:
    if is_private:
        return well("server", "private to this folder: for evaluation and small sites")
    return well("server", "the one that DATABASE_URL names")


def _settings(connection: Connection) -> Finding:
    rows = connection.execute(
        "select name, setting from pg_settings where name = any(%s)", [list(_SETTINGS)]
    )
    found = {str(name): str(value) for name, value in rows}
    wrong = [f"{name} = {found[name]}" for name in _SETTINGS if found[name] != _SETTINGS[name]]
    if wrong:
        return ill(
            "settings",
            f"unsafe: {', '.join(wrong)}",
            advice="set them in postgresql.conf: data could be lost or reach the server's log",
        )
    return well("settings", "writes are safe and no log holds a statement")


def _clocks_agree(connection: Connection, *, at: datetime.datetime) -> Finding:
    row = connection.execute("select clock_timestamp()").fetchone()
    theirs = row[0] if row else None
    if not isinstance(theirs, datetime.datetime) or abs(theirs - at) > _LONGEST_DRIFT:
        return ill(
            "clocks",
            "the database's clock differs by more than five seconds",
            advice="let both machines follow the same time server",
        )
    return well("clocks", "this machine and the database agree")


def _journal(connection: Connection) -> Finding:
    row = connection.execute(_OLD_JOURNAL, [_WAL_DAYS]).fetchone()
    if row and row[0]:
        return ill(
            "journal",
            f"{row[0]} files are older than {_WAL_DAYS} days",
            advice="restart Candour: the journal would tell when a report came in",
        )
    return well("journal", f"nothing older than {_WAL_DAYS} days")
