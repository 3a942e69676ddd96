"""Holds the rows of logged tables against what the log last said of them."""

import dataclasses
from collections.abc import Iterator, Mapping

from django.db import connection
from psycopg import sql

from candour.guard.log.findings import Finding


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """What the log last said of a row: written when, under which columns, with which hash.

    An empty hash says that the row was removed.
    """

    order: int
    version: int
    image: str


class Said:
    """What the leaves said of rows, one by one or by the batch; the latest word counts."""

    def __init__(self) -> None:
        self.images: dict[str, dict[str, Image]] = {}
        self.batches: dict[str, tuple[int, str]] = {}

    def hear(self, *, body: Mapping[str, object]) -> None:
        """Take in one leaf's body; which of two came later stands in it, not in the tree."""
        written = body.get("written")
        order = written if isinstance(written, int) else 0
        after = body.get("after")
        for table, version, row_id, image in after if isinstance(after, list) else ():
            self.learn(table, row_id, Image(order=order, version=version, image=image))
        gone = body.get("gone")
        for table, row_id in gone if isinstance(gone, list) else ():
            self.learn(table, row_id, Image(order=order, version=0, image=""))
        detail = body.get("detail")
        if isinstance(detail, dict) and "batch" in detail:
            self.batches[str(detail["batch"])] = (order, str(detail["digest"]))

    def learn(self, table: str, row_id: str, image: Image) -> None:
        """Keep what was said last."""
        known = self.images.setdefault(table, {})
        if row_id not in known or known[row_id].order <= image.order:
            known[row_id] = image


def compare(*, said: Said) -> tuple[int, list[Finding]]:
    """Return how many rows were recomputed, and those that are not as the log says."""
    findings = list(_batches(said))
    checked = 0
    for table, columns in _logged_tables():
        _learn_batches(said, table)
        expected = {
            row_id: image for row_id, image in said.images.get(table, {}).items() if image.image
        }
        present = _present(table, columns)
        checked += len(present)
        findings.extend(_differences(table, expected, present))
    return checked, findings


def _differences(table: str, expected: dict[str, Image], present: set[str]) -> Iterator[Finding]:
    for row_id in sorted(expected.keys() - present):
        yield Finding(place=f"{table} {row_id}", problem="This row was removed.")
    for row_id in sorted(present - expected.keys()):
        yield Finding(place=f"{table} {row_id}", problem="This row was put in past the log.")
    for version in sorted({image.version for image in expected.values()}):
        now = _images(table, version)
        for row_id, image in sorted(expected.items()):
            if image.version == version and now.get(row_id, image.image) != image.image:
                problem = "This row was changed past the log."
                yield Finding(place=f"{table} {row_id}", problem=problem)


def _batches(said: Said) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("select id::text, guard.batch_digest(id) from guard_batch order by id")
        digests = {batch: digest for batch, digest in cursor.fetchall() if digest is not None}
    for batch in sorted(said.batches.keys() | digests.keys()):
        if said.batches.get(batch, (0, ""))[1] != digests.get(batch):
            yield Finding(place=f"batch {batch}", problem="The rows it brought in were altered.")


def _learn_batches(said: Said, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select batch_id::text, row_id::text, version, encode(image, 'hex')"
            " from guard_batchimage where table_name = %s order by id",
            [table],
        )
        for batch, row_id, version, image in cursor:
            order = said.batches.get(batch, (-1, ""))[0]
            said.learn(table, row_id, Image(order=order, version=version, image=image))


def _logged_tables() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, columns ->> 0 from guard_imagecolumns"
            " where version = 1 order by table_name"
        )
        return list(cursor.fetchall())


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
