"""`candour migrate`: Django's own, with models drawn one at a time between two operations."""

from typing import Any

from django.core.management.commands import migrate
from django.db.migrations import executor

from candour.ops.postgres.migrating import OneModelState

# It starts from the state class that its module names.
_EXECUTOR: Any = executor


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> Any:
        """Bring the schema to this version."""
        theirs = _EXECUTOR.ProjectState
        _EXECUTOR.ProjectState = OneModelState
        try:
            return super().handle(*args, **options)
        finally:
            _EXECUTOR.ProjectState = theirs
