"""Names the tables that the log covers, from the migrations: a database can be made to forget."""

import dataclasses
import functools

from django.db.migrations.loader import MigrationLoader

from candour.guard.operations import Extend, Protect, later


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A table whose rows are logged, the columns of its images, key first, and what may be done
    to a row after it was added; `added` are columns that it got later.
    """

    table: str
    version: int
    columns: tuple[str, ...]
    changes: frozenset[str]
    added: tuple[str, ...] = ()

    @property
    def listed(self) -> list[str]:
        """Return the columns as the database lists them."""
        return [later(one) if one in self.added else one for one in self.columns]


@functools.cache
def tables() -> tuple[Logged, ...]:
    """Return the logged tables in the order of their names; migrations don't change as we run."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    operations = [
        operation
        for _, migration in sorted(loader.disk_migrations.items())
        for operation in migration.operations
    ]
    added: dict[str, tuple[str, ...]] = {}
    for operation in operations:
        if isinstance(operation, Extend):
            added[operation.table] = (*added.get(operation.table, ()), *operation.image)
    found = [
        Logged(
            table=operation.table,
            version=operation.VERSION,
            columns=(*operation.image, *added.get(operation.table, ())),
            changes=frozenset(operation.changes),
            added=added.get(operation.table, ()),
        )
        for operation in operations
        if isinstance(operation, Protect) and operation.image
    ]
    return tuple(sorted(found, key=lambda logged: logged.table))
