"""The private PostgreSQL: what it accepts, what it writes down, and what it refuses."""

import os
import pathlib
import stat

import psycopg
import pytest
from privilege import NOBODY, needs_root, run

from candour.ops import folders as places
from candour.ops import roles, session
from candour.ops.folders import Folders
from candour.ops.postgres import binaries, cluster, journal, processes, server, sharing


def test_the_server_runs_as_long_as_it_is_used(folders: Folders) -> None:
    with sharing.in_use(folders):
        ran = server.is_running(folders)

    assert ran
    assert not server.is_running(folders)


def test_it_listens_on_a_private_socket_and_on_no_network(
    shared_folders: Folders, owner: str
) -> None:
    found = cluster.locate(shared_folders)

    with roles.connect(owner) as connection:
        addresses = connection.execute("show listen_addresses").fetchone()

    assert addresses == ("",)
    assert stat.S_IMODE(found.socket.stat().st_mode) == 0o700


def test_a_wrong_password_is_one_sentence(shared_folders: Folders, owner: str) -> None:
    password = (shared_folders.secrets / "db-candour_owner").read_text()

    with pytest.raises(roles.CannotConnect, match="refuses the password") as refused:
        roles.connect(owner.replace(password, "wrong"))

    assert "wrong" not in str(refused.value)


def test_no_value_of_a_failed_statement_reaches_the_log(
    shared_folders: Folders, owner: str
) -> None:
    with roles.connect(owner) as connection, pytest.raises(psycopg.DataError):
        connection.execute("select 'canary-in-a-statement'::uuid")

    assert "canary" not in cluster.locate(shared_folders).log.read_text()


def test_the_journal_forgets_what_was_deleted(shared_folders: Folders, owner: str) -> None:
    wal = cluster.locate(shared_folders).folder / "pg_wal"
    with roles.connect(owner) as connection:
        connection.execute("create table passing (said text)")
        connection.execute("insert into passing values ('canary-in-the-journal')")
        connection.execute("drop table passing")
    before = [path.name for path in wal.glob("0*") if b"canary-in-the" in path.read_bytes()]

    journal.forget(owner)

    assert before
    assert not [path.name for path in wal.glob("0*") if b"canary-in-the" in path.read_bytes()]


def test_a_database_made_from_the_template_is_closed_to_the_public(owner: str) -> None:
    with roles.connect(owner) as connection:
        connection.execute("create database made_later")
    with roles.connect(owner.replace("/candour?", "/made_later?")) as connection:
        connection.execute("create function public.secret() returns int return 1")
        answers = connection.execute(
            "select has_schema_privilege('public', 'public', 'create'),"
            " has_function_privilege('public', 'public.secret()', 'execute')"
        ).fetchone()
    with roles.connect(owner) as connection:
        connection.execute("drop database made_later")

    assert answers == (False, False)


@pytest.mark.parametrize("name", binaries.EXTENSIONS)
def test_the_extensions_that_candour_needs_are_there(owner: str, name: str) -> None:
    with roles.connect(owner) as connection:
        row = connection.execute(
            "select count(*) from pg_available_extensions where name = %s", [name]
        ).fetchone()

    assert row == (1,)


def test_text_sorts_by_code_point_on_every_machine(owner: str) -> None:
    with roles.connect(owner) as connection:
        rows = connection.execute(
            "select word from unnest(array['b', 'A', 'a', 'B', 'é']) as word order by word"
        ).fetchall()

    assert [word for (word,) in rows] == ["A", "B", "a", "b", "é"]


def test_a_cluster_of_another_version_is_one_sentence(folders: Folders) -> None:
    home = cluster.locate(folders).folder
    home.mkdir(parents=True)
    (home / "PG_VERSION").write_text("9\n")

    with pytest.raises(binaries.NoPostgres, match="written by PostgreSQL 9"):
        server.start(folders, password="any")


def test_a_folder_without_postgres_is_one_sentence(tmp_path: pathlib.Path) -> None:
    with pytest.raises(binaries.NoPostgres, match="CANDOUR_PG_BIN names"):
        binaries.find({"CANDOUR_PG_BIN": str(tmp_path)})


def test_a_lost_password_is_one_sentence(folders: Folders) -> None:
    with sharing.in_use(folders):
        (folders.secrets / "db-candour_owner").unlink()

    refused = pytest.raises(sharing.PasswordGone, match="restore the secrets folder")
    with refused, sharing.in_use(folders):
        pass


def test_a_socket_folder_that_is_not_ours_is_refused(folders: Folders) -> None:
    found = cluster.locate(folders)
    found.socket.mkdir(mode=0o777)
    found.socket.chmod(0o777)

    with pytest.raises(cluster.UnsafeSocket, match="belongs to someone else"):
        server.start(folders, password="any")


def test_an_unfinished_creation_is_started_over(folders: Folders) -> None:
    found = cluster.locate(folders)
    (found.home / "cluster.draft" / "half").mkdir(parents=True)

    with sharing.in_use(folders) as running:
        names = sorted(path.name for path in running.home.iterdir())

    assert names == ["cluster", "server.log"]


def test_a_failed_creation_leaves_no_cluster(folders: Folders) -> None:
    found = cluster.locate(folders)
    good = binaries.find(os.environ)
    broken = folders.data.parent / "broken"
    broken.mkdir(mode=0o755)
    (broken / "initdb").write_text("#!/bin/sh\necho 'No space left on device' >&2; exit 1\n")
    (broken / "initdb").chmod(0o755)
    bad = binaries.Binaries(folder=broken, version=good.version)

    with pytest.raises(cluster.CannotCreate, match="The disk is full"):
        cluster.create(found, binaries=bad, folders=folders, password="any")

    assert found.version is None
    assert not (found.home / "initial-password").exists()


@needs_root
def test_root_runs_it_as_an_account_without_power(folders: Folders) -> None:
    with sharing.in_use(folders) as running:
        number = processes.postmaster(running)
        owner_of_process = pathlib.Path(f"/proc/{number}").stat().st_uid

    assert running.account.uid != 0
    assert owner_of_process == running.account.uid


@needs_root
def test_an_ordinary_user_runs_it_as_themselves(folders: Folders) -> None:
    theirs = places.of({"CANDOUR_DATA": str(folders.data / "theirs")})
    theirs.data.mkdir()
    os.chown(theirs.data, NOBODY, NOBODY)

    def use() -> None:
        places.create(theirs)
        with sharing.in_use(theirs) as running:
            roles.connect(session.private_address(theirs, cluster=running)).close()
            assert running.home == theirs.postgres

    assert run(use, uid=NOBODY) == 0


@needs_root
def test_where_the_account_cannot_enter_the_cluster_stands_elsewhere_and_is_found_again(
    folders: Folders,
) -> None:
    folders.data.parent.chmod(0o700)
    with sharing.in_use(folders) as running:
        first = running.home

    folders.data.parent.chmod(0o711)
    with sharing.in_use(folders) as running:
        second = running.home

    assert not first.is_relative_to(folders.data)
    assert first == second
