"""Single random changes of a database under the log, as somebody with every right makes them."""

import datetime
import decimal
import random
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from psycopg import sql
from psycopg.types.json import Jsonb

import legal_holds
import story
from candour.cases.models import Case
from candour.guard.log import declared, heads, outside, sequencer, verify
from candour.ops import work
from cast import NOW, World

# The tables of the log itself, with their keys; those of rows come from the migrations.
OF_THE_LOG = {
    "guard_leaf": "id",
    "guard_treeleaf": "index",
    "guard_pendingleaf": "leaf_id",
    "guard_tile": "id",
    "guard_checkpoint": "size",
    "guard_imagecolumns": "id",
    "guard_batchimage": "id",
}
# Of a table's columns, one with a NULL is given this.
_INSTEAD_OF_NULL = {
    "uuid": uuid.UUID(int=7),
    "text": "x",
    "date": datetime.date(2020, 1, 1),
    "timestamp with time zone": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
    "boolean": True,
    "bytea": b"x",
    "jsonb": Jsonb("x"),
}


@dataclass(frozen=True)
class Column:
    table: str
    key: str
    name: str
    type: str


@dataclass(frozen=True)
class Mutation:
    """What was done to which row, and how verification may name it."""

    said: str
    names: frozenset[str]


def populate(world: World, as_role: Callable[..., Any]) -> bytes:
    """Record a case and hold it, publish a head; return the head as somebody keeps it."""
    sent = story.reported(world, as_role)
    recorded = story.record(world, as_role, report=sent.file)
    case = Case.objects.get(file_id=recorded.file)
    hold = legal_holds.place(as_role, reference=case.reference)
    legal_holds.lift(as_role, hold, by="board")
    with as_role("worker"):
        work.publish(at=NOW)
    return heads.with_lines(published=sequencer.newest_published())


def findings(keys: tuple, held: bytes) -> list[str]:
    """Return the places that verification names against a head that is held outside."""
    found = verify.verify(trusted=keys, origin=settings.LOG_ORIGIN, witnessed=held)
    return [finding.place for finding in found.findings]


def unnoticed(keys: tuple, held: bytes, *, count: int, seed: int) -> list[str]:
    """Make so many changes, each alone; return those that verification did not name."""
    mutator, missed = Mutator(seed), []
    for _ in range(count):
        with transaction.atomic():
            done = mutator.mutate()
            found = findings(keys, held)
            transaction.set_rollback(True)
        if not done.names & set(found):
            missed.append(f"{done.said} -> {found[:3]}")
    return missed


class Nothing(Exception):
    """The database itself refuses this change, or there is no row to change."""


