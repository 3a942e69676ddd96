"""What every benchmark shares: a database or deployment of its own, quantiles, and JSON lines."""

import contextlib
import importlib
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from running import Deployment

ROOT = pathlib.Path(__file__).parent.parent
# Benchmarks walk the report site as the tests do. Imported first, this file opens the way to it.
sys.path.append(str(ROOT / "tests"))

T = TypeVar("T")


def line(what: str, **figures: object) -> None:
    """Print one result as one JSON line, with how busy the machine was."""
    load = round(os.getloadavg()[0], 2)
    print(json.dumps({"what": what, **figures, "load": load}, sort_keys=False), flush=True)


def times(call: Callable[[int], object], *, n: int) -> list[float]:
    """Return how long each of n calls took, in milliseconds, slowest last."""
    return sorted(_timed(call, number) for number in range(n))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rush:
    """Many calls from several clients at once: each one's milliseconds, sorted, and the whole."""

    taken: list[float]
    seconds: float

    @property
    def per_second(self) -> float:
        return len(self.taken) / self.seconds

    def figures(self) -> dict[str, object]:
        """Return what a line says of a rush."""
        return {
            "n": len(self.taken),
            "per_second": round(self.per_second, 1),
            "median_ms": round(median(self.taken), 2),
            "p99_ms": round(quantile(self.taken, 0.99), 2),
        }


def rush(calls: Sequence[Callable[[], object]], *, clients: int) -> Rush:
    """Make all calls, so many at a time, each client taking every n-th of them."""
    ready = threading.Barrier(clients + 1)

    def client(place: int) -> list[float]:
        ready.wait()
        return [_timed(lambda _, call=call: call(), 0) for call in calls[place::clients]]

    with ThreadPoolExecutor(max_workers=clients) as pool:
        running = [pool.submit(client, place) for place in range(clients)]
        ready.wait()
        start = time.perf_counter()
        taken = [one for future in running for one in future.result()]
        seconds = time.perf_counter() - start
    return Rush(taken=sorted(taken), seconds=seconds)


def _timed(call: Callable[[int], object], number: int) -> float:
    start = time.perf_counter()
    call(number)
    return (time.perf_counter() - start) * 1000


def median(values: list[float]) -> float:
    return statistics.median(values)


def quantile(values: list[float], share: float) -> float:
    """Return a quantile of sorted values: the smallest value with at least that share below."""
    return values[min(len(values) - 1, int(share * len(values)))]


def cpu_seconds(processes: Iterable[int]) -> float:
    """Return the processor time that processes have used so far, their ended children included."""
    ticks = 0
    for number in processes:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            # What follows the name in brackets begins with the third field.
            fields = pathlib.Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def children(number: int) -> list[int]:
    """Return a process and its children."""
    listed = pathlib.Path(f"/proc/{number}/task/{number}/children").read_text()
    return [number, *map(int, listed.split())]


def largest_child_mib() -> float:
    """Return the most memory that any ended child has held at once."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Calls one after the other: each one's milliseconds, sorted, and the processor time of all.

    The clock counts whoever else uses the machine; processor time, ours and that of the database's
    backend, does not.
    """

    taken: list[float]
    own_cpu: float
    backend_cpu: float

    @property
    def seconds(self) -> float:
        return sum(self.taken) / 1000

    @property
    def cpu(self) -> float:
        return self.own_cpu + self.backend_cpu

    def figures(self) -> dict[str, object]:
        """Return what a line says of calls."""
        n = len(self.taken)
        return {
            "n": n,
            "median_ms": round(median(self.taken), 3),
            "p99_ms": round(quantile(self.taken, 0.99), 3),
            "cpu_ms": round(self.own_cpu / n * 1000, 3),
            "backend_cpu_ms": round(self.backend_cpu / n * 1000, 3),
        }


def calls(call: Callable[[int], object], *, n: int, backend: int) -> Calls:
    """Make n calls, with the processor time that they took here and in a database's backend."""
    before, own = cpu_seconds([backend]), time.process_time()
    taken = times(call, n=n)
    own_cpu = time.process_time() - own
    return Calls(taken=taken, own_cpu=own_cpu, backend_cpu=cpu_seconds([backend]) - before)


def largest_own_mib() -> float:
    """Return the most memory that this process has held at once."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def peer(name: str) -> ModuleType | None:
    """Return a library of another author to compare with, or nothing where it was not fetched."""
    sys.path.append(str(ROOT / "build" / "independent"))
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None
    finally:
        sys.path.pop()


@contextlib.contextmanager
def on_disk() -> Iterator[pathlib.Path]:
    """Lend a folder on a real disk, where a promise costs what it costs."""
    place = ROOT / "build" / "bench"
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as folder:
        pathlib.Path(folder).chmod(0o711)
        yield pathlib.Path(folder)


@contextlib.contextmanager
def site() -> Iterator["Deployment"]:
    """Run a whole deployment on that disk; it seals nothing meanwhile."""
    import running

    with on_disk() as place, running.deployment(place=place, CANDOUR_SEAL_SECONDS="0") as found:
        yield found


@contextlib.contextmanager
def database(name: str) -> Iterator[str]:
    """Create an empty database on the server of this benchmark; drop it afterwards."""
    import psycopg
    from psycopg import sql

    from candour.ops import session

    with session.ready(noun="migrate", environ=os.environ):
        owner = os.environ["CANDOUR_DB_URL"]
        drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(drop)
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            yield _renamed(owner, name)
        finally:
            with psycopg.connect(owner, autocommit=True) as connection:
                connection.execute(drop)


@contextlib.contextmanager
def product(name: str) -> Iterator[str]:
    """Create a database with the product's schema, and let this process be the product on it."""
    with database(name) as address:
        migrate(address)
        settings = "candour.sites.command_line"
        os.environ.update(CANDOUR_DB_URL=address, DJANGO_SETTINGS_MODULE=settings)
        import django

        django.setup()
        yield address
        # Connections would keep the database from being dropped.
        django.db.connections.close_all()


def backend() -> int:
    """Return the process of the database that serves the product's connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return cursor.fetchone()[0]


def _renamed(address: str, name: str) -> str:
    parts = urllib.parse.urlsplit(address)
    return urllib.parse.urlunsplit(parts._replace(path=f"/{name}"))


def migrate(address: str) -> None:
    """Bring a database to the present schema, in a process of its own."""
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity", "0"],
        env={
            "DJANGO_SETTINGS_MODULE": "candour.sites.command_line",
            **os.environ,
            "CANDOUR_DB_URL": address,
        },
        check=True,
    )
