"""Finds the PostgreSQL programs on this machine, or those fetched at set-up.

Set-up runs this file before anything is installed: standard library only.
"""

import functools
import os
import pathlib
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from candour.ops.refused import Refused

OLDEST = 15
EXTENSIONS = ("pg_trgm", "fuzzystrmatch", "btree_gist", "btree_gin")
FETCHED = pathlib.Path(__file__).resolve().parents[4] / "build" / "postgresql"

_PROGRAMS = ("initdb", "pg_ctl", "postgres")
_PATTERNS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


class NoPostgres(Refused):
    """There is no usable PostgreSQL here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binaries:
    """One installation of PostgreSQL: the folder of its programs and its major version."""

    folder: pathlib.Path
    version: int

    @property
    def is_fetched(self) -> bool:
        return self.folder.is_relative_to(FETCHED)

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find(environ: Mapping[str, str], *, version: int | None = None) -> Binaries:
    """Return the installation to use; with `version`, one that can open a cluster of it."""
    if environ.get("CANDOUR_PG_BIN"):
        return _named(pathlib.Path(environ["CANDOUR_PG_BIN"]), version=version)
    for found in every():
        if version is None or found.version == version:
            return found
    if version is None:
        message = f"There is no PostgreSQL {OLDEST} or later here: run make setup to fetch one."
    else:
        message = (
            f"The database was written by PostgreSQL {version}, which is not installed: install"
            f" it, or name the folder of its programs in CANDOUR_PG_BIN."
        )
    raise NoPostgres(message)


def every() -> Iterator[Binaries]:
    """Yield each usable installation: the system's first, newest first, then the fetched one."""
    for folder in _folders():
        found = _inspect(folder)
        if found is not None:
            yield found


def is_on_system(environ: Mapping[str, str]) -> bool:
    """Tell whether there is a usable installation that set-up need not fetch."""
    if environ.get("CANDOUR_PG_BIN"):
        return True
    return any(not found.is_fetched for found in every())


def _named(folder: pathlib.Path, *, version: int | None) -> Binaries:
    found = _inspect(folder)
    if found is None:
        message = (
            f"CANDOUR_PG_BIN names {folder}, which holds no PostgreSQL {OLDEST} or later with the"
            f" extensions {', '.join(EXTENSIONS)}."
        )
        raise NoPostgres(message)
    if version not in {None, found.version}:
        message = (
            f"The database was written by PostgreSQL {version}, but CANDOUR_PG_BIN names"
            f" PostgreSQL {found.version}."
        )
        raise NoPostgres(message)
    return found


def _folders() -> Iterator[pathlib.Path]:
    matches = [path for pattern in _PATTERNS for path in pathlib.Path("/").glob(pattern[1:])]
    yield from sorted(matches, key=_number, reverse=True)
    on_path = shutil.which("pg_config")
    if on_path:
        yield pathlib.Path(_output(on_path, "--bindir") or "/nonexistent")
    yield from sorted(FETCHED.glob("*/bin"), key=_number, reverse=True)


def _number(path: pathlib.Path) -> float:
    found = re.findall(r"\d+(?:\.\d+)?", str(path.parent.name))
    return float(found[0]) if found else 0


@functools.cache
def _inspect(folder: pathlib.Path) -> Binaries | None:
    if not all(os.access(folder / name, os.X_OK) for name in _PROGRAMS):
        return None
    found = re.search(r"PostgreSQL\) (\d+)", _output(folder / "postgres", "--version"))
    if found is None or int(found[1]) < OLDEST or not _has_extensions(folder):
        return None
    return Binaries(folder=folder, version=int(found[1]))


def _has_extensions(folder: pathlib.Path) -> bool:
    shares = [folder.parent / "share" / "postgresql", folder.parent / "share"]
    if os.access(folder / "pg_config", os.X_OK):
        shares.insert(0, pathlib.Path(_output(folder / "pg_config", "--sharedir")))
    return any(
        all((share / "extension" / f"{name}.control").is_file() for name in EXTENSIONS)
        for share in shares
    )


def _output(*command: str | pathlib.Path) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
