"""Tiles: the files that hold the log's hashes give the same roots and proofs as the tree itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.core import merkle, tiles

LEAVES = [merkle.leaf_hash(str(i).encode()) for i in range(70_000)]
READ = merkle.reader_of(leaves=LEAVES)

Stored = dict[tuple[int, int], bytes]


def nothing_stored(level: int, index: int) -> bytes:
    pytest.fail(f"tile {level}/{index} was asked for, though none is stored")


def stored(written: tuple[tiles.Tile, ...]) -> Stored:
    return {(tile.name.level, tile.name.index): tile.data for tile in written}


def tree(size: int) -> Stored:
    return stored(tiles.append(size=0, leaves=LEAVES[:size], read=nothing_stored))


def reader(files: Stored) -> merkle.HashReader:
    return tiles.reader(read=lambda level, index: files[level, index])


WHOLE = tree(70_000)


def test_a_tree_of_70_000_has_the_tiles_that_the_specification_counts() -> None:
    widths = [(name.level, name.width) for name in tiles.names_of(size=70_000)]

    assert widths == [(0, 256)] * 273 + [(0, 112), (1, 256), (1, 17), (2, 1)]


def test_a_tree_of_256_has_a_full_tile_and_a_partial_one_above() -> None:
    written = tiles.append(size=0, leaves=LEAVES[:256], read=nothing_stored)

    assert [tile.name for tile in written] == [
        tiles.TileName(level=0, index=0, width=256),
        tiles.TileName(level=1, index=0, width=1),
    ]
    assert written[1].data == merkle.root(size=256, read=READ)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 65_536, 70_000])
def test_appending_writes_every_tile_that_the_tree_consists_of(size: int) -> None:
    written = tiles.append(size=0, leaves=LEAVES[:size], read=nothing_stored)

    assert tuple(tile.name for tile in written) == tiles.names_of(size=size)


def test_a_full_tile_has_8192_bytes() -> None:
    assert len(WHOLE[0, 0]) == 8_192


@settings(max_examples=25)
@given(first=st.integers(0, 1_000), second=st.integers(0, 1_000))
def test_appending_in_two_batches_leaves_the_same_tiles(first: int, second: int) -> None:
    before = tree(first)

    written = tiles.append(
        size=first,
        leaves=LEAVES[first : first + second],
        read=lambda level, index: before[level, index],
    )

    assert before | stored(written) == tree(first + second)


def test_appending_one_leaf_rewrites_only_the_tiles_at_the_right_edge() -> None:
    before = tree(65_535)

    written = tiles.append(
        size=65_535, leaves=LEAVES[65_535:65_536], read=lambda level, index: before[level, index]
    )

    assert [tile.name for tile in written] == [
        tiles.TileName(level=0, index=255, width=256),
        tiles.TileName(level=1, index=0, width=256),
        tiles.TileName(level=2, index=0, width=1),
    ]


def test_appending_nothing_writes_nothing() -> None:
    assert tiles.append(size=300, leaves=[], read=nothing_stored) == ()


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000])
def test_tiles_and_tree_have_the_same_root(size: int) -> None:
    assert merkle.root(size=size, read=reader(WHOLE)) == merkle.root(size=size, read=READ)


@given(size=st.integers(1, 70_000), data=st.data())
def test_an_inclusion_proof_from_tiles_is_the_proof_from_the_tree(
    size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))

    proof = merkle.inclusion_proof(index=index, size=size, read=reader(WHOLE))

    assert proof == merkle.inclusion_proof(index=index, size=size, read=READ)


@given(size=st.integers(1, 70_000), data=st.data())
def test_a_consistency_proof_from_tiles_is_the_proof_from_the_tree(
    size: int, data: st.DataObject
) -> None:
    old_size = data.draw(st.integers(0, size))

    proof = merkle.consistency_proof(old_size=old_size, size=size, read=reader(WHOLE))

    assert proof == merkle.consistency_proof(old_size=old_size, size=size, read=READ)


@settings(max_examples=25)
@given(first=st.integers(0, 1_000), second=st.integers(0, 2_000))
def test_a_growing_tree_has_the_tiles_and_the_root_of_the_whole_one(
    first: int, second: int
) -> None:
    growing, size = tiles.Growing(), first + second

    filled = growing.add(leaves=b"".join(LEAVES[:first]))
    filled += growing.add(leaves=b"".join(LEAVES[first:size]))

    assert stored((*filled, *growing.edge())) == tree(size)
    assert (growing.size, growing.root()) == (size, merkle.root(size=size, read=READ))


def test_a_tree_that_grows_over_three_levels_has_the_tiles_of_the_whole_one() -> None:
    growing = tiles.Growing()

    filled = growing.add(leaves=b"".join(LEAVES[:65_535])) + growing.add(leaves=LEAVES[65_535])
    filled += growing.add(leaves=b"".join(LEAVES[65_536:]))

    assert stored((*filled, *growing.edge())) == WHOLE
    assert growing.root() == merkle.root(size=70_000, read=READ)


@given(size=st.integers(1, 70_000), data=st.data())
def test_what_a_proof_needs_are_the_tiles_that_it_reads(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    read: list[tuple[int, int]] = []

    def fetch(level: int, place: int) -> bytes:
        read.append((level, place))
        return WHOLE[level, place]

    def prove(reader: merkle.HashReader) -> object:
        return merkle.inclusion_proof(index=index, size=size, read=reader)

    prove(tiles.reader(read=fetch))

    assert sorted(tiles.needed(by=prove)) == sorted(read)


def test_a_reader_forgets_leaves_that_it_proved_long_ago_and_proves_them_again() -> None:
    fetched: list[tuple[int, int]] = []

    def fetch(level: int, place: int) -> bytes:
        fetched.append((level, place))
        return WHOLE[level, place]

    read = tiles.reader(read=fetch)
    for index in (*range(0, 70_000, 256), 0):
        proof = merkle.inclusion_proof(index=index, size=70_000, read=read)

    assert proof == merkle.inclusion_proof(index=0, size=70_000, read=READ)
    assert fetched.count((0, 0)) == 2
    assert fetched.count((1, 0)) == 1


def test_a_tile_that_lost_a_hash_is_refused() -> None:
    files = {(0, 0): b"".join(LEAVES[:9])}

    with pytest.raises(tiles.BadTile):
        merkle.root(size=10, read=reader(files))


def test_appending_to_a_tile_that_lost_a_hash_is_refused() -> None:
    files = {(0, 0): b"".join(LEAVES[:9])}

    with pytest.raises(tiles.BadTile):
        tiles.append(size=10, leaves=LEAVES[10:11], read=lambda level, index: files[level, index])


def test_an_empty_tile_is_refused() -> None:
    with pytest.raises(tiles.BadTile):
        merkle.root(size=2, read=reader({(0, 0): b""}))


@pytest.mark.parametrize("data", [bytes(33), bytes(8_192 + 32)])
def test_a_tile_of_a_strange_length_is_refused(data: bytes) -> None:
    with pytest.raises(tiles.BadTile):
        merkle.root(size=1, read=reader({(0, 0): data}))


@pytest.mark.parametrize(
    ("name", "address"),
    [
        (tiles.TileName(level=0, index=0, width=256), "tile/0/000"),
        (tiles.TileName(level=0, index=273, width=112), "tile/0/273.p/112"),
        (tiles.TileName(level=1, index=1_234, width=256), "tile/1/x001/234"),
        (tiles.TileName(level=63, index=1_234_067, width=256), "tile/63/x001/x234/067"),
        (tiles.TileName(level=2, index=1_000_000, width=1), "tile/2/x001/x000/000.p/1"),
    ],
)
def test_addresses_are_those_of_the_specification(name: tiles.TileName, address: str) -> None:
    assert tiles.path(name=name) == address
    assert tiles.parse_path(address=address) == name


@given(level=st.integers(0, 63), index=st.integers(0, 10**12), width=st.integers(1, 256))
def test_an_address_leads_back_to_its_tile(level: int, index: int, width: int) -> None:
    name = tiles.TileName(level=level, index=index, width=width)

    assert tiles.parse_path(address=tiles.path(name=name)) == name


@pytest.mark.parametrize(
    "address",
    [
        "",
        "tile/0/0",
        "tile/00/000",
        "tile/64/000",
        "tile/0/x000/001",
        "tile/0/001/234",
        "tile/0/x001/234/",
        "tile/0/000.p/0",
        "tile/0/000.p/07",
        "tile/0/000.p/256",
        "tile/0/000.p/999",
        "tile/0/../../checkpoint",
        "tile/0/٠٠٠",
        "tile/0/000\n",
        "tile/0/" + "x001/" * 200 + "000",
    ],
)
def test_anything_else_is_no_address_of_a_tile(address: str) -> None:
    with pytest.raises(tiles.BadPath):
        tiles.parse_path(address=address)
