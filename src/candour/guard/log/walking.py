"""Walks the whole tree once: every leaf and its body, every tile, and the roots of given sizes."""

import collections
import dataclasses
import hashlib
import uuid
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from candour.core import merkle, tiles
from candour.guard.log import bodies, copied, marks, rows
from candour.guard.log.erasure.erased import Erased
from candour.guard.log.findings import Finding
from candour.guard.models import Leaf, PendingLeaf, TreeLeaf

_SHOWN = 20
_FILED_ELSEWHERE = "The leaf is filed under another file than its body names."
# A look that nobody took would blame whoever it names, on the reporter's page, too.
_NO_MARK = "The leaf bears no mark of Candour: somebody put it in."
# Leaves are hashed into the tree so many at a time: a whole tile at least.
_RUN = 16 * tiles.FULL_BYTES

# So many rows come as one, since each row by itself costs more than what is done with it. A run is
# looked up by itself: the first comes at once, and the next is fetched while one is checked. The
# limit helps the planner; it lets a second leaf in a place through, which is then named.
_LEAVES = """
    copy (
        select placed.*
        from (
            select index >> 6 as run from guard_treeleaf group by run order by run
        ) as every cross join lateral (
            select array_agg(index), array_agg(place_hash), array_agg(leaf_id),
                   array_agg(leaf_hash), array_agg(body), array_agg(file)
            from (
                select place.index, place.leaf_hash as place_hash, place.leaf_id,
                       leaf.leaf_hash, leaf.body, leaf.file_id::text as file
                from guard_treeleaf as place left join guard_leaf as leaf on leaf.id = place.leaf_id
                where place.index between every.run << 6 and (every.run << 6) + 63
                order by place.index
                limit 65
            ) as one
        ) as placed
    ) to stdout (format binary)
"""
_TILES = """
    copy (select level, index, hashes from guard_tile order by level, index)
    to stdout (format binary)
"""
_WAITING = """
    copy (
        select leaf.id, leaf.leaf_hash, leaf.body, leaf.file_id::text
        from guard_leaf as leaf join guard_pendingleaf as waiting on waiting.leaf_id = leaf.id
        order by leaf.id
    ) to stdout (format binary)
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What one pass over the leaves collects."""

    findings: list[Finding]
    said: rows.Said
    tree: tiles.Growing
    roots: dict[int, bytes]


def walk(*, sizes: Collection[int], erased: Erased) -> Walk:
    """Recompute the tree from its leaves; `sizes` are those whose roots somebody signed."""
    findings, hearing = list[Finding](), _Hearing(said=rows.Said(), erased=erased)
    planted, runs = _Planted(sizes=sizes), _runs()
    for indexes, placed, *leaves in runs:
        first = planted.count
        if indexes is None:
            problem = "A leaf has no place: the table was made to take one without."
            findings.append(Finding(place="the tree", problem=problem))
            continue
        whole = _in_order(indexes, first)
        findings += [
            Finding(place=f"leaf {first + number}", problem=problem)
            for number, problem in hearing.problems(leaves, expected=placed[:whole])
        ]
        planted.add(placed[:whole])
        if whole < len(indexes):
            problem = "This leaf is missing from the tree."
            findings.append(Finding(place=f"leaf {first + whole}", problem=problem))
            # To leave the rest unread would end the transaction in which all else is asked.
            collections.deque(runs, maxlen=0)
            break
    planted.finish()
    findings.extend(_other_tiles(planted.digests))
    findings.extend(_strays())
    return Walk(findings=findings, said=hearing.said, tree=planted.tree, roots=planted.roots)


def _in_order(indexes: Sequence[int], first: int) -> int:
    """Return how many of these places follow each other from `first` on."""
    expected = range(first, first + len(indexes))
    if list(expected) == indexes:
        return len(indexes)
    pairs = zip(expected, indexes, strict=True)
    return next(number for number, (one, other) in enumerate(pairs) if one != other)


