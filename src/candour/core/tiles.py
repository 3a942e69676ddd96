"""Merkle trees cut into tiles of 256 hashes: how the log's hashes are stored, served and read back.

A tile is a static file that never changes once full, so witnesses and reporters fetch only files.
Full tiles are 8,192 bytes; the last tile of a level may be partial, a multiple of 32 bytes.

References: C2SP tlog-tiles (tile height 8); RFC 6962 section 2.1 for the hashes in them.
"""

import collections
import dataclasses
import re
from collections.abc import Callable, Sequence

from candour.core import merkle

HEIGHT = 8
WIDTH = 1 << HEIGHT
FULL_BYTES = WIDTH * merkle.HASH_BYTES
MAX_LEVEL = 63
# A reader's memory does not grow with the leaves that it proves.
_KEPT = 256

# (level, index) -> the stored bytes of that tile, as wide as it was last written.
TileReader = Callable[[int, int], bytes]

_PATH = re.compile(
    r"tile/(?P<level>0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


class BadTile(Exception):
    """A stored tile is missing hashes, or is not a whole number of them."""


class BadPath(Exception):
    """A path does not name a tile."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TileName:
    """Which tile: level 0 to 63, index within the level, and 1 to 256 hashes wide."""

    level: int
    index: int
    width: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One tile to be written: its name and its bytes, 32 for each hash."""

    name: TileName
    data: bytes


class Growing:
    """A tree that takes leaves one after the other and keeps only its right edge in memory."""

    def __init__(self) -> None:
        self.size = 0
        self._edges: list[bytearray] = [bytearray()]
        self._filled = [0]

    def add(self, *, leaves: bytes) -> tuple[Tile, ...]:
        """Add leaf hashes, 32 bytes each; return the tiles that they filled."""
        self.size += len(leaves) // merkle.HASH_BYTES
        filled: list[Tile] = []
        level, hashes = 0, leaves
        while hashes:
            if level == len(self._edges):
                self._edges.append(bytearray())
                self._filled.append(0)
            tiles = self._filled_at(level, hashes)
            filled.extend(tiles)
            hashes = b"".join([_top(tile.data) for tile in tiles])
            level += 1
        return tuple(filled)

    def _filled_at(self, level: int, hashes: bytes) -> list[Tile]:
        edge, first = self._edges[level], self._filled[level]
        edge += hashes
        count = len(edge) // FULL_BYTES
        cut = [bytes(edge[i * FULL_BYTES : (i + 1) * FULL_BYTES]) for i in range(count)]
        del edge[: count * FULL_BYTES]
        self._filled[level] += count
        return [
            Tile(name=TileName(level=level, index=first + i, width=WIDTH), data=data)
            for i, data in enumerate(cut)
        ]

    def edge(self) -> tuple[Tile, ...]:
        """Return the partial tiles at the right edge, lowest level first."""
        return tuple(
            Tile(
                name=TileName(
                    level=level,
                    index=self._filled[level],
                    width=len(hashes) // merkle.HASH_BYTES,
                ),
                data=bytes(hashes),
            )
            for level, hashes in enumerate(self._edges)
            if hashes
        )

    def root(self) -> bytes:
        """Compute the root of the tree as it is now."""
        return merkle.root(size=self.size, read=reader(read=self._edge_at))

    def _edge_at(self, level: int, _: int) -> bytes:
        # A root asks for nothing but the right edge.
        return bytes(self._edges[level])


def append(*, size: int, leaves: Sequence[bytes], read: TileReader) -> tuple[Tile, ...]:
    """Add leaf hashes after the first `size`; return every new or widened tile, lowest level first.

    `read` is asked only for the partial tile at the right edge of each level that grows. Write all
    returned tiles in one transaction; a wider tile replaces the narrower one of the same index.
    """
    written: list[Tile] = []
    level, hashes = 0, b"".join(leaves)
    while hashes:
        tiles = _extend_level(level=level, size=size, hashes=hashes, read=read)
        written.extend(tiles)
        hashes = b"".join([_top(tile.data) for tile in tiles if tile.name.width == WIDTH])
        level, size = level + 1, size // WIDTH
    return tuple(written)


def reader(*, read: TileReader) -> merkle.HashReader:
    """Read complete subtrees from tiles, for merkle's roots and proofs.

    Tiles are fetched and hashed once for the life of the reader, except those of leaves, of which
    it keeps the last few: keep one for a batch of proofs and drop it afterwards. Raises BadTile
    where a tile holds too few hashes.
    """
    fetched: dict[tuple[int, int], list[bytes]] = {}
    of_leaves: collections.deque[tuple[int, int]] = collections.deque()

    def hash_at(height: int, index: int) -> bytes:
        level, rise = divmod(height, HEIGHT)
        tile, offset = divmod(index, WIDTH >> rise)
        rows = fetched.get((level, tile))
        if rows is None:
            rows = fetched[level, tile] = [_whole(read(level, tile))]
            if level == 0:
                of_leaves.append((level, tile))
            if len(of_leaves) > _KEPT:
                del fetched[of_leaves.popleft()]
        # Rows are hashed as far up as somebody asks, and no further.
        while len(rows) <= rise:
            rows.append(merkle.parents(rows[-1]))
        found = rows[rise][offset * merkle.HASH_BYTES : (offset + 1) * merkle.HASH_BYTES]
        if not found:
            raise BadTile("A tile of the log holds fewer hashes than the tree needs.")
        return found

    return hash_at


def needed(*, by: Callable[[merkle.HashReader], object]) -> tuple[tuple[int, int], ...]:
    """Return level and index of each tile that a root or a proof reads, by asking for it once.

    So whoever has the tiles at a distance fetches them in one go.
    """
    places: dict[tuple[int, int], None] = {}

    def hash_at(height: int, index: int) -> bytes:
        level, rise = divmod(height, HEIGHT)
        places[level, index // (WIDTH >> rise)] = None
        return merkle.EMPTY_ROOT

    by(hash_at)
    return tuple(places)


def path(*, name: TileName) -> str:
    """Return the tile's relative address, such as tile/0/x001/234 or tile/1/000.p/17."""
    digits = f"{name.index:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    index = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    suffix = "" if name.width == WIDTH else f".p/{name.width}"
    return f"tile/{name.level}/{index}{suffix}"


def parse_path(*, address: str) -> TileName:
    """Return the tile that a relative address names; raise BadPath unless it is exactly one's."""
    match = _PATH.fullmatch(address[:100])
    if match is None:
        raise BadPath("That is not the address of a tile.")
    name = TileName(
        level=int(match["level"]),
        index=int(match["index"].replace("/", "").replace("x", "")),
        width=int(match["width"] or WIDTH),
    )
    if name.level > MAX_LEVEL or name.width > WIDTH or path(name=name) != address:
        raise BadPath("That is not the address of a tile.")
    return name


def names_of(*, size: int) -> tuple[TileName, ...]:
    """List the tiles that a tree of `size` leaves consists of, lowest level first."""
    names: list[TileName] = []
    level = 0
    while size:
        full, partial = divmod(size, WIDTH)
        names.extend(TileName(level=level, index=i, width=WIDTH) for i in range(full))
        if partial:
            names.append(TileName(level=level, index=full, width=partial))
        level, size = level + 1, full
    return tuple(names)


def name_at(*, level: int, index: int, size: int) -> TileName:
    """Return the tile at a place in a tree of `size` leaves, as wide as it is there."""
    width = (size >> HEIGHT * level) - index * WIDTH
    if width <= 0:
        raise BadPath("The tree has no tile at that place.")
    return TileName(level=level, index=index, width=min(width, WIDTH))


def check(*, head: merkle.TreeHead, since: int, read: TileReader) -> None:
    """Raise BadTile unless the tiles give the head's root, all that came after `since` included.

    Each full tile must have the hash that its parent says; the right edge gives the root. Tiles
    before `since` are not read, so whoever checked them once needs no second look.
    """
    found = merkle.root(size=head.size, read=reader(read=read))
    if found != head.root:
        raise BadTile("The tiles do not give the root that the log has signed.")
    for name in names_of(size=head.size):
        is_old = name.index < (since >> HEIGHT * name.level) // WIDTH
        if name.width < WIDTH or is_old:
            continue
        above, place = divmod(name.index, WIDTH)
        parent = _whole(read(name.level + 1, above))
        held = parent[place * merkle.HASH_BYTES : (place + 1) * merkle.HASH_BYTES]
        if not held or _top(read(name.level, name.index)) != held:
            raise BadTile(f"The tile {path(name=name)} is damaged.")


def _extend_level(*, level: int, size: int, hashes: bytes, read: TileReader) -> tuple[Tile, ...]:
    index, filled = divmod(size, WIDTH)
    if filled:
        kept = _whole(read(level, index))[: filled * merkle.HASH_BYTES]
        if len(kept) < filled * merkle.HASH_BYTES:
            raise BadTile("A tile of the log holds fewer hashes than the tree needs.")
        hashes = kept + hashes
    cut = [hashes[i : i + FULL_BYTES] for i in range(0, len(hashes), FULL_BYTES)]
    return tuple(
        Tile(
            name=TileName(level=level, index=index + i, width=len(data) // merkle.HASH_BYTES),
            data=data,
        )
        for i, data in enumerate(cut)
    )


def _whole(data: bytes) -> bytes:
    if len(data) % merkle.HASH_BYTES or len(data) > FULL_BYTES:
        raise BadTile("A tile of the log is not a whole number of hashes.")
    return data


def _top(data: bytes) -> bytes:
    if len(data) != FULL_BYTES:
        raise BadTile("A tile of the log holds fewer hashes than the tree needs.")
    row = data
    while len(row) > merkle.HASH_BYTES:
        row = merkle.parents(row)
    return row
