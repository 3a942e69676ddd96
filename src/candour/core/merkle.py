"""RFC 6962 Merkle trees: hashes, roots, proofs and their verifiers, for the log nobody can rewrite.

Stands alone: the standard library is all it needs. Every hash is SHA-256, 32 bytes. A tree is read
through a HashReader, so that a list in memory, a database table and stored tiles give one answer.

References: RFC 6962 section 2.1 (hashes and proofs); RFC 9162 sections 2.1.3.2 and 2.1.4.2 (how a
verifier walks them).
"""

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

# (height, index) -> hash of the complete subtree whose first leaf is index << height.
HashReader = Callable[[int, int], bytes]


class OutOfRange(Exception):
    """A proof was asked for a leaf or a size that the tree does not have."""


def leaf_hash(data: bytes) -> bytes:
    """Hash one leaf: SHA-256(0x00 || data), 32 bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(*, left: bytes, right: bytes) -> bytes:
    """Hash two children, left first: SHA-256(0x01 || left || right), 32 bytes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def parents(hashes: bytes) -> bytes:
    """Hash a row of nodes, 32 bytes each, two by two; a last one without a partner is left out."""
    # One comprehension over the row as it is stored: most of the log's time is spent here.
    sha256, pair = hashlib.sha256, 2 * HASH_BYTES
    ends = range(pair, len(hashes) + 1, pair)
    return b"".join([sha256(b"\x01" + hashes[end - pair : end]).digest() for end in ends])


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The right edge of a tree: enough to append and to know the root, at most 64 hashes.

    `peaks` are the roots of the complete subtrees that the size's binary digits name, largest
    first.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()


def append(*, frontier: Frontier, leaves: Iterable[bytes]) -> Frontier:
    """Add leaf hashes to the right of the tree, in order, at two hashings a leaf on average."""
    size = frontier.size
    peaks = list(frontier.peaks)
    for leaf in leaves:
        merging = size
        while merging & 1:
            leaf = node_hash(left=peaks.pop(), right=leaf)
            merging >>= 1
        peaks.append(leaf)
        size += 1
    return Frontier(size=size, peaks=tuple(peaks))


def frontier_root(*, frontier: Frontier) -> bytes:
    """Compute the root of the tree whose right edge is `frontier`."""
    return _fold(frontier.peaks)


def reader_of(*, leaves: Sequence[bytes]) -> HashReader:
    """Read a tree held in memory as leaf hashes; complete subtrees are hashed once, here."""
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = range(0, len(below) - 1, 2)
        levels.append([node_hash(left=below[i], right=below[i + 1]) for i in pairs])

    def read(height: int, index: int) -> bytes:
        return levels[height][index]

    return read


def root(*, size: int, read: HashReader) -> bytes:
    """Compute the root of the first `size` leaves, 32 bytes; that of no leaves is EMPTY_ROOT."""
    return _range_hash(read=read, start=0, end=size)


def inclusion_proof(*, index: int, size: int, read: HashReader) -> tuple[bytes, ...]:
    """Prove that leaf `index` is in the tree of `size` leaves: hashes from its sibling upwards.

    References: RFC 6962 section 2.1.1.
    """
    if not 0 <= index < size:
        raise OutOfRange("The tree has no leaf at that place.")
    start, end, path = 0, size, list[bytes]()
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range_hash(read=read, start=middle, end=end))
            end = middle
        else:
            path.append(_range_hash(read=read, start=start, end=middle))
            start = middle
    return tuple(reversed(path))


def consistency_proof(*, old_size: int, size: int, read: HashReader) -> tuple[bytes, ...]:
    """Prove that the tree of `size` leaves begins with the tree of `old_size` leaves.

    Empty where nothing needs proving: equal sizes, or an old tree without leaves.
    References: RFC 6962 section 2.1.2.
    """
    if not 0 <= old_size <= size:
        raise OutOfRange("A tree can only be consistent with a smaller one.")
    if old_size in (0, size):
        return ()
    start, end, path = 0, size, list[bytes]()
    while end != old_size:
        middle = start + _split(end - start)
        if old_size <= middle:
            path.append(_range_hash(read=read, start=middle, end=end))
            end = middle
        else:
            path.append(_range_hash(read=read, start=start, end=middle))
            start = middle
    # The verifier knows the old root already when it is itself a complete subtree.
    if start > 0:
        path.append(_range_hash(read=read, start=start, end=end))
    return tuple(reversed(path))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TreeHead:
    """What a log claims about itself: how many leaves, and the root over them (32 bytes)."""

    size: int
    root: bytes


def is_included(*, leaf: bytes, index: int, proof: Sequence[bytes], head: TreeHead) -> bool:
    """Tell whether `proof` shows the leaf hash at `index` under `head`; False for malformed input.

    References: RFC 9162 section 2.1.3.2.
    """
    if not 0 <= index < head.size or not _are_hashes(leaf, *proof):
        return False
    place, last, found = index, head.size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(left=sibling, right=found)
            place, last = _above_right_edge(place=place, last=last)
        else:
            found = node_hash(left=found, right=sibling)
            place, last = place >> 1, last >> 1
    return last == 0 and found == head.root


def is_consistent(*, old: TreeHead, new: TreeHead, proof: Sequence[bytes]) -> bool:
    """Tell whether `proof` shows that `new` only added to `old`; False for malformed input.

    References: RFC 9162 section 2.1.4.2.
    """
    if not 0 <= old.size <= new.size or not _are_hashes(old.root, new.root, *proof):
        return False
    if old.size == new.size:
        return not proof and old.root == new.root
    if old.size == 0:
        return not proof and old.root == EMPTY_ROOT
    hashes = [old.root, *proof] if old.size & (old.size - 1) == 0 else list(proof)
    return bool(hashes) and _grows(old=old, new=new, hashes=hashes)


def _grows(*, old: TreeHead, new: TreeHead, hashes: list[bytes]) -> bool:
    place, last = old.size - 1, new.size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_root = new_root = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_root = node_hash(left=sibling, right=old_root)
            new_root = node_hash(left=sibling, right=new_root)
            place, last = _above_right_edge(place=place, last=last)
        else:
            new_root = node_hash(left=new_root, right=sibling)
            place, last = place >> 1, last >> 1
    return last == 0 and old_root == old.root and new_root == new.root


def _above_right_edge(*, place: int, last: int) -> tuple[int, int]:
    # A lone last node rises without hashing until it becomes somebody's right child.
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place >> 1, last >> 1


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_BYTES for value in values)


def _range_hash(*, read: HashReader, start: int, end: int) -> bytes:
    peaks = []
    while start < end:
        height = (end - start).bit_length() - 1
        peaks.append(read(height, start >> height))
        start += 1 << height
    return _fold(peaks)


def _fold(peaks: Sequence[bytes]) -> bytes:
    if not peaks:
        return EMPTY_ROOT
    found = peaks[-1]
    for left in reversed(peaks[:-1]):
        found = node_hash(left=left, right=found)
    return found


def _split(width: int) -> int:
    # The largest power of two smaller than the width: where RFC 6962 cuts a tree in two.
    return 1 << (width - 1).bit_length() - 1