class _Hearing:
    """Takes in leaves one by one, and says of each what is wrong with it."""

    def __init__(self, *, said: rows.Said, erased: Erased) -> None:
        self.said = said
        self.erased = erased
        # What a leaf's hash begins with is taken in once for all of them.
        self._opening = hashlib.sha256(b"\x00")
        self._marks = marks.Marks() if marks.can_be_checked() else None

    def problems(
        self, leaves: Sequence[Sequence[Any]], *, expected: Sequence[bytes]
    ) -> Iterator[tuple[int, str]]:
        """Take in leaves, given as four columns; yield the number of each bad one, and what is bad.

        Nearly all are looks as they should be: what is anything else is taken the longer way.
        """
        columns = zip(expected, *leaves, strict=False)
        opening, hold = self._opening, self._marks.hold if self._marks else None
        for number, (placed, leaf_id, leaf_hash, body, file) in enumerate(columns):
            if leaf_hash == placed and body is not None:
                hashed = opening.copy()
                hashed.update(body)
                found = bodies.glance(body=body) if hashed.digest() == placed else None
                if found is not None and found[1] == file and (hold is None or hold(body)):
                    continue
            problem = self.problem((leaf_id, leaf_hash, body, file), expected=placed)
            if problem:
                yield number, problem

    def problem(self, leaf: Sequence[Any], *, expected: bytes) -> str:
        """Take in a leaf; return what is wrong with it, nothing where it is as it should be.

        A leaf is its id, its hash, its body, and the file it is filed under, as the database holds
        them; `expected` is the hash that its place in the tree has. One that differs from its place
        is not listened to.
        """
        leaf_id, leaf_hash, body, file = leaf
        if leaf_hash is None:
            return "The leaf itself was removed."
        if leaf_hash != expected:
            return "The leaf's hash differs from its place in the tree."
        try:
            if body is None:
                return self._without_body(leaf_id, leaf_hash)
            hashed = self._opening.copy()
            hashed.update(body)
            if hashed.digest() != expected:
                return "The leaf's body was changed."
            found = bodies.glance(body=body)
            return self._hear(body, file) if found is None else self._look(body, file, found)
        except bodies.Unreadable:
            return "The leaf's body can't be read."

    def _look(self, body: bytes, file: str | None, found: tuple[bool, str | None]) -> str:
        """Return what is wrong with a look, which says nothing of rows that could be heard."""
        names_account, named = found
        if named != file:
            return _FILED_ELSEWHERE
        if self._marks is None or self._marks.hold(body) or not names_account:
            return ""
        return _NO_MARK

    def _hear(self, body: bytes, file: str | None) -> str:
        words = bodies.read_in_full(body=body)
        if words.file != file:
            # Whoever looked at a file would be shown at another one, or at none.
            self.said.hear(words=words)
            return _FILED_ELSEWHERE
        if self._marks is None or self._marks.hold(body):
            self.said.hear(words=words)
            return ""
        if words.after or words.gone or words.names_account:
            return _NO_MARK
        self.said.hear_first(words=words)
        return ""

    def _without_body(self, leaf_id: bytes, leaf_hash: bytes) -> str:
        tombstone = self.erased.leaves.get(uuid.UUID(bytes=leaf_id))
        if tombstone is None:
            return "The leaf's body is gone and no tombstone says why."
        if tombstone.hash != leaf_hash:
            return "The leaf's tombstone is of another leaf."
        self.said.hear(words=bodies.understand(said=tombstone.said))
        return ""


