"""Moves leaves into the tree in hash order; signs and publishes the tree's head."""

import dataclasses
import datetime

from django.db import connection, transaction

from candour.core import merkle, notes, tiles
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Checkpoint, Leaf, PendingLeaf, Publication, Tile, TreeLeaf

# One sequencer at a time; the number only has to differ from other advisory locks.
_LOCK = 4_705_001
MOST = 20_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The log's name and signing key."""

    origin: str
    key: notes.SigningKey


@transaction.atomic
def sequence() -> int:
    """Give every waiting leaf its place; return how many were moved.

    Leaves are taken in hash order, so that their order says nothing about who came first.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
    waiting = list(
        Leaf.objects.filter(id__in=PendingLeaf.objects.values("leaf_id"))
        .order_by("leaf_hash", "id")
        .values_list("id", "leaf_hash")[:MOST]
    )
    if not waiting:
        return 0
    size = tree_size()
    hashes = [bytes(leaf_hash) for _, leaf_hash in waiting]
    TreeLeaf.objects.bulk_create(
        TreeLeaf(index=size + offset, leaf_id=leaf_id, leaf_hash=hashes[offset])
        for offset, (leaf_id, _) in enumerate(waiting)
    )
    PendingLeaf.objects.filter(leaf_id__in=[leaf_id for leaf_id, _ in waiting]).delete()
    _store(tiles.append(size=size, leaves=hashes, read=read_tile))
    return len(waiting)


def tree_size() -> int:
    """Return how many leaves have a place."""
    last = TreeLeaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def sign_head(*, signer: Signer) -> Checkpoint:
    """Sign the present head and keep it; of those not published, only the newest is kept."""
    size = tree_size()
    root = merkle.root(size=size, read=hash_reader())
    head = notes.Checkpoint(origin=signer.origin, size=size, root=root)
    note = notes.sign(text=notes.checkpoint_text(checkpoint=head), keys=[signer.key])
    checkpoint, _ = Checkpoint.objects.get_or_create(
        size=size, defaults={"root": root, "note": note.decode()}
    )
    Checkpoint.objects.filter(is_published=False).exclude(size=size).delete()
    return checkpoint


@transaction.atomic
def publish_head(*, signer: Signer, by: Actor, at: datetime.datetime) -> Checkpoint:
    """Sign the present head and let everyone see it; the log itself says so, and on which day."""
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


def hash_reader() -> merkle.HashReader:
    """Return a reader of the tree's hashes from its stored tiles."""
    return tiles.reader(read=read_tile)


def read_tile(level: int, index: int) -> bytes:
    """Return one stored tile, empty where there is none yet."""
    # A proof reads several tiles and should take less than a millisecond.
    with connection.cursor() as cursor:
        cursor.execute(
            "select hashes from guard_tile where level = %s and index = %s", [level, index]
        )
        found = cursor.fetchone()
    return b"" if found is None else bytes(found[0])


def _store(changed: tuple[tiles.Tile, ...]) -> None:
    Tile.objects.bulk_create(
        [Tile(level=tile.name.level, index=tile.name.index, hashes=tile.data) for tile in changed],
        update_conflicts=True,
        unique_fields=["level", "index"],
        update_fields=["hashes"],
    )
