"""Every rule, applied to everything there is; needs Django's apps to be ready when imported."""

from collections.abc import Iterator

from candour.guard import permissions
from candour.law.clocks import CLOCKS
from candour.ops.architecture import (
    demands,
    layers,
    naming,
    pages,
    privacy,
    protection,
    sizes,
    tables_of_rows,
    time_and_sql,
    transactions,
    wording,
)
from candour.ops.architecture.source import PACKAGE, ROOT, Breach, kept_files, modules


def breaches() -> Iterator[Breach]:
    """Apply every rule."""
    yield from of_source()
    yield from of_repository()
    yield from of_pages()
    yield from of_tables()


def of_source() -> Iterator[Breach]:
    """Apply the rules that read Python files."""
    source, tests = modules(PACKAGE), modules("tests", "bench")
    for rule in (
        demands.without_demand,
        demands.not_one_action,
        transactions.without_transaction,
        pages.forbidden_imports,
        pages.class_views,
        sizes.deep_folders,
        tables_of_rows.without_entry,
        time_and_sql.other_clocks,
        time_and_sql.built_sql,
        naming.nameless_migrations,
    ):
        yield from rule(source)
    for rule in (
        sizes.long_files,
        sizes.long_functions,
        sizes.many_arguments,
        sizes.crowded_folders,
        naming.vague_modules,
        naming.shared_test_names,
        naming.judging_identifiers,
    ):
        yield from rule((*source, *tests))


def of_repository() -> Iterator[Breach]:
    """Apply the rules that read every kept file."""
    for path in kept_files():
        name = path.relative_to(ROOT).as_posix()
        yield from wording.foreign_talk(path, name=name)
        if path.suffix == ".sql" and name.startswith(PACKAGE):
            text = path.read_text(encoding="utf-8")
            yield from naming.judging_sql(path=name, text=text)
            yield from time_and_sql.clocks_in_sql(path=name, text=text)
    yield from sizes.long_decisions(ROOT / "docs" / "decisions")


def of_pages() -> Iterator[Breach]:
    """Apply the rules that follow the sites' addresses."""
    source = modules(PACKAGE)
    reached = {site: pages.routed(site=site) for site in pages.SITES}
    everywhere = {
        *pages.OPEN,
        *(name for found in reached.values() for name in found),
        *(name for site in pages.SITES for name in pages.handlers(site=site)),
    }
    yield from pages.unreachable(source, reached=everywhere)
    signed_in = {*reached["casework"], *reached["oversight"]}
    yield from pages.open_to_strangers(source, reached=signed_in)


def of_tables() -> Iterator[Breach]:
    """Apply the rules that read the tables of permissions, models, migrations and law."""
    demanded = demands.permissions_in(modules(PACKAGE))
    yield from demands.mismatched(demanded=demanded, known=list(permissions.table()))
    yield from layers.pointing_up(found=layers.references(), heights=layers.order())
    yield from privacy.misclassified(privacy.tables())
    yield from protection.unprotected(
        tables=protection.needing_protection(), under_security=protection.protected()
    )
    yield from tables_of_rows.incomplete_clocks(CLOCKS)
