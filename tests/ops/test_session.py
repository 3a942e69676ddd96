"""What stands ready around a command, and what is gone afterwards."""

import os
import pathlib
import signal
import subprocess
import sys
import urllib.parse

import pytest

from candour.ops import folders as places
from candour.ops import roles, session
from candour.ops.folders import Folders
from candour.ops.postgres import server

_PROGRAM = pathlib.Path(sys.executable).with_name("candour")


def test_a_command_meets_a_running_database_as_the_worker(folders: Folders) -> None:
    environ = {"CANDOUR_DATA": str(folders.data)}

    with session.ready(noun="measure", environ=environ), _connected(environ) as connection:
        who = connection.execute("select current_user").fetchone()

    assert who == ("candour_worker",)
    assert not server.is_running(folders)
    assert environ == {"CANDOUR_DATA": str(folders.data)}


def test_a_command_that_changes_the_schema_is_the_owner(folders: Folders) -> None:
    environ = {"CANDOUR_DATA": str(folders.data)}

    with session.ready(noun="migrate", environ=environ), _connected(environ) as connection:
        who = connection.execute("select current_user").fetchone()

    assert who == ("candour_owner",)


def test_a_process_with_an_address_of_its_own_keeps_it() -> None:
    environ = {"CANDOUR_DB_URL": "postgresql://candour_worker@/x"}

    with session.ready(noun="migrate", environ=environ):
        during = dict(environ)

    assert during == environ


def test_an_outside_database_starts_no_private_one(
    folders: Folders, owner: str, shared_folders: Folders
) -> None:
    environ = {
        "CANDOUR_DATA": str(folders.data),
        "CANDOUR_SECRETS": str(shared_folders.secrets),
        "DATABASE_URL": owner,
    }

    with session.ready(noun="measure", environ=environ):
        address = urllib.parse.urlsplit(environ["CANDOUR_DB_URL"])

    assert address.username == "candour_worker"
    assert not folders.postgres.exists()


def test_a_command_without_a_database_leaves_no_trace(tmp_path: pathlib.Path) -> None:
    environ = {"CANDOUR_DATA": str(tmp_path / "data")}

    with session.ready(noun="law", environ=environ), session.lent_keys(environ):
        key = places.of(environ).secrets / "django.key"
        lent = key.read_bytes()

    assert len(lent) == 32
    assert not key.exists()
    assert not (tmp_path / "data").exists()


def test_real_keys_are_never_replaced_by_lent_ones(folders: Folders) -> None:
    (folders.secrets / "django.key").write_bytes(b"x" * 32)
    environ = {"CANDOUR_DATA": str(folders.data)}

    with session.lent_keys(environ):
        during = dict(environ)

    assert during == {"CANDOUR_DATA": str(folders.data)}


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgresql://who:secret@/candour?host=/nonexistent", "The database does not answer"),
        ("postgresql://who:secret@/candour?host={socket}", "The database refuses the password"),
    ],
)
def test_an_address_that_fails_is_one_sentence_and_exit_code_1(
    folders: Folders,
    shared_folders: Folders,
    owner: str,
    without_settings: dict[str, str],
    address: str,
    sentence: str,
) -> None:
    host = urllib.parse.parse_qs(urllib.parse.urlsplit(owner).query)["host"][0]
    environ = {
        **without_settings,
        "CANDOUR_DATA": str(folders.data),
        "DATABASE_URL": address.format(socket=host),
    }

    done = _candour("migrate", environ=environ)

    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert len(done.stderr.splitlines()) == 1
    assert "secret" not in done.stderr.replace("secrets", "")


def test_an_unknown_noun_is_one_sentence_and_starts_nothing(
    tmp_path: pathlib.Path, without_settings: dict[str, str]
) -> None:
    environ = {**without_settings, "CANDOUR_DATA": str(tmp_path / "data")}

    done = _candour("nonsense", environ=environ)

    assert done.returncode == 1
    assert done.stderr == "There is no candour nonsense; candour help lists what there is.\n"
    assert not (tmp_path / "data").exists()


def test_help_needs_no_database_and_lists_the_nouns(
    tmp_path: pathlib.Path, without_settings: dict[str, str]
) -> None:
    environ = {**without_settings, "CANDOUR_DATA": str(tmp_path / "data")}

    done = _candour("help", environ=environ)

    assert done.returncode == 0
    assert "\n  doctor\n" in done.stdout
    assert not (tmp_path / "data").exists()


def test_ctrl_c_ends_the_tests_and_then_their_database(
    folders: Folders, tmp_path: pathlib.Path, without_settings: dict[str, str]
) -> None:
    (tmp_path / "test_waiting.py").write_text(
        "import time\ndef test_waits():\n    print('waiting', flush=True)\n    time.sleep(60)\n"
    )
    arguments = [str(_PROGRAM), "test", "-s", "-c", os.devnull, str(tmp_path)]
    with subprocess.Popen(
        [*arguments, f"--rootdir={tmp_path}"],
        env={**without_settings, "CANDOUR_DATA": str(folders.data)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        said = next(line for line in process.stdout if "waiting" in line)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=30)

    assert said
    assert process.returncode == 2
    assert not server.is_running(folders)


def _connected(environ: dict[str, str]) -> roles.Connection:
    return roles.connect(environ["CANDOUR_DB_URL"])


def _candour(*arguments: str, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(_PROGRAM), *arguments], env=environ, capture_output=True, text=True, check=False
    )
