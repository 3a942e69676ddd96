"""What tests of imports share: the worker's role, and a database of their own where they commit."""

import contextlib
import dataclasses
import os
import pathlib
import subprocess
import sys
import urllib.parse
import uuid
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import sql

PROGRAM = pathlib.Path(__file__).parent / "one_import.py"


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path: pathlib.Path) -> pathlib.Path:
    """Rejects files go to a folder of the test's own."""
    settings.DATA = tmp_path / "data"
    return settings.DATA


@pytest.fixture
def worker(db: None) -> None:
    """Everything in the test happens as the role that imports; both are undone by the rollback."""
    with connection.cursor() as cursor:
        cursor.execute("set role candour_worker")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Spare:
    """A copy of the test database in which programs really commit."""

    name: str
    data: pathlib.Path
    told: dict[str, Any]

    def start(self, path: pathlib.Path, *, batch_rows: int) -> subprocess.Popen[str]:
        """Start an import as a program of its own; it prints a line for each batch it committed."""
        return subprocess.Popen(
            [sys.executable, "-u", str(PROGRAM), str(path), str(batch_rows)],
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            text=True,
        )

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the product to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "django", *words],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    @property
    def environment(self) -> dict[str, str]:
        worker = urllib.parse.quote("-crole=candour_worker")
        return {
            "CANDOUR_DB_URL": f"{_address(self.told, self.name)}&options={worker}",
            "CANDOUR_DATA": str(self.data),
            "CANDOUR_SECRETS": str(_secrets()),
        }

    def connect(self) -> psycopg.Connection:
        """Open a connection that sees everything."""
        return psycopg.connect(_address(self.told, self.name), autocommit=True)


@pytest.fixture
def spare(django_db_setup, django_db_blocker, tmp_path: pathlib.Path) -> Iterator[Spare]:
    """A copy of the test database, dropped after the test."""
    with _copied(django_db_blocker, tmp_path) as copy:
        yield copy


@pytest.fixture(scope="session")
def spare_for_all(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Spare]:
    """A copy of the test database that several tests share."""
    with _copied(django_db_blocker, tmp_path_factory.mktemp("spare")) as copy:
        yield copy


@contextlib.contextmanager
def _copied(django_db_blocker, folder: pathlib.Path) -> Iterator[Spare]:
    name = f"spare_{uuid.uuid4().hex}"
    with django_db_blocker.unblock():
        told = dict(connection.settings_dict)
        connection.close()
    _outside(told, "create database {} template {}", name, told["NAME"])
    yield Spare(name=name, data=folder / "data", told=told)
    _outside(told, "drop database {} with (force)", name)


@pytest.fixture
def second_connection(db: None) -> Iterator[psycopg.Connection]:
    """Another connection to the test database, as another program would have."""
    told = connection.settings_dict
    with psycopg.connect(_address(told, told["NAME"]), autocommit=True) as other:
        yield other


def _outside(told: dict[str, Any], statement: str, *names: str) -> None:
    with psycopg.connect(_address(told, "postgres"), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _address(told: dict[str, Any], name: str) -> str:
    who = urllib.parse.quote(told["USER"]) + (
        f":{urllib.parse.quote(told['PASSWORD'], safe='')}" if told["PASSWORD"] else ""
    )
    query = {"host": told["HOST"], "port": told["PORT"], **told["OPTIONS"]}
    said = {key: str(value) for key, value in query.items() if isinstance(value, str) and value}
    return f"postgresql://{who}@/{name}?{urllib.parse.urlencode(said)}"


def _secrets() -> pathlib.Path:
    from candour.sites import base

    return base.SECRETS
