"""Holds the rows of logged tables against what the log last said of them."""

import json
import typing
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection
from psycopg import sql

from candour.guard.log import declared
from candour.guard.log.bodies import Words
from candour.guard.log.findings import Finding
from candour.guard.log.resealing import SEALED, Resealed


class Image(typing.NamedTuple):
    """What the log last said of a row: written when, under which columns, with which hash.

    An empty hash says that the row was removed.
    """

    order: int
    version: int
    image: str


class Said:
    """What the leaves said of rows, one by one or by the batch; the latest word counts.

    `otherwise` and `removed` keep the rows that a later word gave another image, or took away: in
    a table that is only added to, no honest log says either.
    """

    def __init__(self) -> None:
        self.images: dict[str, dict[str, Image]] = {}
        self.batches: dict[str, tuple[int, str]] = {}
        self.otherwise: set[tuple[str, str]] = set()
        self.removed: set[tuple[str, str]] = set()
        self.batches_otherwise: set[str] = set()
        # Batches whose leaf bears no mark: they may say the first word of a row, never a later.
        self.unmarked: set[str] = set()
        self.resealed = Resealed()
        # What was first said of each sealed item, apart from orders to seal it again.
        self.sealed: dict[str, Image] = {}

    def hear(self, *, words: Words) -> None:
        """Take in one leaf's words; which of two came later stands in them, not in the tree."""
        if words.after or words.gone:
            self._hear_rows(words)
        if words.batch is not None:
            batch, digest = words.batch
            if self.batches.setdefault(batch, (words.order, digest))[1] != digest:
                self.batches_otherwise.add(batch)

    def _hear_rows(self, words: Words) -> None:
        is_ordered = self.resealed.hear(order=words.order, after=words.after)
        for table, version, row_id, image in words.after:
            said = Image(order=words.order, version=version, image=image)
            self.learn(table, row_id, said, is_ordered=is_ordered)
        for table, row_id in words.gone:
            self.learn(table, row_id, Image(order=words.order, version=0, image=""))
            self.removed.add((table, row_id))

    def hear_first(self, *, words: Words) -> None:
        """Take in a leaf that the database wrote by itself: a release from intake, once a day."""
        if words.batch is None:
            return
        batch, digest = words.batch
        self.unmarked.add(batch)
        if self.batches.setdefault(batch, (0, digest))[1] != digest:
            self.batches_otherwise.add(batch)

    def learn(self, table: str, row_id: str, image: Image, *, is_ordered: bool = False) -> None:
        """Keep what was said last, and that something else was said before.

        What an order to seal again says of a sealed item is weighed against the order instead.
        """
        known = self.images.setdefault(table, {})
        earlier = known.setdefault(row_id, image)
        if table == SEALED:
            before = image if is_ordered else self.sealed.setdefault(row_id, image)
        else:
            before = earlier
        if image.image and before.image and not _agree(image, before):
            self.otherwise.add((table, row_id))
        if earlier.order <= image.order:
            known[row_id] = image


def _agree(one: Image, other: Image) -> bool:
    return (one.version, one.image) == (other.version, other.image)


def compare(*, said: Said, emptied: frozenset[str]) -> tuple[int, list[Finding]]:
    """Return how many rows were recomputed, and those that are not as the log says.

    `emptied` are sealed items of which a tombstone says that their words were erased later.
    """
    logged = declared.tables()
    altered = _altered_columns(logged)
    findings = [
        Finding(
            place=f"guard_imagecolumns {table} {version}",
            problem="These are not the columns that the log covers.",
        )
        for table, version in sorted(altered)
    ]
    checked = 0
    _learn_batches(said, logged)
    # A batch may have said the first word of what was erased, so this comes after it.
    said.otherwise -= {(SEALED, item) for item in emptied}
    filled = _filled(logged)
    for one in logged:
        findings.extend(_contradictions(one, said))
        is_known = (one.table, one.version) not in altered
        present = _rows(one, said, is_known=is_known) if one.table in filled else {}
        checked += len(present)
        findings.extend(_differences(one, said.images.get(one.table, {}), present))
    findings.extend(
        one for one in said.resealed.findings() if one.place.split(" ")[1] not in emptied
    )
    # By now every word of a batch has been heard.
    return checked, [*findings[: len(altered)], *_batches(said), *findings[len(altered) :]]