class Mutator:
    """Draws tables evenly, and rows and columns within them; each change is one statement."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.keys = {one.table: one.columns[0] for one in declared.tables()} | OF_THE_LOG
        self.columns = {table: self._columns(table, key) for table, key in self.keys.items()}
        # Rows are drawn from those that were there at the beginning.
        self.rows = {table: self._keys(table, key) for table, key in self.keys.items()}
        self.filled = [table for table, rows in self.rows.items() if rows]
        self.places = dict(_rows("select leaf_id, index from guard_treeleaf"))

    def mutate(self) -> Mutation:
        """Change something; draw again where the database itself refuses it."""
        while True:
            try:
                with transaction.atomic():
                    return self._one()
            except (DatabaseError, Nothing):
                continue

    def _one(self) -> Mutation:
        kind = self.chance.choices(
            [self._change, self._remove, self._put_in, self._exchange], weights=[6, 2, 1, 1]
        )[0]
        return kind()

    def _change(self) -> Mutation:
        table = self.chance.choice(self.filled)
        column = self.chance.choice(self.columns[table])
        row = self.chance.choice(self.rows[table])
        names = self._names(table, row)
        (((value,),)) = _rows(_SELECT, column, row)
        other = self._other(value, column.type)
        _run(_UPDATE, column, other, row)
        after = row if column.name != column.key else other
        return Mutation(f"{table} {row}: {column.name}", names | self._names(table, after))

    def _remove(self) -> Mutation:
        table = self.chance.choice(self.filled)
        row = self.chance.choice(self.rows[table])
        names = self._names(table, row)
        _run("delete from {table} where {key} = %s", self.columns[table][0], row)
        return Mutation(f"{table} {row}: removed", names)

    def _put_in(self) -> Mutation:
        table = self.chance.choice(self.filled)
        column = next((one for one in self._all(table) if one.name == one.key), None)
        row, other = self.chance.choice(self.rows[table]), uuid.uuid4()
        if column is None or column.type != "uuid" or table == "guard_pendingleaf":
            raise Nothing
        _run(_COPY, column, Jsonb({column.key: str(other)}), row)
        return Mutation(f"{table} {other}: put in", self._names(table, other, like=row))

    def _exchange(self) -> Mutation:
        """Let two leaves change places, in the tree or with their bodies."""
        one, other = self.chance.sample(sorted(self.places.values()), 2)
        if self.chance.random() < 0.5:
            _run("update guard_treeleaf set index = -1 where index = %s", None, one)
            _run("update guard_treeleaf set index = %s where index = %s", None, one, other)
            _run("update guard_treeleaf set index = %s where index = -1", None, other)
        else:
            _run(_BODIES, None, one, other)
        # The tiles and the signed heads know the old order.
        names = {f"leaf {one}", f"leaf {other}"}
        tiles = {f"tile 0/{place // 256}" for place in (one, other)}
        return Mutation(f"leaves {one} and {other} exchanged", frozenset(names | tiles))

    def _other(self, value: object, type_name: str) -> object:
        match value:
            case None:
                return _INSTEAD_OF_NULL.get(type_name, 1)
            case bool():
                return not value
            case int() | decimal.Decimal() | float():
                return value + self.chance.randrange(1, 1000)
            case datetime.date():
                return value + datetime.timedelta(days=self.chance.randrange(1, 400))
            case uuid.UUID():
                return uuid.uuid4()
        return self._other_content(value)

    def _other_content(self, value: object) -> object:
        match value:
            case str():
                return self._in_text(value)
            case bytes() | memoryview():
                return self._in_bytes(bytes(value))
        return Jsonb([value])

    def _in_text(self, value: str) -> str:
        place = self.chance.randrange(len(value) + 1)
        return value[:place] + self.chance.choice("abcxyz012") + value[place:]

    def _in_bytes(self, value: bytes) -> bytes:
        if not value:
            return b"x"
        place = self.chance.randrange(len(value))
        bit = 1 << self.chance.randrange(8)
        return value[:place] + bytes([value[place] ^ bit]) + value[place + 1 :]

    def _names(self, table: str, row: object, like: object = None) -> frozenset[str]:
        """How verification may name a row; read before it is changed where a name needs it."""
        if table == "guard_treeleaf":
            found = {f"leaf {row}", *(f"leaf {id}" for id, at in self.places.items() if at == row)}
        elif table in {"guard_leaf", "guard_pendingleaf"}:
            found = {f"leaf {self.places.get(row, row)}", f"leaf {row}"}
        elif table in {"guard_tile", "guard_imagecolumns", "guard_batchimage"}:
            found = {
                name
                for one in (row, like)
                if one is not None
                for (name,) in _rows(_NAMED[table], None, one)
            }
        elif table == "guard_checkpoint":
            found = {f"checkpoint {row}"}
        else:
            found = {f"{table} {row}"}
        return frozenset(found)

    def _columns(self, table: str, key: str) -> list[Column]:
        return [one for one in self._all(table) if (table, one.name) not in outside.COLUMNS]

    def _all(self, table: str) -> list[Column]:
        found = _rows(_TYPES, None, table)
        return [Column(table, self.keys[table], name, kind) for name, kind in found]

    def _keys(self, table: str, key: str) -> list[object]:
        column = Column(table, key, key, "")
        return [row for (row,) in _rows("select {key} from {table} order by {key}", column)]


_SELECT = "select {name} from {table} where {key} = %s"
_UPDATE = "update {table} set {name} = %s where {key} = %s"
_COPY = (
    "insert into {table} select (jsonb_populate_record(old, to_jsonb(old) || %s)).*"
    " from {table} as old where {key} = %s"
)
_BODIES = (
    "update guard_leaf as leaf set body = other.body"
    " from guard_treeleaf as place, guard_treeleaf as there, guard_leaf as other"
    " where leaf.id = place.leaf_id and other.id = there.leaf_id"
    " and place.index <> there.index"
    " and place.index = any(array[%s, %s]::bigint[]) and there.index = any(array[{two}]::bigint[])"
)
_TYPES = (
    "select attname, format_type(atttypid, null) from pg_attribute"
    " where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum"
)
_NAMED = {
    "guard_tile": "select 'tile ' || level || '/' || index from guard_tile where id = %s",
    "guard_imagecolumns": "select 'guard_imagecolumns ' || table_name || ' ' || version"
    " from guard_imagecolumns where id = %s",
    "guard_batchimage": "select 'batch ' || batch_id from guard_batchimage where id = %s",
}


def _composed(statement: str, column: Column | None, values: Iterable[object]) -> sql.Composed:
    if column is None:
        two = sql.SQL(", ").join(map(sql.Literal, values))
        return sql.SQL(statement).format(two=two)
    return sql.SQL(statement).format(
        table=sql.Identifier(column.table),
        key=sql.Identifier(column.key),
        name=sql.Identifier(column.name),
    )


def _run(statement: str, column: Column | None, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(_composed(statement, column, values), values)
        if cursor.rowcount < 1:
            raise Nothing


def _rows(statement: str, column: Column | None = None, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(_composed(statement, column, values), values)
        return cursor.fetchall()
