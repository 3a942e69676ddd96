"""Appends leaves: every read, write, denial and key use is one, in the same transaction."""

import dataclasses
import datetime
import json
import secrets
import uuid
from collections.abc import Mapping, Sequence

from django.db import connection, models

from candour.core import merkle
from candour.guard.actors import Actor
from candour.guard.log import marks, section_62
from candour.guard.models import Leaf, PendingLeaf

# A table, the version of its image's columns, a row's id and its image.
Image = tuple[str, int, str, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a leaf says: the kind of act, what was done, to which file, why, and the
    rows it wrote (`after`) or removed (`gone`); `images` of rows that a function wrote for somebody
    who does not see their file.

    `why` and the other fields satisfy section 62 of the Data Protection Act 2018: justification,
    date and time, identity, recipients. `detail` holds codes and UUIDs only, never words; so do
    `recipients`, whom a disclosure reached: organisations and accounts as UUIDs, parts as codes.
    """

    kind: str
    what: str
    file: uuid.UUID | None = None
    why: str = ""
    detail: Mapping[str, object] = dataclasses.field(default_factory=dict)
    after: Sequence[models.Model] = ()
    gone: Sequence[models.Model] = ()
    recipients: Sequence[str] | None = None
    images: Sequence[Image] = ()


def append(*, entry: Entry, by: Actor, at: datetime.datetime) -> uuid.UUID:
    """Add one leaf; the sequencer gives it its place after the transaction has committed."""
    leaf_id = uuid.uuid4()
    body = {
        "after": [list(image) for image in (*images_of(rows=entry.after), *entry.images)],
        "at": at.astimezone(datetime.UTC).isoformat(timespec="milliseconds"),
        "by": {
            "account": _text(by.account_id),
            "organisation": _text(by.organisation_id),
            "seat": by.seat.value,
            "service": by.service,
        },
        "detail": dict(entry.detail),
        "file": _text(entry.file),
        "gone": sorted([row._meta.db_table, str(row.pk)] for row in entry.gone),
        "id": str(leaf_id),
        "kind": entry.kind,
        "recipients": section_62.recipients_of(entry),
        # The salt keeps a leaf's hash from being guessed once its body has been erased.
        "salt": secrets.token_hex(16),
        "v": 1,
        "what": entry.what,
        "why": entry.why,
    }
    if entry.after or entry.images or entry.gone or "batch" in entry.detail:
        body["written"] = _written()
    store(leaf_id=leaf_id, body=marks.marked(canonical(body)), file=entry.file)
    return leaf_id


def store(*, leaf_id: uuid.UUID, body: bytes, file: uuid.UUID | None = None) -> None:
    """Store one leaf's body and queue it for the sequencer; `file` is the one the body names."""
    leaf = Leaf(id=leaf_id, body=body, leaf_hash=merkle.leaf_hash(body), file_id=file)
    Leaf.objects.bulk_create([leaf])
    PendingLeaf.objects.bulk_create([PendingLeaf(leaf_id=leaf_id)])


def canonical(body: Mapping[str, object]) -> bytes:
    """Return the one JSON text of a body: keys sorted, no spaces, UTF-8."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def images_of(*, rows: Sequence[models.Model]) -> list[Image]:
    """Return (table, version, row id, image) for rows as the database now holds them."""
    by_table: dict[str, list[uuid.UUID]] = {}
    for row in rows:
        by_table.setdefault(row._meta.db_table, []).append(row.pk)
    return [
        (table, version, str(row_id), bytes(image).hex())
        for table, ids in sorted(by_table.items())
        for version, row_id, image in _images(table, ids)
    ]


def _written() -> int:
    """Return the database's clock in microseconds, read while the rows are locked.

    The tree is in hash order, so of two leaves about one row this says which is the later.
    """
    with connection.cursor() as cursor:
        cursor.execute("select (extract(epoch from clock_timestamp()) * 1e6)::bigint")
        return int(cursor.fetchone()[0])


def _images(table: str, ids: list[uuid.UUID]) -> list[tuple[int, uuid.UUID, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select newest.version, image.row_id, image.image"
            " from (select max(version) as version from guard_imagecolumns where table_name = %s)"
            " as newest, guard.images(%s, newest.version, %s) as image order by image.row_id",
            [table, table, ids],
        )
        found: list[tuple[int, uuid.UUID, bytes]] = cursor.fetchall()
    if len(found) != len(set(ids)):
        message = f"{table}: {len(set(ids)) - len(found)} rows to be logged are not there"
        raise RuntimeError(message)
    return found


def _text(value: uuid.UUID | None) -> str | None:
    return None if value is None else str(value)
