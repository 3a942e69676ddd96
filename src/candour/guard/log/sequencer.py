"""Moves leaves into the tree in hash order; signs and publishes the tree's head."""

import dataclasses
import datetime
import functools
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from django.db import connection, transaction

from candour.core import merkle, notes, tiles
from candour.guard.actors import Actor
from candour.guard.log import copied, leaves
from candour.guard.models import Checkpoint, Publication, Tile, TreeLeaf

T = TypeVar("T")

# One sequencer at a time; the number only has to differ from other advisory locks.
_LOCK = 4_705_001
MOST = 20_000

# One statement moves all of them, and returns their hashes in the tree's order, end to end. Each
# that waits is looked up by the key of its leaf: the planner may take the queue for empty, as it
# mostly is, and whatever was joined to it twice would be compared row by row.
_MOVE = """
    with last as materialized (
        select leaf.leaf_hash
        from guard_pendingleaf as waiting join guard_leaf as leaf on leaf.id = waiting.leaf_id
        order by leaf.leaf_hash
        offset %(most)s - 1 limit 1
    ), taken as (
        delete from guard_pendingleaf as waiting using guard_leaf as leaf
        where leaf.id = waiting.leaf_id
          and (not exists (select from last) or leaf.leaf_hash <= (select leaf_hash from last))
        returning leaf.id, leaf.leaf_hash
    ), placed as (
        insert into guard_treeleaf (index, leaf_id, leaf_hash)
        select %(size)s + row_number() over (order by leaf_hash, id) - 1, id, leaf_hash from taken
        returning index, leaf_hash
    )
    select count(*), string_agg(leaf_hash, ''::bytea order by index) from placed
"""
_TILES = """
    copy (
        select tile.level, tile.index, tile.hashes
        from unnest(%(levels)s::smallint[], %(indexes)s::bigint[]) as asked (level, index)
        join guard_tile as tile on tile.level = asked.level and tile.index = asked.index
    ) to stdout (format binary)
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The log's name and signing keys: Ed25519, and ML-DSA-44 where it has one."""

    origin: str
    key: notes.SigningKey
    second: notes.SigningKey | None = None


@transaction.atomic
def sequence(*, most: int = MOST) -> int:
    """Give waiting leaves their places, at most so many; return how many were moved.

    Leaves are taken in hash order, so that their order says nothing about who came first.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        size = tree_size()
        cursor.execute(_MOVE, {"size": size, "most": most})
        moved, hashes = cursor.fetchone()
    if moved:
        store(written=tiles.append(size=size, leaves=[bytes(hashes)], read=read_tile))
    return int(moved)


def store(*, written: Sequence[tiles.Tile]) -> None:
    """Store tiles; a wider one takes the place of the narrower one of the same index."""
    Tile.objects.bulk_create(
        [Tile(level=tile.name.level, index=tile.name.index, hashes=tile.data) for tile in written],
        update_conflicts=True,
        unique_fields=["level", "index"],
        update_fields=["hashes"],
    )


def tree_size() -> int:
    """Return how many leaves have a place."""
    last = TreeLeaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def sign_head(*, signer: Signer) -> Checkpoint:
    """Sign the present head and keep it; of those not published, only the newest is kept."""
    size = tree_size()
    root = root_of(size=size)
    head = notes.Checkpoint(origin=signer.origin, size=size, root=root)
    keys = [key for key in (signer.key, signer.second) if key is not None]
    note = notes.sign(text=notes.checkpoint_text(checkpoint=head), keys=keys)
    checkpoint, _ = Checkpoint.objects.get_or_create(
        size=size, defaults={"root": root, "note": note.decode()}
    )
    Checkpoint.objects.filter(is_published=False).exclude(size=size).delete()
    return checkpoint


@transaction.atomic
def publish_head(*, signer: Signer, by: Actor, at: datetime.datetime) -> Checkpoint:
    """Sign the present head and let everyone see it; the log itself says so, and on which day.

    Whoever publishes meanwhile, the worker or a command, waits and finds it published.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('guard.publish_head'))")
    checkpoint = sign_head(signer=signer)
    if Publication.objects.filter(size=checkpoint.size).exists():
        return checkpoint
    Checkpoint.objects.filter(size=checkpoint.size).update(is_published=True)
    published = Publication.objects.create(
        size=checkpoint.size, note=checkpoint.note, published_on=at.date()
    )
    entry = leaves.Entry(
        kind="write", what="log.publish_head", why="The log's head was published", after=[published]
    )
    leaves.append(entry=entry, by=by, at=at)
    return checkpoint


def newest_published() -> Publication | None:
    """Return the newest head that everyone may see."""
    return Publication.objects.order_by("-size").first()


def inclusion_proof(*, index: int, size: int) -> tuple[bytes, ...]:
    """Prove that leaf `index` is among the first `size`, from tiles that are fetched at once."""
    return _made(functools.partial(merkle.inclusion_proof, index=index, size=size))


def root_of(*, size: int) -> bytes:
    """Compute the root of the first `size` leaves, from tiles that are fetched at once."""
    return _made(functools.partial(merkle.root, size=size))


def _made(make: Callable[..., T]) -> T:
    places = tiles.needed(by=lambda read: make(read=read))
    return make(read=hash_reader(places=places))


def hash_reader(*, places: Collection[tuple[int, int]] = ()) -> merkle.HashReader:
    """Return a reader of the tree's hashes; the tiles at `places` are fetched here, all at once."""
    held = _read_tiles(places) if places else {}

    def read(level: int, index: int) -> bytes:
        return held.get((level, index)) or read_tile(level, index)

    return tiles.reader(read=read)


def _read_tiles(places: Collection[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    levels, indexes = zip(*places, strict=True)
    asked = {"levels": list(levels), "indexes": list(indexes)}
    found = copied.rows(_TILES, types="int2 int8 bytea", of=asked)
    return {(level, index): hashes for level, index, hashes in found}


def read_tile(level: int, index: int) -> bytes:
    """Return one stored tile, empty where there is none yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select hashes from guard_tile where level = %s and index = %s", [level, index]
        )
        found = cursor.fetchone()
    return b"" if found is None else bytes(found[0])
