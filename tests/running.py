"""A whole deployment for proofs and benchmarks: started as its operator does, stopped whole."""

import contextlib
import fcntl
import functools
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg

from candour.core import notes, receipts
from candour.ops import folders as places
from candour.ops import session
from candour.ops.folders import Folders
from candour.ops.launcher import ports, programs
from candour.ops.postgres import cluster, processes
from candour.ops.postgres.cluster import Cluster

ORIGIN = "candour.localhost/log"
CANDOUR = str(pathlib.Path(sys.executable).with_name("candour"))

# Memory, where there is enough of it: a test's disk is shared, and slow to promise anything.
MEMORY = pathlib.Path("/dev/shm")
_NEEDED_BYTES = 2 * 1024**3
_OURS = ("CANDOUR_", "DJANGO_", "DATABASE_URL", "PG")
# Where a run of tests keeps what a first start makes, so that it is made once; unset elsewhere.
first_start: pathlib.Path | None = None
_START_SECONDS = 300.0
_STOP_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A running `candour up`: its folders, its first port, and everything its processes wrote."""

    folders: Folders
    port: int
    mark: str
    output: pathlib.Path
    environ: dict[str, str]
    launcher: subprocess.Popen[bytes]

    @property
    def cluster(self) -> Cluster:
        return cluster.locate(self.folders)

    @property
    def owner(self) -> str:
        """The address of its database as the owner, who is a superuser and sees everything."""
        return session.private_address(self.folders, cluster=self.cluster)

    def secret(self, name: str) -> bytes:
        return (self.folders.secrets / name).read_bytes()

    def keys(self) -> tuple[notes.VerifierKey, ...]:
        """The public keys that anyone checks promises and proofs with."""
        named = {"log.pub": ORIGIN, "promise.pub": receipts.promise_key_name(origin=ORIGIN)}
        return tuple(
            notes.VerifierKey(name=name, purpose=notes.Purpose.NOTE, public_key=self.secret(secret))
            for secret, name in named.items()
        )

    def connect(self) -> psycopg.Connection[tuple]:
        return psycopg.connect(self.owner, autocommit=True, connect_timeout=10)

    def rows(self, query: str) -> list[tuple]:
        """What the owner reads from the database."""
        with self.connect() as connection:
            return connection.execute(query).fetchall()

    def one(self, query: str) -> object:
        ((value,),) = self.rows(query)
        return value

    def candour(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a command beside it, as its operator does."""
        return subprocess.run(
            [CANDOUR, *arguments],
            env={**self.environ, **environ},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def seal(self) -> subprocess.CompletedProcess[str]:
        """Seal what is staged now, whatever day it is."""
        return self.candour("tick", CANDOUR_SEAL_SECONDS="1")

    def processes(self) -> dict[int, str]:
        """Every living process of its own, with its command line; the database's not included."""
        found = {}
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if self.mark.encode() in (entry / "environ").read_bytes():
                    title = (entry / "cmdline").read_bytes()
                    found[int(entry.name)] = title.replace(b"\0", b" ").decode(errors="replace")
        return found

    def site(self, name: str = "report") -> list[int]:
        """The processes of one site, its first process first."""
        application = f"candour.sites.{name}.wsgi"
        return sorted(number for number, title in self.processes().items() if application in title)

    def worker(self) -> list[int]:
        return sorted(
            number for number, title in self.processes().items() if "candour worker run" in title
        )

    def postmaster(self) -> int | None:
        return processes.postmaster(self.cluster)

    def answers(self) -> bool:
        return ports.answers(site="report", port=self.port)

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")


def soon(holds: Callable[[], object], *, seconds: float = 60.0, every: float = 0.1) -> bool:
    """Wait for something outside to become true."""
    give_up_at = time.monotonic() + seconds
    while time.monotonic() < give_up_at:
        if holds():
            return True
        time.sleep(every)
    return bool(holds())


@contextlib.contextmanager
def deployment(*, place: pathlib.Path | None = None, **environ: str) -> Iterator[Deployment]:
    """Bring a whole deployment up in a folder of its own; afterwards nothing of it may be left."""
    home = _new_home(place)
    try:
        if place is None and first_start is not None:
            _copy_first_start(home, first_start)
        with _running(home, environ) as found:
            yield found
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def _running(home: pathlib.Path, environ: dict[str, str]) -> Iterator[Deployment]:
    found = _launch(home, environ)
    try:
        _wait_until_ready(found)
        yield found
    finally:
        _stop(found)
    assert left_behind(found) == []


def _copy_first_start(home: pathlib.Path, kept: pathlib.Path) -> None:
    """Begin where a first start ended: the database made, the invented force loaded, stopped."""
    kept.mkdir(exist_ok=True)
    made = kept / "made"
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            first = _new_home(None)
            try:
                with _running(first, {"CANDOUR_SEAL_SECONDS": "0"}):
                    pass
                subprocess.run(["cp", "-a", first / "data", kept / "data"], check=True)
                made.touch()
            finally:
                shutil.rmtree(first, ignore_errors=True)
    subprocess.run(["cp", "-a", kept / "data", home / "data"], check=True)


def left_behind(found: Deployment) -> list[str]:
    """What a stopped deployment should not have left: processes, a database, a socket."""
    left = [f"process {title}" for title in found.processes().values()]
    if processes.any_alive(found.cluster):
        left.append("the database")
    if found.cluster.socket.exists():
        left.append("the database's socket")
    return left


def _new_home(place: pathlib.Path | None) -> pathlib.Path:
    has_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > _NEEDED_BYTES
    home = pathlib.Path(
        tempfile.mkdtemp(prefix="candour-whole-", dir=place or (MEMORY if has_memory else None))
    )
    home.chmod(0o711)
    # Whatever any process writes aside is found with the rest.
    (home / "temporary").mkdir()
    (home / "temporary").chmod(0o1777)
    return home


def _launch(home: pathlib.Path, changes: dict[str, str]) -> Deployment:
    mark = uuid.uuid4().hex
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith(_OURS)},
        **{name: os.environ[name] for name in ("CANDOUR_PG_BIN",) if name in os.environ},
        "CANDOUR_DATA": str(home / "data"),
        "CANDOUR_TEST_MARK": mark,
        "TMPDIR": str(home / "temporary"),
        **changes,
    }
    port = free_ports()
    output = home / "output.txt"
    with output.open("wb") as file:
        launcher = subprocess.Popen(
            [CANDOUR, "up", "--demo", "--port", str(port)],
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    folders = places.of(environ)
    return Deployment(
        folders=folders, port=port, mark=mark, output=output, environ=environ, launcher=launcher
    )


def _wait_until_ready(found: Deployment) -> None:
    def is_decided() -> bool:
        return "Candour is running" in found.said() or found.launcher.poll() is not None

    soon(is_decided, seconds=_START_SECONDS)
    if "Candour is running" not in found.said():
        message = f"the deployment did not start:\n{found.said()}"
        raise AssertionError(message)


def _stop(found: Deployment) -> None:
    found.launcher.send_signal(signal.SIGINT)
    try:
        found.launcher.wait(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        found.launcher.kill()
        found.launcher.wait()
        raise
    soon(lambda: not left_behind(found), seconds=10)


def free_ports() -> int:
    """The first of three neighbouring free ports."""
    # Chosen anew each time: two runs at once, or two that begin alike, must not choose the same.
    start = 20000 + secrets.randbelow(10000) * len(programs.SITES)
    for first in range(start, 60000, len(programs.SITES)):
        with contextlib.suppress(ports.PortTaken):
            ports.demand_free(range(first, first + len(programs.SITES)))
            return first
    message = "no free ports"
    raise AssertionError(message)


@functools.cache
def cores() -> int:
    return os.cpu_count() or 1
