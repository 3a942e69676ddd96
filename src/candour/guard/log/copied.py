"""Streams rows out of the database in its binary form: the cheapest way to read many of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection


def rows(statement: str, *, types: str, of: Mapping[str, object] | None = None) -> Iterator[Any]:
    """Yield the rows of a COPY as they come; nothing else may be asked until it is exhausted.

    `types` are those of the columns, in words of PostgreSQL.
    """
    with connection.cursor() as cursor, cursor.copy(statement, of) as found:
        found.set_types(types.split())
        yield from found.rows()
