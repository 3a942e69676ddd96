"""Names the tables that the log covers, from the migrations: a database can be made to forget."""

import dataclasses
import functools

from django.db.migrations.loader import MigrationLoader

from candour.guard.operations import Protect


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A table whose rows are logged, the columns of its images, key first, and what may be done
    to a row after it was added.
    """

    table: str
    version: int
    columns: tuple[str, ...]
    changes: frozenset[str]


@functools.cache
def tables() -> tuple[Logged, ...]:
    """Return the logged tables in the order of their names; migrations don't change as we run."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    found = [
        Logged(
            table=operation.table,
            version=operation.VERSION,
            columns=operation.image,
            changes=frozenset(operation.changes),
        )
        for migration in loader.disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, Protect) and operation.image
    ]
    return tuple(sorted(found, key=lambda logged: logged.table))
