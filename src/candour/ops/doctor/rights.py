"""Who may do what in the database: roles, passwords, public rights and row security."""

import pathlib
from collections.abc import Iterator

from candour.ops import roles
from candour.ops.doctor.findings import Finding, ill, well
from candour.ops.refused import Refused
from candour.ops.roles import Connection, Rows

_UNFORCED = """
    select protected.relname
    from pg_class as protected
    where protected.relkind in ('r', 'p')
      and exists (select from pg_policy where polrelid = protected.oid)
      and not (protected.relrowsecurity and protected.relforcerowsecurity)
    order by protected.relname
"""
_PROTECTED = "select count(distinct polrelid) from pg_policy"
_WRONG_ROLES = """
    select rolname from pg_roles
    where rolname = any(%(all)s)
      and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or not rolcanlogin
           or rolbypassrls <> (rolname = %(backup)s))
    order by rolname
"""
_ROLES_THAT_OWN = """
    select distinct pg_get_userbyid(relowner) from pg_class
    where pg_get_userbyid(relowner) = any(%(all)s)
"""
_OPEN_TO_ALL = """
    select has_schema_privilege('public', 'public', 'create')
        or has_database_privilege('public', current_database(), 'connect')
"""


def look(connection: Connection, *, owner_address: str, secrets: pathlib.Path) -> Iterator[Finding]:
    """Yield what there is to say about rights."""
    yield _roles(connection)
    yield _passwords(owner_address=owner_address, secrets=secrets)
    yield _closed(connection)
    yield _row_security(connection)


def _roles(connection: Connection) -> Finding:
    wanted = {"all": list(roles.ALL), "backup": roles.BACKUP}
    existing = _names(
        connection.execute("select rolname from pg_roles where rolname = any(%(all)s)", wanted)
    )
    gone = [role for role in roles.ALL if role not in existing]
    if gone:
        return ill("roles", f"missing: {', '.join(gone)}", advice="run candour up as the owner")
    wrong = _names(connection.execute(_WRONG_ROLES, wanted))
    if wrong:
        return ill(
            "roles",
            f"too much or too little power: {', '.join(wrong)}",
            advice="run candour up as the owner, or have an administrator repair them",
        )
    owning = _names(connection.execute(_ROLES_THAT_OWN, wanted))
    if owning:
        return ill(
            "roles",
            f"owner of tables: {', '.join(owning)}",
            advice="give those tables back to the database's owner",
        )
    return well("roles", f"{len(roles.ALL)} roles, owners of nothing")


def _passwords(*, owner_address: str, secrets: pathlib.Path) -> Finding:
    refused = []
    for role in roles.ALL:
        if not (secrets / f"db-{role}").is_file():
            refused.append(role)
            continue
        address = roles.address_for(role, owner_address=owner_address, secrets=secrets)
        try:
            roles.connect(address).close()
        except Refused:
            refused.append(role)
    if refused:
        return ill(
            "passwords", f"refused: {', '.join(refused)}", advice="run candour up as the owner"
        )
    return well("passwords", "every role can sign in with its own")


def _closed(connection: Connection) -> Finding:
    row = connection.execute(_OPEN_TO_ALL).fetchone()
    if row and row[0]:
        return ill(
            "public rights",
            "any role may connect or create tables",
            advice="run candour up as the database's owner",
        )
    return well("public rights", "none")


def _row_security(connection: Connection) -> Finding:
    unforced = _names(connection.execute(_UNFORCED))
    if unforced:
        return ill(
            "row security",
            f"not forced on {', '.join(unforced)}",
            advice="stop the sites at once, and enable and force it on these tables",
        )
    row = connection.execute(_PROTECTED).fetchone()
    count = row[0] if row else 0
    if not count:
        return ill("row security", "no table has a policy", advice="run candour migrate")
    return well("row security", f"forced on {count} tables")


def _names(rows: Rows) -> list[str]:
    return [str(name) for (name,) in rows]
