"""Copies rows into temporary tables, from which set-based writes take them."""

import dataclasses
import operator
import pathlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from psycopg import sql


def run(script: pathlib.Path) -> None:
    """Run the statements of a file, one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(script.read_text(encoding="utf-8"))


def stage(*, table: str, rows: Iterable[object], kind: type) -> None:
    """Copy instances of the dataclass `kind` into a table with columns named like its fields."""
    names = [field.name for field in dataclasses.fields(kind)]
    values = operator.attrgetter(*names)
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(values(row))


def stage_one(*, table: str, values: Mapping[str, Any]) -> None:
    """Put one row into a table."""
    statement = sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values.values()))


def counted(*, table: str) -> dict[str, int]:
    """Return how many rows a table of (place, ...) holds for each place."""
    statement = sql.SQL("select place, count(*) from {} group by place order by place")
    with connection.cursor() as cursor:
        cursor.execute(statement.format(sql.Identifier(table)))
        return dict(cursor.fetchall())
