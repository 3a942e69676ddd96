"""The database's roles: one for each process, owner of nothing; and the address each connects with.

Rights on tables are given by the migrations of the apps that own them.
"""

import pathlib
import urllib.parse
from dataclasses import dataclass

import psycopg
from psycopg import sql

from candour.ops import keys
from candour.ops.refused import Refused

Connection = psycopg.Connection[tuple[object, ...]]
Rows = psycopg.Cursor[tuple[object, ...]]

OWNER = "candour_owner"
SITES = ("candour_report", "candour_casework", "candour_oversight")
WORKER = "candour_worker"
BACKUP = "candour_backup"
ALL = (*SITES, WORKER, BACKUP)

# A backup must hold every row; nobody else reads past the walls.
_PAST_THE_WALLS = frozenset({BACKUP})

_ATTRIBUTES = "login {walls} nosuperuser nocreatedb nocreaterole noreplication inherit"


class CannotManageRoles(Refused):
    """The owner's account of an outside database lacks a right that Candour needs."""


class CannotConnect(Refused):
    """The database does not let us in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Powers:
    """What the owner's account may do in its database server."""

    is_superuser: bool
    creates_roles: bool
    passes_walls: bool


def connect(address: str) -> Connection:
    """Open a connection that commits each statement, or say in one sentence why not."""
    try:
        return psycopg.connect(address, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise CannotConnect(explain(error)) from None


def explain(error: psycopg.Error) -> str:
    """Say in one sentence why the database refused, without repeating its address."""
    said = str(error)
    if "password authentication failed" in said or "no password supplied" in said:
        return "The database refuses the password: check DATABASE_URL, or restore the secrets."
    if "does not exist" in said:
        return "The database server has no such database or role: check DATABASE_URL."
    if "not permitted to log in" in said or "permission denied for database" in said:
        return "The database role may not connect: run candour up as the owner once."
    if "No space left" in said:
        return "The database's disk is full."
    return "The database does not answer: start its server, or check DATABASE_URL."


def address_for(role: str, *, owner_address: str, secrets: pathlib.Path) -> str:
    """Return the owner's address with the name and password of `role` instead."""
    password = keys.ensure_password(secrets, role=role)
    parts = urllib.parse.urlsplit(owner_address)
    _, _, place = parts.netloc.rpartition("@")
    who = f"{role}:{urllib.parse.quote(password, safe='')}"
    return urllib.parse.urlunsplit(parts._replace(netloc=f"{who}@{place}"))


def ensure(*, owner_address: str, secrets: pathlib.Path) -> None:
    """Create the roles or repair their attributes, passwords and right to connect."""
    with connect(owner_address) as connection:
        _demand_powers(powers(connection))
        existing = _existing(connection)
        for role in ALL:
            password = keys.ensure_password(secrets, role=role)
            _put(connection, role=role, password=password, is_new=role not in existing)
        _close_to_the_public(connection)
        _count_nothing_of_reporters(connection)


def powers(connection: Connection) -> Powers:
    """Read what the connected account may do."""
    row = connection.execute(
        "select rolsuper, rolcreaterole, rolbypassrls from pg_roles where rolname = current_user"
    ).fetchone()
    is_superuser, creates_roles, passes_walls = row if row else (False, False, False)
    return Powers(
        is_superuser=bool(is_superuser),
        creates_roles=bool(is_superuser or creates_roles),
        passes_walls=bool(is_superuser or passes_walls),
    )


def _demand_powers(found: Powers) -> None:
    lacking = []
    if not found.creates_roles:
        lacking.append("CREATEROLE")
    if not found.passes_walls:
        lacking.append("BYPASSRLS")
    if lacking:
        message = (
            f"The account in DATABASE_URL lacks {' and '.join(lacking)}: a database administrator"
            f" must run ALTER ROLE ... {' '.join(lacking)} for it."
        )
        raise CannotManageRoles(message)


def _existing(connection: Connection) -> frozenset[object]:
    rows = connection.execute("select rolname from pg_roles where rolname = any(%s)", [list(ALL)])
    return frozenset(name for (name,) in rows)


def _put(connection: Connection, *, role: str, password: str, is_new: bool) -> None:
    # Only the verifier travels, so that no log of the server can ever hold the password.
    verifier = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    )
    walls = "bypassrls" if role in _PAST_THE_WALLS else "nobypassrls"
    attributes = _ATTRIBUTES.format(walls=walls)
    if not is_new and not powers(connection).is_superuser:
        # Naming these attributes, even to take them away, is a superuser's right before 16.
        attributes = "login"
    statement = sql.SQL("{verb} role {role} with {attributes} password {verifier}").format(
        verb=sql.SQL("create" if is_new else "alter"),
        role=sql.Identifier(role),
        attributes=sql.SQL(attributes),
        verifier=sql.Literal(verifier.decode()),
    )
    try:
        connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        message = (
            f"The account in DATABASE_URL may not create or change the role {role}: a database"
            f" administrator must do it, or make that account a superuser for the set-up."
        )
        raise CannotManageRoles(message) from None


def _close_to_the_public(connection: Connection) -> None:
    database = sql.Identifier(connection.info.dbname)
    roles = sql.SQL(", ").join(sql.Identifier(role) for role in ALL)
    for statement in (
        "revoke all on database {database} from public",
        "grant connect on database {database} to {roles}",
        "revoke create on schema public from public",
        "grant usage on schema public to {roles}",
        "alter default privileges revoke execute on functions from public",
    ):
        connection.execute(sql.SQL(statement).format(database=database, roles=roles))


def _count_nothing_of_reporters(connection: Connection) -> None:
    # What the server counts it also dates: when a mailbox was last read tells when somebody wrote.
    if powers(connection).is_superuser:
        connection.execute("alter role candour_report set track_counts = off")
