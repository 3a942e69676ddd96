"""Whether a database holds the demonstration or real people: neither is taken for the other."""

import enum

from psycopg import sql

from candour.ops.refused import Refused
from candour.ops.roles import Connection

TABLE = "guard_deployment"


class Kind(enum.StrEnum):
    """What a database is for; marked once, at its first start."""

    DEMO = "demo"
    LIVE = "live"


class WrongKind(Refused):
    """A demonstration meets a real database, or the other way round."""


class UnknownKind(Refused):
    """The mark of the database says something that this version does not know."""


def of(connection: Connection) -> Kind | None:
    """Return what the database is marked for, or None where it has no mark yet."""
    exists = connection.execute("select to_regclass(%s) is not null", [TABLE]).fetchone()
    if exists is None or not exists[0]:
        return None
    row = connection.execute(sql.SQL("select kind from {}").format(sql.Identifier(TABLE)))
    found = row.fetchone()
    if found is None:
        return None
    if found[0] not in set(Kind):
        message = "The database is marked for a use that this version of Candour does not know."
        raise UnknownKind(message)
    return Kind(str(found[0]))


def demand(connection: Connection, *, kind: Kind) -> None:
    """Refuse a database that is marked for the other use."""
    found = of(connection)
    if found in {None, kind}:
        return
    if found is Kind.DEMO:
        message = (
            "This database holds the demonstration, which a live start refuses: choose another"
            " CANDOUR_DATA, or start over with candour reset --yes."
        )
    else:
        message = (
            "This database holds real cases, which a demonstration refuses: choose another"
            " CANDOUR_DATA, or start with --live."
        )
    raise WrongKind(message)


def mark(connection: Connection, *, kind: Kind) -> None:
    """Mark a database for good at its first start; an equal mark is left alone."""
    demand(connection, kind=kind)
    if of(connection) is None:
        statement = sql.SQL(
            'insert into {} ("only", kind) values (true, %s) on conflict do nothing'
        ).format(sql.Identifier(TABLE))
        connection.execute(statement, [kind.value])
        demand(connection, kind=kind)
