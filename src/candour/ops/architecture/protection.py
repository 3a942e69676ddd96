"""Every table with case data is protected by a migration; the database shows it again in tests."""

from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from candour.guard import operations
from candour.ops.architecture.source import Breach

# Whose tables belong to files, and guard's own that do.
APPS = ("access", "intake", "cases")
ALSO = (
    "guard_file", "guard_grant", "guard_wall", "guard_filekey", "guard_keywrap", "guard_sealeditem",
    "guard_vaultkey", "guard_unlock",
)  # fmt: skip
EXCEPT: Mapping[str, str] = {
    "access_deskreader": "who sits at which desk is official and says nothing about any file",
    "access_acceptance": "which body takes reports about which force is public",
    "cases_affiliation": "for which body somebody represents people is official, and of no file",
    "cases_course": "the courses of the law file are public and of no file",
    "cases_allowedstep": "what the law file allows is public and of no file",
    "access_drawn": "a view for the worker alone, of hashes over tables that are protected",
    "intake_appeal": "an appeal for witnesses is public and says nothing about any file",
}


def needing_protection() -> tuple[str, ...]:
    """Return the tables whose rows belong to a file or to one account's keys."""
    ours = [model._meta.db_table for app in APPS for model in apps.get_app_config(app).get_models()]
    return tuple(sorted({*ours, *ALSO} - EXCEPT.keys()))


def protected() -> frozenset[str]:
    """Return the tables that a migration puts under row security."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(
        operation.table
        for migration in loader.disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, operations.Protect)
    )


def unprotected(*, tables: Iterable[str], under_security: Iterable[str]) -> Iterator[Breach]:
    """Find tables with case data that nothing protects."""
    for table in sorted(set(tables) - set(under_security)):
        yield Breach(place=table, problem="no migration protects it: add protect(...)")
