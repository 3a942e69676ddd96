"""`candour up` refuses to start beside itself, on taken ports, and on a database not its own."""

import pathlib
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from candour.ops import locks, roles, session
from candour.ops.folders import Folders
from candour.ops.launcher import ports
from candour.ops.postgres import server, sharing

_PROGRAM = pathlib.Path(sys.executable).with_name("candour")
_MARKS = 'create table guard_deployment ("only" bool primary key, kind text)'
_MIGRATIONS = "create table django_migrations (id serial, app text, name text, applied timestamptz)"


@pytest.fixture
def database(folders: Folders) -> Iterator[roles.Connection]:
    """The owner's connection to the database that `candour up` will find."""
    with sharing.in_use(folders) as running:
        address = session.private_address(folders, cluster=running)
        with roles.connect(address) as connection:
            yield connection


def _up(*arguments: str, folders: Folders, environ: dict[str, str]) -> tuple[int, list[str]]:
    """Return the exit code of `candour up` and what it said."""
    done = subprocess.run(
        [str(_PROGRAM), "up", *arguments],
        env={**environ, "CANDOUR_DATA": str(folders.data)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stderr.splitlines()


def test_a_second_one_on_the_same_folder_is_refused(
    folders: Folders, without_settings: dict[str, str]
) -> None:
    with locks.alone_or_refuse(folders.run / "up.lock"):
        code, said = _up(folders=folders, environ=without_settings)

    assert code == 1
    assert len(said) == 1
    assert said[0].startswith(f"Candour is already running on {folders.data} (process ")


@pytest.mark.enable_socket
def test_a_taken_port_is_refused(folders: Folders, without_settings: dict[str, str]) -> None:
    with socket.socket() as other:
        other.bind((ports.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        code, said = _up("--port", str(port), folders=folders, environ=without_settings)

    assert code == 1
    assert said == [f"Port {port} is taken or not allowed: choose another with --port."]


def test_ports_that_do_not_exist_are_refused_and_leave_no_database_running(
    folders: Folders, without_settings: dict[str, str]
) -> None:
    code, said = _up("--port=65534", folders=folders, environ=without_settings)

    assert (code, said) == (1, ["--port must be between 1 and 65533."])
    assert not server.is_running(folders)


@pytest.mark.parametrize(
    ("mark", "option", "words"),
    [
        ("demo", "--live", "holds the demonstration, which a live start refuses"),
        ("live", "--demo", "holds real cases, which a demonstration refuses"),
    ],
)
def test_a_database_for_the_other_use_is_refused(
    folders: Folders,
    database: roles.Connection,
    without_settings: dict[str, str],
    mark: str,
    option: str,
    words: str,
) -> None:
    database.execute(_MARKS)
    database.execute("insert into guard_deployment values (true, %s)", [mark])

    code, said = _up(option, folders=folders, environ=without_settings)

    assert code == 1
    assert words in said[0]
    assert len(said) == 1


def test_the_database_of_a_later_version_is_refused(
    folders: Folders, database: roles.Connection, without_settings: dict[str, str]
) -> None:
    database.execute(_MIGRATIONS)
    database.execute("insert into django_migrations (app, name) values ('guard', '9999_future')")

    code, said = _up(folders=folders, environ=without_settings)

    assert code == 1
    assert said == ["The database belongs to a later version of Candour: update this one first."]
