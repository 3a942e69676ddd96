"""Migration operations: SQL from files, rights, and row security for tables with case data."""

import pathlib
from collections.abc import Sequence

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from psycopg import sql

SITES = ("candour_casework", "candour_oversight")
WORKER = "candour_worker"

# Shape REC2: sets that are hashed once per query, never a function call per row.
_ORGANISATION = sql.SQL(
    "organisation_id in (select unnest(guard.my_organisations())) or "
    "{file} in (select unnest(guard.my_files()))"
)
_CASE = sql.SQL(
    "(kind = 'case' and organisation_id in (select unnest(guard.my_organisations()))) or "
    "{file} in (select unnest(guard.my_files()))"
)
# Found by its key for a few rows; a set of all visible files would be made of every file there is.
_FILE = sql.SQL("exists (select from guard_file as seen where seen.id = {file})")
_GRANT = sql.SQL("{file} in (select unnest(guard.my_files()))")
_REACHES = {"organisation": _ORGANISATION, "case": _CASE, "file": _FILE, "grant": _GRANT}
# The policy of the file itself keeps to walls; asking twice makes the set of hidden files twice.
_SEEN = sql.SQL("(select guard.actor()) is not null and {reach}")
_OWN = sql.SQL("account_id = (select guard.actor())")
_VISIBLE = sql.SQL(
    "(select guard.actor()) is not null and ((({reach})"
    " and {file} not in (select unnest(guard.hidden_files())))"
    " or {file} in (select unnest(guard.opened_here())))"
)


class SQLFile(migrations.RunSQL):
    """Run one .sql file of an app; it must be repeatable."""

    def __init__(self, path: pathlib.Path) -> None:
        super().__init__(path.read_text(encoding="utf-8"), migrations.RunSQL.noop)


