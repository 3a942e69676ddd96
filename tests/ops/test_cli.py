"""Failures that are expected become one sentence; faults of Candour's own stay visible."""

import errno

import psycopg
import pytest
from django.core.management.base import CommandError
from django.db.utils import OperationalError, ProgrammingError

from candour import cli
from candour.ops import roles
from candour.ops.refused import Refused


def test_a_refusal_speaks_for_itself() -> None:
    assert cli.explain(Refused("Not like this.")) == "Not like this."
    assert cli.explain(CommandError("Nor this.")) == "Nor this."


@pytest.mark.parametrize(
    "statement",
    ["select from nowhere", "select nothing from pg_class", "select nothing()", "select a.b()"],
)
def test_a_schema_of_another_version_is_one_sentence(owner: str, statement: str) -> None:
    with roles.connect(owner) as connection, pytest.raises(psycopg.ProgrammingError) as caught:
        connection.execute(statement.encode())
    error = ProgrammingError("as Django wraps it")
    error.__cause__ = caught.value

    assert "run candour migrate" in str(cli.explain(error))


def test_a_mistake_in_a_statement_is_not_explained_away(owner: str) -> None:
    with roles.connect(owner) as connection, pytest.raises(psycopg.ProgrammingError) as caught:
        connection.execute("selec 1")
    error = ProgrammingError("as Django wraps it")
    error.__cause__ = caught.value

    assert cli.explain(error) is None


def test_a_server_that_dies_during_a_command_is_one_sentence(owner: str) -> None:
    with roles.connect(owner) as connection, pytest.raises(psycopg.OperationalError) as caught:
        connection.execute("select pg_terminate_backend(pg_backend_pid())")
    error = OperationalError("as Django wraps it")
    error.__cause__ = caught.value

    assert cli.explain(error) == (
        "The database does not answer: start its server, or check DATABASE_URL."
    )


def test_a_full_disk_is_one_sentence() -> None:
    assert cli.explain(OSError(errno.ENOSPC, "any")) == "The disk is full."


def test_another_fault_of_the_machine_is_not_explained_away() -> None:
    assert cli.explain(OSError(errno.EIO, "any")) is None
