"""Everything there is to say about the database, if it can be reached at all."""

import datetime
import pathlib
from collections.abc import Iterator

from django.db.migrations.loader import MigrationLoader

from candour.ops import roles
from candour.ops.doctor import intake, receipts, rights, server, steps
from candour.ops.doctor.findings import Finding, ill, well
from candour.ops.refused import Refused
from candour.ops.roles import Connection


def look(
    *, owner_address: str, secrets: pathlib.Path, at: datetime.datetime, is_private: bool
) -> Iterator[Finding]:
    """Yield what there is to say about the database behind `owner_address`."""
    try:
        connection = roles.connect(owner_address)
    except Refused as refused:
        yield ill("database", str(refused), advice="see the first words of this line")
        return
    with connection:
        yield from server.look(connection, at=at, is_private=is_private)
        yield from rights.look(connection, owner_address=owner_address, secrets=secrets)
        yield _schema(connection)
        yield from intake.look(connection, on=at.date())
        yield from receipts.look(connection, on=at.date())
        yield from steps.look(connection)


def _schema(connection: Connection) -> Finding:
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    applied = _applied(connection)
    if known - applied:
        return ill(
            "schema", f"{len(known - applied)} migrations are due", advice="run candour migrate"
        )
    ours = {app for app, _ in known}
    if any(app in ours for app, _ in applied - known):
        return ill(
            "schema", "it belongs to a later version of Candour", advice="update Candour first"
        )
    return well("schema", f"all {len(known)} migrations are in")


def _applied(connection: Connection) -> set[tuple[str, str]]:
    exists = connection.execute("select to_regclass('django_migrations') is not null").fetchone()
    if not exists or not exists[0]:
        return set()
    rows = connection.execute("select app, name from django_migrations")
    return {(str(app), str(name)) for app, name in rows}
