"""The private PostgreSQL gets up again after a kill, keeps what it promised, and is shared."""

import os
import signal
import subprocess
import sys
import time

import pytest
from privilege import needs_root, run

from candour.ops import roles, session
from candour.ops.folders import Folders
from candour.ops.postgres import cluster, processes, server, sharing

_USER = """
import sys
from candour.ops import folders
from candour.ops.postgres import sharing
with sharing.in_use(folders.of({"CANDOUR_DATA": sys.argv[1]})):
    print("in use", flush=True)
    sys.stdin.read()
"""


def _command(folders: Folders) -> subprocess.Popen[str]:
    """Start another command that uses the server, and wait until it does."""
    process = subprocess.Popen(
        [sys.executable, "-c", _USER, str(folders.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "in use\n"
    return process


def _kill(folders: Folders) -> None:
    number = processes.postmaster(cluster.locate(folders))
    assert number
    os.kill(number, signal.SIGKILL)


def test_a_killed_server_comes_back_with_every_committed_row(folders: Folders) -> None:
    with sharing.in_use(folders) as running:
        address = session.private_address(folders, cluster=running)
        with roles.connect(address) as connection:
            connection.execute("create table kept as select generate_series(1, 20000) as n")
        _kill(folders)
        sharing.revive(folders)
        with roles.connect(address) as connection:
            count = connection.execute("select count(*) from kept").fetchone()

    assert count == (20000,)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt orphans")
def test_a_dead_server_that_nobody_collects_does_not_block_the_next(folders: Folders) -> None:
    def kill_and_use_again() -> None:
        with sharing.in_use(folders):
            number = processes.postmaster(cluster.locate(folders))
            _kill(folders)
            began = time.monotonic()
            sharing.revive(folders)
            os.kill(number or 0, 0)  # the dead one is still listed, uncollected
            assert time.monotonic() - began < 25

    assert run(kill_and_use_again, collects=True) == 0


@needs_root
def test_a_lock_file_that_names_a_stranger_does_not_block_the_next(folders: Folders) -> None:
    with sharing.in_use(folders) as running:
        lock = running.folder / "postmaster.pid"
        content = lock.read_text().splitlines()
    stranger = subprocess.Popen(["/bin/sleep", "60"], user=running.account.uid)
    lock.write_text("\n".join([str(stranger.pid), *content[1:]]) + "\n")
    running.account.give(lock)

    with sharing.in_use(folders):
        runs = server.is_running(folders)
    stranger.kill()
    stranger.wait()

    assert runs


def test_of_two_commands_the_last_one_out_stops_the_server(folders: Folders) -> None:
    with _command(folders) as other:
        with sharing.in_use(folders):
            runs_with_both = server.is_running(folders)
        runs_with_one = server.is_running(folders)
        other.communicate("")

    assert (runs_with_both, runs_with_one) == (True, True)
    assert not server.is_running(folders)


def test_the_server_of_a_killed_command_is_taken_over_and_stopped(folders: Folders) -> None:
    with _command(folders) as other:
        other.kill()
    ran_on = server.is_running(folders)

    with sharing.in_use(folders):
        runs = server.is_running(folders)

    assert (ran_on, runs) == (True, True)
    assert not server.is_running(folders)


def test_a_killed_command_counts_as_no_user(folders: Folders) -> None:
    with _command(folders) as other:
        used = sharing.is_used(folders)
        other.kill()

    assert used
    assert not sharing.is_used(folders)


def test_three_kills_in_a_row_lose_nothing(folders: Folders) -> None:
    with sharing.in_use(folders) as running:
        address = session.private_address(folders, cluster=running)
        with roles.connect(address) as connection:
            connection.execute("create table promised (n int)")
        for number in range(3):
            with roles.connect(address) as connection:
                connection.execute("insert into promised values (%s)", [number])
            _kill(folders)
            sharing.revive(folders)
        with roles.connect(address) as connection:
            rows = connection.execute("select n from promised order by n").fetchall()

    assert rows == [(0,), (1,), (2,)]