class _Planted:
    """The tree as it grows again: its roots at given sizes, and a digest of each of its tiles."""

    def __init__(self, *, sizes: Collection[int]) -> None:
        self.tree = tiles.Growing()
        self.roots: dict[int, bytes] = {}
        self.digests: dict[tuple[int, int], bytes] = {}
        self._sizes = frozenset(sizes)
        self._run = bytearray()
        self.count = 0

    def add(self, hashes: Sequence[bytes]) -> None:
        after = self.count + len(hashes)
        are_hashes = all(len(one) == merkle.HASH_BYTES for one in hashes)
        if are_hashes and self._sizes.isdisjoint(range(self.count + 1, after + 1)):
            self._run += b"".join(hashes)
            self.count = after
        else:
            for one in hashes:
                self._add(one)
        if len(self._run) >= _RUN:
            self._grow()

    def _add(self, leaf_hash: bytes) -> None:
        # A hash of another length was named by now; those after it keep their places.
        self._run += leaf_hash[: merkle.HASH_BYTES].ljust(merkle.HASH_BYTES, b"\0")
        self.count += 1
        if self.count in self._sizes:
            self._grow()
            self.roots[self.count] = self.tree.root()

    def finish(self) -> None:
        self._grow()
        self._keep(self.tree.edge())

    def _grow(self) -> None:
        self._keep(self.tree.add(leaves=bytes(self._run)))
        self._run.clear()

    def _keep(self, written: Collection[tiles.Tile]) -> None:
        for tile in written:
            place = (tile.name.level, tile.name.index)
            self.digests[place] = hashlib.sha256(tile.data).digest()


def hear_waiting(*, said: rows.Said, erased: Erased) -> Iterator[Finding]:
    """Hear the leaves that wait for the sequencer, so that their rows are not taken for strays."""
    hearing = _Hearing(said=said, erased=erased)
    for leaf in copied.rows(_WAITING, types="bytea bytea bytea text"):
        problem = hearing.problem(leaf, expected=leaf[1])
        if problem:
            yield Finding(place=f"leaf {uuid.UUID(bytes=leaf[0])}", problem=problem)


def _runs() -> Iterator[Sequence[Sequence[Any]]]:
    """Yield runs of leaves as columns: their places, the hashes there, and the leaves' own four."""
    return copied.rows(_LEAVES, types="int8[] bytea[] bytea[] bytea[] bytea[] text[]")


def _other_tiles(expected: dict[tuple[int, int], bytes]) -> list[Finding]:
    """Find stored tiles that are not those of the tree, and those that are not stored."""
    found = dict[tuple[int, int], str]()
    for level, index, hashes in copied.rows(_TILES, types="int2 int8 bytea"):
        digest = expected.pop((level, index), None)
        if digest is None:
            found[level, index] = "No leaf needs this tile: it was put in."
        elif hashlib.sha256(hashes).digest() != digest:
            found[level, index] = "The tile was changed."
    found.update(dict.fromkeys(expected, "The tile is gone."))
    return [
        Finding(place=f"tile {level}/{index}", problem=problem)
        for (level, index), problem in sorted(found.items())
    ]


def _strays() -> Iterator[Finding]:
    """Leaves that have neither a place nor a turn, or both: somebody moved them."""
    placed = Exists(TreeLeaf.objects.filter(leaf_id=OuterRef("pk")))
    waiting = Exists(PendingLeaf.objects.filter(leaf_id=OuterRef("pk")))
    stored = Exists(Leaf.objects.filter(id=OuterRef("pk")))
    for leaf_id in _first(Leaf.objects.exclude(placed).exclude(waiting)):
        yield Finding(place=f"leaf {leaf_id}", problem="This leaf was taken out of the tree.")
    for leaf_id in _first(PendingLeaf.objects.filter(placed)):
        problem = "This leaf has its place and was made to wait for another."
        yield Finding(place=f"leaf {leaf_id}", problem=problem)
    for leaf_id in _first(PendingLeaf.objects.exclude(stored)):
        yield Finding(place=f"leaf {leaf_id}", problem="This leaf waited and was removed.")


def _first(found: QuerySet[Any]) -> list[uuid.UUID]:
    return list(found.order_by("pk").values_list("pk", flat=True)[:_SHOWN])
