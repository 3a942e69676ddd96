"""Merkle trees cut into tiles of 256 hashes: how the log's hashes are stored, served and read back.

A tile is a static file that never changes once full, so witnesses and reporters fetch only files.
Full tiles are 8,192 bytes; the last tile of a level may be partial, a multiple of 32 bytes.

References: C2SP tlog-tiles (tile height 8); RFC 6962 section 2.1 for the hashes in them.
"""

import dataclasses
import re
from collections.abc import Callable, Sequence

from candour.core import merkle

HEIGHT = 8
WIDTH = 1 << HEIGHT
FULL_BYTES = WIDTH * merkle.HASH_BYTES
MAX_LEVEL = 63

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
    """A tree that takes one leaf after the other and keeps only its right edge in memory."""

    def __init__(self) -> None:
        self.size = 0
        self._edges: list[list[bytes]] = [[]]
        self._filled = [0]

    def add(self, *, leaf: bytes) -> tuple[Tile, ...]:
        """Add a leaf hash; return the tiles that it filled, lowest level first."""
        self.size += 1
        self._edges[0].append(leaf)
        if len(self._edges[0]) < WIDTH:
            return ()
        filled: list[Tile] = []
        level = 0
        while len(self._edges[level]) == WIDTH:
            data = b"".join(self._edges[level])
            name = TileName(level=level, index=self._filled[level], width=WIDTH)
            filled.append(Tile(name=name, data=data))
            self._edges[level] = []
            self._filled[level] += 1
            if level + 1 == len(self._edges):
                self._edges.append([])
                self._filled.append(0)
            self._edges[level + 1].append(_top(data))
            level += 1
        return tuple(filled)

    def edge(self) -> tuple[Tile, ...]:
        """Return the partial tiles at the right edge, lowest level first."""
        return tuple(
            Tile(
                name=TileName(level=level, index=self._filled[level], width=len(hashes)),
                data=b"".join(hashes),
            )
            for level, hashes in enumerate(self._edges)
            if hashes
        )

    def root(self) -> bytes:
        """Compute the root of the tree as it is now."""
        return merkle.root(size=self.size, read=reader(read=self._edge_at))

    def _edge_at(self, level: int, _: int) -> bytes:
        # A root asks for nothing but the right edge.
        return b"".join(self._edges[level])


def append(*, size: int, leaves: Sequence[bytes], read: TileReader) -> tuple[Tile, ...]:
    """Add leaf hashes after the first `size`; return every new or widened tile, lowest level first.

    `read` is asked only for the partial tile at the right edge of each level that grows. Write all
    returned tiles in one transaction; a wider tile replaces the narrower one of the same index.
    """
    written: list[Tile] = []
    level, hashes = 0, list(leaves)
    while hashes:
        tiles = _extend_level(level=level, size=size, hashes=hashes, read=read)
        written.extend(tiles)
        hashes = [_top(tile.data) for tile in tiles if tile.name.width == WIDTH]
        level, size = level + 1, size // WIDTH
    return tuple(written)


def reader(*, read: TileReader) -> merkle.HashReader:
    """Read complete subtrees from tiles, for merkle's roots and proofs.

    Each tile is fetched and hashed once for the life of the reader, so keep one for a batch of
    proofs and drop it afterwards. Raises BadTile where a tile holds too few hashes.
    """
    fetched: dict[tuple[int, int], list[list[bytes]]] = {}

    def hash_at(height: int, index: int) -> bytes:
        level, rise = divmod(height, HEIGHT)
        tile, offset = divmod(index, WIDTH >> rise)
        key = (level, tile)
        if key not in fetched:
            fetched[key] = _pyramid(_hashes(read(level, tile)))
        row = fetched[key][rise] if rise < len(fetched[key]) else []
        if offset >= len(row):
            raise BadTile("A tile of the log holds fewer hashes than the tree needs.")
        return row[offset]

    return hash_at


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
        parent = _hashes(read(name.level + 1, above))
        if len(parent) <= place or _top(read(name.level, name.index)) != parent[place]:
            raise BadTile(f"The tile {path(name=name)} is damaged.")


def _extend_level(
    *, level: int, size: int, hashes: list[bytes], read: TileReader
) -> tuple[Tile, ...]:
    index, filled = divmod(size, WIDTH)
    if filled:
        kept = _hashes(read(level, index))[:filled]
        if len(kept) < filled:
            raise BadTile("A tile of the log holds fewer hashes than the tree needs.")
        hashes = [*kept, *hashes]
    return tuple(
        Tile(
            name=TileName(level=level, index=index + i // WIDTH, width=len(hashes[i : i + WIDTH])),
            data=b"".join(hashes[i : i + WIDTH]),
        )
        for i in range(0, len(hashes), WIDTH)
    )


def _hashes(data: bytes) -> list[bytes]:
    width = merkle.HASH_BYTES
    if len(data) % width or len(data) > FULL_BYTES:
        raise BadTile("A tile of the log is not a whole number of hashes.")
    return [data[i : i + width] for i in range(0, len(data), width)]


def _pyramid(hashes: list[bytes]) -> list[list[bytes]]:
    rows = [hashes]
    while len(rows) < HEIGHT and len(rows[-1]) > 1:
        below = rows[-1]
        rows.append(
            [
                merkle.node_hash(left=below[i], right=below[i + 1])
                for i in range(0, len(below) - 1, 2)
            ]
        )
    return rows


def _top(data: bytes) -> bytes:
    hashes = _hashes(data)
    if len(hashes) != WIDTH:
        raise BadTile("A tile of the log holds fewer hashes than the tree needs.")
    left, right = _pyramid(hashes)[-1]
    return merkle.node_hash(left=left, right=right)
