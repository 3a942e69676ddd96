"""The roles of the database: made and repaired, powerless, each with a password of its own."""

import pathlib
import urllib.parse

import psycopg
import pytest
from psycopg import sql

from candour.ops import roles
from candour.ops.folders import Folders


def _as(role: str, *, owner: str, folders: Folders) -> roles.Connection:
    return roles.connect(roles.address_for(role, owner_address=owner, secrets=folders.secrets))


@pytest.mark.parametrize("role", roles.ALL)
def test_every_role_signs_in_with_its_own_password(
    owner: str, shared_folders: Folders, role: str
) -> None:
    with _as(role, owner=owner, folders=shared_folders) as connection:
        who = connection.execute("select current_user").fetchone()

    assert who == (role,)


def test_no_role_signs_in_with_the_password_of_another(owner: str, shared_folders: Folders) -> None:
    address = roles.address_for(
        "candour_report", owner_address=owner, secrets=shared_folders.secrets
    )

    with pytest.raises(roles.CannotConnect, match="refuses the password"):
        roles.connect(address.replace("candour_report", "candour_worker"))


def test_only_the_backup_reads_past_the_walls(owner: str) -> None:
    with roles.connect(owner) as connection:
        rows = connection.execute(
            "select rolname from pg_roles where rolname = any(%s) and rolbypassrls",
            [list(roles.ALL)],
        ).fetchall()

    assert rows == [("candour_backup",)]


def test_no_role_may_make_tables_roles_or_databases(owner: str, shared_folders: Folders) -> None:
    with _as("candour_casework", owner=owner, folders=shared_folders) as connection:
        for forbidden in ("create table mine (n int)", "create role mine", "create database mine"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(sql.SQL(forbidden))


def test_a_second_run_changes_nothing(owner: str, shared_folders: Folders) -> None:
    before = _attributes(owner)

    roles.ensure(owner_address=owner, secrets=shared_folders.secrets)

    assert _attributes(owner) == before


def test_a_role_that_gained_power_loses_it_again(owner: str, shared_folders: Folders) -> None:
    before = _attributes(owner)
    with roles.connect(owner) as connection:
        connection.execute("alter role candour_oversight superuser bypassrls createrole")

    roles.ensure(owner_address=owner, secrets=shared_folders.secrets)

    assert _attributes(owner) == before


def test_passwords_are_stored_as_scram_verifiers(owner: str) -> None:
    with roles.connect(owner) as connection:
        rows = connection.execute(
            "select bool_and(rolpassword like 'SCRAM-SHA-256$%%') from pg_authid"
            " where rolname = any(%s)",
            [list(roles.ALL)],
        ).fetchone()

    assert rows == (True,)


def test_an_owner_without_the_right_is_told_what_it_lacks(
    owner: str, shared_folders: Folders
) -> None:
    with roles.connect(owner) as connection:
        connection.execute("create role weak login password 'weak'")
        connection.execute("grant connect on database candour to weak")
    address = owner.replace(urllib.parse.urlsplit(owner).netloc, "weak:weak@")

    with pytest.raises(roles.CannotManageRoles, match="lacks CREATEROLE and BYPASSRLS"):
        roles.ensure(owner_address=address, secrets=shared_folders.secrets)


def test_an_address_keeps_everything_but_the_name_and_password(tmp_path: pathlib.Path) -> None:
    address = roles.address_for(
        "candour_worker",
        owner_address="postgresql://admin:p%40ss@db.example:6432/force?sslmode=verify-full",
        secrets=tmp_path,
    )

    parts = urllib.parse.urlsplit(address)

    assert (parts.hostname, parts.port, parts.path) == ("db.example", 6432, "/force")
    assert (parts.username, parts.query) == ("candour_worker", "sslmode=verify-full")
    assert parts.password == (tmp_path / "db-candour_worker").read_text()


def test_a_dead_server_is_one_sentence(tmp_path: pathlib.Path) -> None:
    with pytest.raises(roles.CannotConnect, match="does not answer"):
        roles.connect(f"postgresql://someone:secret@/candour?host={tmp_path}")


def _attributes(owner: str) -> list[tuple[object, ...]]:
    with roles.connect(owner) as connection:
        return connection.execute(
            "select rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,"
            " rolcanlogin from pg_roles where rolname like 'candour%%' order by rolname"
        ).fetchall()