class _Composed(migrations.operations.base.Operation):
    """An operation that runs composed statements, and drops what it made when reversed."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: object) -> None:
        return None

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *_: object
    ) -> None:
        _run(schema_editor, self.forwards())

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *_: object
    ) -> None:
        _run(schema_editor, self.backwards())

    def forwards(self) -> list[sql.Composed]:
        raise NotImplementedError

    def backwards(self) -> list[sql.Composed]:
        return []


class Protect(_Composed):
    """Force row security on a table with case data and name the columns that its image covers.

    `reach` says who sees a row that no wall hides: "organisation" (a scope or a grant), "case" (the
    same, but a report needs a grant), "file" (whoever sees the file itself), "seen" (the same, by
    the file's own policy alone, for what is read often), "grant" (a grant alone), "own" (the
    account itself, for keys) or "none" (definer functions only). `changes` says what may be done to
    a logged row after it was added, "update" or "delete"; a log that tells of anything else
    contradicts itself.
    """

    VERSION = 1

    def __init__(
        self,
        *,
        table: str,
        reach: str = "organisation",
        file: str = "file_id",
        image: Sequence[str] = (),
        changes: Sequence[str] = (),
        has_organisation: bool = True,
    ) -> None:
        self.table, self.reach, self.file, self.image = table, reach, file, tuple(image)
        self.changes, self.has_organisation = tuple(changes), has_organisation

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (
            type(self).__qualname__,
            [],
            {
                "table": self.table,
                "reach": self.reach,
                "file": self.file,
                "image": self.image,
                "changes": self.changes,
                "has_organisation": self.has_organisation,
            },
        )

    def forwards(self) -> list[sql.Composed]:
        statements = [
            _secure(self.table),
            _policy(self.table, "worker", (WORKER,), sql.SQL("true").format()),
        ]
        if self.reach != "none":
            condition = _visible(self.reach, self.file)
            statements.append(_policy(self.table, "sites", SITES, condition))
        if self.has_organisation:
            statements.append(_same_organisation(self.table))
        if self.image:
            statements.append(_image(self.table, self.VERSION, self.image))
        return statements

    def backwards(self) -> list[sql.Composed]:
        table = sql.Identifier(self.table)
        return [
            sql.SQL("delete from guard_imagecolumns where table_name = {}").format(
                sql.Literal(self.table)
            ),
            sql.SQL("drop policy if exists {} on {}").format(
                sql.Identifier(f"{self.table}_sites"), table
            ),
            sql.SQL("drop policy if exists {} on {}").format(
                sql.Identifier(f"{self.table}_worker"), table
            ),
            sql.SQL("alter table {} no force row level security").format(table),
            sql.SQL("alter table {} disable row level security").format(table),
        ]


class Reach(_Composed):
    """Say anew who of the sites sees the rows of a protected table; `reach` as in Protect."""

    def __init__(self, *, table: str, reach: str, file: str = "file_id") -> None:
        self.table, self.reach, self.file = table, reach, file

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        said: dict[str, object] = {"table": self.table, "reach": self.reach, "file": self.file}
        return (type(self).__qualname__, [], said)

    def forwards(self) -> list[sql.Composed]:
        condition = _visible(self.reach, self.file)
        return [
            sql.SQL("drop policy if exists {} on {}").format(
                sql.Identifier(f"{self.table}_sites"), sql.Identifier(self.table)
            ),
            _policy(self.table, "sites", SITES, condition),
        ]


class Image(Protect):
    """Name the columns that the image of a view covers: one row that stands for many."""

    def forwards(self) -> list[sql.Composed]:
        return [_image(self.table, self.VERSION, self.image)]

    def backwards(self) -> list[sql.Composed]:
        return [
            sql.SQL("delete from guard_imagecolumns where table_name = {}").format(
                sql.Literal(self.table)
            )
        ]


class Extend(_Composed):
    """Let the image of a table cover columns that it got later, empty in every row until now.

    A later column is in an image only where it is filled, so what the log said of rows from before
    still holds, and whoever fills it in one of them past the log is found.
    """

    def __init__(self, *, table: str, image: Sequence[str]) -> None:
        self.table, self.image = table, tuple(image)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (type(self).__qualname__, [], {"table": self.table, "image": self.image})

    def forwards(self) -> list[sql.Composed]:
        return [self._listed("columns || to_jsonb({later}::text[])")]

    def backwards(self) -> list[sql.Composed]:
        return [self._listed("columns - {later}::text[]")]

    def _listed(self, columns: str) -> sql.Composed:
        statement = sql.SQL("update guard_imagecolumns set columns = {columns} where {which}")
        return statement.format(
            columns=sql.SQL(columns).format(later=sql.Literal([later(one) for one in self.image])),
            which=sql.SQL("table_name = {}").format(sql.Literal(self.table)),
        )


def later(column: str) -> str:
    """Return how a list of columns names one that is in an image only where it is filled."""
    return f"{column}?"


class Keep(_Composed):
    """Let nobody delete a row of a file that is under a legal hold, whatever role asks.

    `file` is the column of the file. `words` is one that must not be emptied or replaced either,
    unless the words are sealed anew under a later key.
    """

    def __init__(self, *, table: str, file: str = "file_id", words: str = "") -> None:
        self.table, self.file, self.words = table, file, words

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        said: dict[str, object] = {"table": self.table, "file": self.file, "words": self.words}
        return (type(self).__qualname__, [], said)

    def forwards(self) -> list[sql.Composed]:
        table, columns = sql.Identifier(self.table), [self.file, *filter(None, [self.words])]
        events = sql.SQL("delete").format()
        if self.words:
            listed = sql.SQL(", ").join(map(sql.Identifier, columns))
            events = sql.SQL("delete or update of {columns}").format(columns=listed)
        return [
            sql.SQL(
                "create or replace trigger {name} before {events} on {table}"
                " for each row execute function guard.refuse_while_held({columns})"
            ).format(
                name=self._name("kept"),
                events=events,
                table=table,
                columns=sql.SQL(", ").join(map(sql.Literal, columns)),
            ),
            sql.SQL(
                "create or replace trigger {name} before truncate on {table}"
                " for each statement execute function guard.refuse_to_empty_while_held()"
            ).format(name=self._name("whole"), table=table),
        ]

    def backwards(self) -> list[sql.Composed]:
        return [
            sql.SQL("drop trigger if exists {name} on {table}").format(
                name=self._name(what), table=sql.Identifier(self.table)
            )
            for what in ("kept", "whole")
        ]

    def _name(self, what: str) -> sql.Identifier:
        return sql.Identifier(f"{self.table}_{what}_while_held")


class Allow(_Composed):
    """Give roles rights on tables; what no migration names, no role may do."""

    def __init__(self, *, rights: str, on: Sequence[str], to: Sequence[str]) -> None:
        self.rights, self.on, self.to = rights, tuple(on), tuple(to)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return (
            type(self).__qualname__,
            [],
            {"rights": self.rights, "on": self.on, "to": self.to},
        )

    def forwards(self) -> list[sql.Composed]:
        return [self._statement("grant {rights} on {tables} to {roles}")]

    def backwards(self) -> list[sql.Composed]:
        return [self._statement("revoke {rights} on {tables} from {roles}")]

    def _statement(self, text: str) -> sql.Composed:
        return sql.SQL(text).format(
            rights=sql.SQL(self.rights),
            tables=sql.SQL(", ").join(sql.Identifier(name) for name in self.on),
            roles=sql.SQL(", ").join(sql.Identifier(f"candour_{name}") for name in self.to),
        )


def _run(schema_editor: BaseDatabaseSchemaEditor, statements: list[sql.Composed]) -> None:
    for statement in statements:
        schema_editor.execute(statement.as_string(None), params=None)


def _secure(table: str) -> sql.Composed:
    return sql.SQL(
        "alter table {table} enable row level security;alter table {table} force row level security"
    ).format(table=sql.Identifier(table))


def _visible(reach: str, file: str) -> sql.Composed:
    if reach == "own":
        return sql.Composed([_OWN])
    if reach == "case":
        # The row that opens a file can't find itself in the table yet.
        own = sql.SQL(
            "({visible}) or ((select guard.actor()) is not null and"
            " opening = nullif(current_setting('candour.opening', true), '')::uuid)"
        )
        return own.format(visible=_scoped(reach, file))
    if reach == "seen":
        return _SEEN.format(reach=_FILE.format(file=sql.Identifier(file)))
    return _scoped(reach, file)


def _scoped(reach: str, file: str) -> sql.Composed:
    inner = _REACHES[reach]
    return _VISIBLE.format(reach=inner.format(file=sql.Identifier(file)), file=sql.Identifier(file))


def _policy(table: str, name: str, roles: Sequence[str], condition: sql.Composed) -> sql.Composed:
    return sql.SQL(
        "create policy {policy} on {table} to {roles} using ({condition}) with check ({condition})"
    ).format(
        policy=sql.Identifier(f"{table}_{name}"),
        table=sql.Identifier(table),
        roles=sql.SQL(", ").join(sql.Identifier(role) for role in roles),
        condition=condition,
    )


def _same_organisation(table: str) -> sql.Composed:
    """A row can't claim another organisation than its file's, and moves with it."""
    return sql.SQL(
        "alter table {table} add constraint {name} foreign key (file_id, organisation_id)"
        " references guard_file (id, organisation_id) on update cascade"
        " deferrable initially deferred"
    ).format(table=sql.Identifier(table), name=sql.Identifier(f"{table}_of_its_file"))


def _image(table: str, version: int, columns: Sequence[str]) -> sql.Composed:
    return sql.SQL(
        "insert into guard_imagecolumns (id, table_name, version, columns)"
        " values (gen_random_uuid(), {table}, {version}, to_jsonb({columns}::text[]))"
    ).format(
        table=sql.Literal(table),
        version=sql.Literal(version),
        columns=sql.Literal(list(columns)),
    )
