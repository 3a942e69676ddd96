"""What every benchmark shares: a database of its own, quantiles, and one JSON line."""

import contextlib
import json
import os
import pathlib
import statistics
import time
from collections.abc import Callable, Iterator

ROOT = pathlib.Path(__file__).parent.parent


def line(what: str, **figures: object) -> None:
    """Print one result as one JSON line."""
    print(json.dumps({"what": what, **figures}, sort_keys=False), flush=True)


def times(call: Callable[[int], object], *, n: int) -> list[float]:
    """Return how long each of n calls took, in milliseconds, slowest last."""
    taken = []
    for number in range(n):
        start = time.perf_counter()
        call(number)
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def median(values: list[float]) -> float:
    return statistics.median(values)


def quantile(values: list[float], share: float) -> float:
    """Return a quantile of sorted values: the smallest value with at least that share below."""
    return values[min(len(values) - 1, int(share * len(values)))]


@contextlib.contextmanager
def database(name: str) -> Iterator[str]:
    """Create an empty migrated database on the running server; drop it afterwards."""
    import psycopg
    from psycopg import sql

    owner = os.environ["CANDOUR_DB_URL"]
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(name)))
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    address = _renamed(owner, name)
    try:
        yield address
    finally:
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(
                sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
            )


def _renamed(address: str, name: str) -> str:
    import urllib.parse

    parts = urllib.parse.urlsplit(address)
    return urllib.parse.urlunsplit(parts._replace(path=f"/{name}"))


def migrate(address: str) -> None:
    """Bring a database to the present schema, in a process of its own."""
    import subprocess
    import sys

    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity", "0"],
        env={**os.environ, "CANDOUR_DB_URL": address},
        check=True,
    )