def _altered_columns(logged: Iterable[declared.Logged]) -> set[tuple[str, int]]:
    """Return the tables and versions whose list of columns the database holds otherwise."""
    expected = {(one.table, one.version): one.listed for one in logged}
    with connection.cursor() as cursor:
        cursor.execute("select table_name, version, columns::text from guard_imagecolumns")
        held = {(table, version): json.loads(columns) for table, version, columns in cursor}
    return {key for key in expected.keys() | held.keys() if expected.get(key) != held.get(key)}


def _contradictions(logged: declared.Logged, said: Said) -> Iterator[Finding]:
    forbidden = [
        ("update", said.otherwise, "The log says two things of this row, which never changes."),
        ("delete", said.removed, "The log says that this row was removed, which never happens."),
    ]
    for change, rows, problem in forbidden:
        # A sealed item changes by an order alone, which is weighed by itself.
        if change in logged.changes and logged.table != SEALED:
            continue
        for table, row_id in sorted(rows):
            if table == logged.table:
                yield Finding(place=f"{table} {row_id}", problem=problem)


def _differences(
    logged: declared.Logged, images: dict[str, Image], present: dict[str, str]
) -> Iterator[Finding]:
    """Find rows removed, put in or changed; a present row without an image is not compared."""
    table = logged.table
    expected = {row_id for row_id, image in images.items() if image.image}
    for row_id in sorted(expected - present.keys()):
        yield Finding(place=f"{table} {row_id}", problem="This row was removed.")
    for row_id in sorted(present.keys() - expected):
        yield Finding(place=f"{table} {row_id}", problem="This row was put in past the log.")
    for row_id in sorted(expected):
        image = images[row_id]
        if image.version != logged.version:
            problem = "The log tells of columns that nobody knows."
            yield Finding(place=f"{table} {row_id}", problem=problem)
        elif (present.get(row_id) or image.image) != image.image:
            problem = "This row was changed past the log."
            yield Finding(place=f"{table} {row_id}", problem=problem)


def _batches(said: Said) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("select id::text, guard.batch_digest(id) from guard_batch order by id")
        digests = {batch: digest for batch, digest in cursor.fetchall() if digest is not None}
    for batch in sorted(said.batches.keys() | digests.keys()):
        if said.batches.get(batch, (0, ""))[1] != digests.get(batch):
            yield Finding(place=f"batch {batch}", problem="The rows it brought in were altered.")
    for batch in sorted(said.batches_otherwise):
        yield Finding(place=f"batch {batch}", problem="The log says two things of what it brought.")


def _learn_batches(said: Said, logged: Sequence[declared.Logged]) -> None:
    first: dict[tuple[str, str], tuple[str, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, batch_id::text, row_id::text, version, encode(image, 'hex')"
            " from guard_batchimage where table_name = any(%s) order by table_name, id",
            [[one.table for one in logged]],
        )
        for table, batch, row_id, version, image in cursor:
            order = said.batches.get(batch, (-1, ""))[0]
            told = (batch, image)
            if batch in said.unmarked and first.setdefault((table, row_id), told) != told:
                said.batches_otherwise.add(batch)
                continue
            said.learn(table, row_id, Image(order=order, version=version, image=image))


def _filled(logged: Sequence[declared.Logged]) -> set[str]:
    """Return the tables that hold any row: most are empty, and are not asked one by one."""
    query = sql.SQL("select {name} where exists (select from {table})")
    each = [
        query.format(name=sql.Literal(one.table), table=sql.Identifier(one.table)) for one in logged
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" union all ").join(each))
        return {table for (table,) in cursor}


def _rows(logged: declared.Logged, said: Said, *, is_known: bool) -> dict[str, str]:
    """Return the rows of a table with their images; without, where nobody can say what they are.

    An image needs the right list of columns, and a word of the log to be held against.
    """
    if is_known and said.images.get(logged.table):
        return _images(logged.table, logged.version)
    return dict.fromkeys(_present(logged.table, logged.columns[0]), "")


def _present(table: str, key: str) -> set[str]:
    query = sql.SQL("select {}::text from {}").format(sql.Identifier(key), sql.Identifier(table))
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row_id for (row_id,) in cursor}


def _images(table: str, version: int) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select row_id::text, encode(image, 'hex') from guard.images(%s, %s, null)",
            [table, version],
        )
        return dict(cursor)
