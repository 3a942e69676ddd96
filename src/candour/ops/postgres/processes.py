"""Finds the living processes of one database server, whatever its lock file says.

A server that was killed leaves a lock file with a number that may since belong to another process,
or to a dead one that nobody has collected; only the titles of living processes tell the truth.
"""

import pathlib
import subprocess
from collections.abc import Iterator

from candour.ops.postgres.cluster import Cluster

_PROC = pathlib.Path("/proc")


def postmaster(cluster: Cluster) -> int | None:
    """Return the number of the server's first process, or None if it does not live."""
    marks = (f"-D {cluster.folder}", f"-D {cluster.folder}/")
    for number, title in _titles():
        program, _, arguments = title.partition(" ")
        if program.endswith("postgres") and arguments.startswith(marks):
            return number
    return None


def any_alive(cluster: Cluster) -> bool:
    """Tell whether the server or one of its children still lives."""
    if postmaster(cluster) is not None:
        return True
    return any(title.startswith(f"postgres: {cluster.name}: ") for _, title in _titles())


def _titles() -> Iterator[tuple[int, str]]:
    if not (_PROC / "self").exists():
        yield from _titles_by_ps()
        return
    for entry in _PROC.iterdir():
        if not entry.name.isdigit():
            continue
        try:
            raw = (entry / "cmdline").read_bytes()
        except OSError:
            continue  # it ended while we looked
        if raw:
            yield int(entry.name), raw.rstrip(b"\0").replace(b"\0", b" ").decode(errors="replace")


def _titles_by_ps() -> Iterator[tuple[int, str]]:
    done = subprocess.run(
        ["ps", "-axww", "-o", "pid=,command="], capture_output=True, text=True, check=False
    )
    for line in done.stdout.splitlines():
        number, _, title = line.strip().partition(" ")
        yield int(number), title
