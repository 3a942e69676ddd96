"""Starts and stops the private PostgreSQL server, and gets up again after a kill."""

import os
import pathlib
import shutil
import socket
import struct
import time

from candour.ops.folders import Folders
from candour.ops.postgres import binaries as installations
from candour.ops.postgres import cluster as clusters
from candour.ops.postgres import processes
from candour.ops.postgres.binaries import Binaries
from candour.ops.postgres.cluster import Cluster
from candour.ops.refused import Refused

# The dying processes of a killed server hold its lock for some seconds.
_PATIENCE_SECONDS = 30
_PAUSE_SECONDS = 0.3
_NEEDED_BYTES = 200 * 1024 * 1024

_SOCKET = ".s.PGSQL.5432"
_ANSWER_SECONDS = 2
# PostgreSQL's SSLRequest: its length and its code. Every server answers it with one letter.
_ENCRYPTION_PLEASE = struct.pack("!ii", 8, 80877103)

_PASSING = ("lock file", "pre-existing shared memory block", "could not create semaphores")


class CannotStart(Refused):
    """The database server does not start."""


def start(folders: Folders, *, password: str) -> Cluster:
    """Start the server, creating its files on first use; return at once if it answers."""
    cluster = clusters.locate(folders)
    give_up_at = time.monotonic() + _PATIENCE_SECONDS
    while not _answers(cluster):
        if processes.postmaster(cluster) is None:
            _start_stopped(cluster, folders=folders, password=password)
            break
        if time.monotonic() > give_up_at:
            message = f"The database does not answer; its log is {cluster.log}."
            raise CannotStart(message)
        time.sleep(_PAUSE_SECONDS)
    return cluster


def stop(folders: Folders) -> None:
    """Stop the server and wait until it has written everything; do nothing if it is not running."""
    cluster = clusters.locate(folders)
    if processes.postmaster(cluster) is None:
        return
    binaries = clusters.reachable(
        installations.find(os.environ, version=cluster.version), account=cluster.account
    )
    # An immediate end costs a recovery at the next start, and loses nothing that was promised.
    for mode in ("fast", "immediate"):
        command = [binaries.program("pg_ctl"), "-D", str(cluster.folder), "-m", mode]
        if cluster.account.run([*command, "-w", "-t", "60", "stop"]).returncode == 0:
            break
    shutil.rmtree(cluster.socket, ignore_errors=True)


def is_running(folders: Folders) -> bool:
    """Tell whether the server's first process lives."""
    return processes.postmaster(clusters.locate(folders)) is not None


def _start_stopped(cluster: Cluster, *, folders: Folders, password: str) -> None:
    binaries = clusters.reachable(
        installations.find(os.environ, version=cluster.version), account=cluster.account
    )
    if cluster.version is None:
        _demand_space(folders.data)
        clusters.create(cluster, binaries=binaries, folders=folders, password=password)
    _start(cluster, binaries=binaries)


def _start(cluster: Cluster, *, binaries: Binaries) -> None:
    clusters.write_settings(cluster)
    clusters.prepare_socket(cluster)
    give_up_at = time.monotonic() + _PATIENCE_SECONDS
    while True:
        reason = _try_to_start(cluster, binaries=binaries)
        if reason is None:
            return
        if not any(sign in reason for sign in _PASSING) or time.monotonic() > give_up_at:
            raise CannotStart(_explained(reason, cluster=cluster))
        _forget_stale_lock(cluster)
        time.sleep(_PAUSE_SECONDS)


def _try_to_start(cluster: Cluster, *, binaries: Binaries) -> str | None:
    """Return None when the server runs, else what it said."""
    cluster.log.unlink(missing_ok=True)
    command = [binaries.program("pg_ctl"), "-D", str(cluster.folder)]
    done = cluster.account.run([*command, "-l", str(cluster.log), "-w", "-t", "60", "start"])
    if done.returncode == 0:
        return None
    return _tail(cluster.log) or done.stderr


def _forget_stale_lock(cluster: Cluster) -> None:
    if not processes.any_alive(cluster):
        (cluster.folder / "postmaster.pid").unlink(missing_ok=True)
        shutil.rmtree(cluster.socket, ignore_errors=True)
        clusters.prepare_socket(cluster)


def _answers(cluster: Cluster) -> bool:
    """Ask the server for encryption and take any answer: a file may lie, and a dying process."""
    if not (cluster.socket / _SOCKET).exists():
        return False
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(_ANSWER_SECONDS)
        try:
            asking.connect(str(cluster.socket / _SOCKET))
            asking.sendall(_ENCRYPTION_PLEASE)
            return asking.recv(1) in {b"S", b"N"} and _says_ready(cluster)
        except OSError:
            return False


def _says_ready(cluster: Cluster) -> bool:
    try:
        lines = (cluster.folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return False
    # The eighth line is the server's own word on its state.
    return len(lines) >= 8 and lines[7].strip() == "ready"


def _demand_space(folder: pathlib.Path) -> None:
    if shutil.disk_usage(folder).free < _NEEDED_BYTES:
        message = f"The disk of {folder} is full: the database needs 200 MB to begin with."
        raise CannotStart(message)


def _explained(reason: str, *, cluster: Cluster) -> str:
    if "No space left on device" in reason:
        return f"The disk is full: the database in {cluster.home} can't start until some is freed."
    if any(sign in reason for sign in _PASSING):
        return f"Another server is using the database in {cluster.home}: stop it first."
    return f"The database does not start; its log says why: {cluster.log}."


def _tail(log: pathlib.Path) -> str:
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
    except FileNotFoundError:
        return ""
