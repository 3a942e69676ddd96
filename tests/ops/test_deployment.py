"""A demonstration and a real deployment never use each other's database."""

from collections.abc import Iterator

import pytest

from candour.ops import deployment, roles
from candour.ops.deployment import Kind


@pytest.fixture
def database(owner: str) -> Iterator[roles.Connection]:
    """A connection to a database with an empty mark."""
    with roles.connect(owner) as connection:
        connection.execute(
            'create temporary table guard_deployment ("only" bool primary key, kind text)'
        )
        yield connection


def test_a_new_database_has_no_mark(owner: str) -> None:
    with roles.connect(owner) as connection:
        found = deployment.of(connection)

    assert found is None


def test_a_mark_is_kept(database: roles.Connection) -> None:
    deployment.mark(database, kind=Kind.DEMO)
    deployment.mark(database, kind=Kind.DEMO)

    assert deployment.of(database) is Kind.DEMO


def test_a_live_start_refuses_the_demonstrations_database(database: roles.Connection) -> None:
    deployment.mark(database, kind=Kind.DEMO)

    with pytest.raises(deployment.WrongKind, match="holds the demonstration"):
        deployment.mark(database, kind=Kind.LIVE)


def test_a_demonstration_refuses_a_database_with_real_cases(database: roles.Connection) -> None:
    deployment.mark(database, kind=Kind.LIVE)

    with pytest.raises(deployment.WrongKind, match="holds real cases"):
        deployment.demand(database, kind=Kind.DEMO)


def test_an_unknown_mark_is_refused(database: roles.Connection) -> None:
    database.execute("insert into guard_deployment values (true, 'something else')")

    with pytest.raises(deployment.UnknownKind):
        deployment.of(database)
