"""Walks the whole tree once: every leaf and its body, every tile, and the roots of given sizes."""

import dataclasses
import uuid
from collections.abc import Collection, Iterator

from candour.core import merkle, tiles
from candour.core.countersigning.tombstones import Tombstone
from candour.guard.log import bodies, marks, rows
from candour.guard.log.erasure.erased import Erased
from candour.guard.log.findings import Finding
from candour.guard.models import Leaf, PendingLeaf, Tile, TreeLeaf

_CHUNK = 5_000
_SHOWN = 20


@dataclasses.dataclass(slots=True, kw_only=True)
class Walk:
    """What one pass over the leaves collects."""

    findings: list[Finding]
    said: rows.Said
    tree: tiles.Growing
    roots: dict[int, bytes]


def walk(*, sizes: Collection[int], erased: Erased) -> Walk:
    """Recompute the tree from its leaves; `sizes` are those whose roots somebody signed."""
    walk = Walk(findings=[], said=rows.Said(), tree=tiles.Growing(), roots={})
    for expected, (index, leaf_hash, leaf) in enumerate(_leaves()):
        if index != expected:
            problem = "This leaf is missing from the tree."
            walk.findings.append(Finding(place=f"leaf {expected}", problem=problem))
            break
        problem = _problem(leaf_hash, leaf, erased) or _heard(walk.said, leaf, erased)
        if problem:
            walk.findings.append(Finding(place=f"leaf {index}", problem=problem))
        for tile in walk.tree.add(leaf=leaf_hash):
            walk.findings.extend(_compared(tile))
        if index + 1 in sizes:
            walk.roots[index + 1] = walk.tree.root()
    for tile in walk.tree.edge():
        walk.findings.extend(_compared(tile))
    walk.findings.extend(_surplus_tiles(walk.tree.size))
    walk.findings.extend(_strays())
    return walk


def hear_waiting(*, said: rows.Said, erased: Erased) -> Iterator[Finding]:
    """Hear the leaves that wait for the sequencer, so that their rows are not taken for strays."""
    waiting = Leaf.objects.filter(id__in=PendingLeaf.objects.values("leaf_id"))
    for found in waiting.order_by("id").values_list("id", "body", "leaf_hash", "file_id"):
        leaf = _leaf(*found)
        problem = _problem(leaf.hash or b"", leaf, erased) or _heard(said, leaf, erased)
        if problem:
            yield Finding(place=f"leaf {leaf.id}", problem=problem)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    id: uuid.UUID
    body: bytes | None
    hash: bytes | None
    file: uuid.UUID | None


Held = bytes | memoryview | None


def _leaf(leaf_id: uuid.UUID, body: Held, stored: Held, file: uuid.UUID | None) -> _Leaf:
    return _Leaf(
        id=leaf_id,
        file=file,
        body=None if body is None else bytes(body),
        hash=None if stored is None else bytes(stored),
    )


def _leaves() -> Iterator[tuple[int, bytes, _Leaf]]:
    found = (
        TreeLeaf.objects.order_by("index")
        .values_list(
            "index", "leaf_hash", "leaf_id", "leaf__body", "leaf__leaf_hash", "leaf__file_id"
        )
        .iterator(chunk_size=_CHUNK)
    )
    for index, leaf_hash, leaf_id, body, stored, file in found:
        yield index, bytes(leaf_hash), _leaf(leaf_id, body, stored, file)


def _problem(leaf_hash: bytes, leaf: _Leaf, erased: Erased) -> str:
    if leaf.hash is None:
        return "The leaf itself was removed."
    if leaf.hash != leaf_hash:
        return "The leaf's hash differs from its place in the tree."
    if leaf.body is None:
        return _without_body(leaf, _tombstone(leaf, erased))
    if merkle.leaf_hash(leaf.body) != leaf_hash:
        return "The leaf's body was changed."
    return ""


def _without_body(leaf: _Leaf, tombstone: Tombstone | None) -> str:
    if tombstone is None:
        return "The leaf's body is gone and no tombstone says why."
    if tombstone.hash != leaf.hash:
        return "The leaf's tombstone is of another leaf."
    return ""


def _heard(said: rows.Said, leaf: _Leaf, erased: Erased) -> str:
    """Take in what a leaf says of rows; return what keeps it from being read or believed."""
    try:
        if leaf.body is None:
            tombstone = _tombstone(leaf, erased)
            if tombstone is not None:
                said.hear(words=bodies.understand(said=tombstone.said))
            return ""
        words = bodies.read(body=leaf.body)
    except bodies.Unreadable:
        return "The leaf's body can't be read."
    if words.file != (None if leaf.file is None else str(leaf.file)):
        # Whoever looked at a file would be shown at another one, or at none.
        said.hear(words=words)
        return "The leaf is filed under another file than its body names."
    if not marks.can_be_checked() or marks.holds(leaf.body):
        said.hear(words=words)
        return ""
    if words.after or words.gone or words.names_account:
        # A look that nobody took would blame whoever it names, on the reporter's page, too.
        return "The leaf bears no mark of Candour: somebody put it in."
    said.hear_first(words=words)
    return ""


def _tombstone(leaf: _Leaf, erased: Erased) -> Tombstone | None:
    return erased.leaves.get(leaf.id)


def _compared(tile: tiles.Tile) -> Iterator[Finding]:
    name = tile.name
    held = Tile.objects.filter(level=name.level, index=name.index).values_list("hashes", flat=True)
    stored = held.first()
    if stored is None or bytes(stored) != tile.data:
        problem = "The tile is gone." if stored is None else "The tile was changed."
        yield Finding(place=f"tile {name.level}/{name.index}", problem=problem)


def _surplus_tiles(size: int) -> Iterator[Finding]:
    expected = {(name.level, name.index) for name in tiles.names_of(size=size)}
    for level, index in Tile.objects.order_by("level", "index").values_list("level", "index"):
        if (level, index) not in expected:
            problem = "No leaf needs this tile: it was put in."
            yield Finding(place=f"tile {level}/{index}", problem=problem)


def _strays() -> Iterator[Finding]:
    """Leaves that have neither a place nor a turn, or both: somebody moved them."""
    placed = TreeLeaf.objects.values("leaf_id")
    waiting = PendingLeaf.objects.values("leaf_id")
    stray = Leaf.objects.exclude(id__in=placed).exclude(id__in=waiting)
    for leaf_id in stray.order_by("id").values_list("id", flat=True)[:_SHOWN]:
        yield Finding(place=f"leaf {leaf_id}", problem="This leaf was taken out of the tree.")
    twice = PendingLeaf.objects.filter(leaf_id__in=placed)
    for leaf_id in twice.order_by("leaf_id").values_list("leaf_id", flat=True)[:_SHOWN]:
        problem = "This leaf has its place and was made to wait for another."
        yield Finding(place=f"leaf {leaf_id}", problem=problem)
    lost = PendingLeaf.objects.exclude(leaf_id__in=Leaf.objects.values("id"))
    for leaf_id in lost.order_by("leaf_id").values_list("leaf_id", flat=True)[:_SHOWN]:
        yield Finding(place=f"leaf {leaf_id}", problem="This leaf waited and was removed.")
