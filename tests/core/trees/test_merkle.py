"""The log's trees: proofs agree with other programs, hold for every tree, and fail once bent."""

import json
import pathlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core import merkle

GOLDEN = json.loads((pathlib.Path(__file__).parent.parent / "golden" / "merkle.json").read_text())
PYMERKLE = GOLDEN["pymerkle"]
REFERENCE = GOLDEN["reference"]
ARGON = GOLDEN["argon2020"]

REFERENCE_LEAVES = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in REFERENCE["leaves"]]
LEAVES = [merkle.leaf_hash(str(i).encode()) for i in range(600)]
READ = merkle.reader_of(leaves=LEAVES)


def head(size: int) -> merkle.TreeHead:
    return merkle.TreeHead(size=size, root=merkle.root(size=size, read=READ))


def unhex(values: list[str]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(value) for value in values)


def flipped(value: bytes, bit: int) -> bytes:
    return (int.from_bytes(value, "big") ^ (1 << bit)).to_bytes(len(value), "big")


@st.composite
def places(draw: st.DrawFn) -> tuple[int, int]:
    size = draw(st.integers(1, len(LEAVES)))
    return draw(st.integers(0, size - 1)), size


def test_a_tree_without_leaves_has_the_hash_of_nothing_as_root() -> None:
    assert merkle.root(size=0, read=READ) == bytes.fromhex(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


@pytest.mark.parametrize(("size", "root"), list(enumerate(REFERENCE["roots"], start=1)))
def test_roots_equal_those_of_certificate_transparency(size: int, root: str) -> None:
    read = merkle.reader_of(leaves=REFERENCE_LEAVES)

    assert merkle.root(size=size, read=read).hex() == root


@pytest.mark.parametrize("case", REFERENCE["consistency"])
def test_consistency_proofs_equal_those_of_certificate_transparency(case: dict[str, Any]) -> None:
    read = merkle.reader_of(leaves=REFERENCE_LEAVES)

    proof = merkle.consistency_proof(old_size=case["old_size"], size=case["size"], read=read)

    assert [sibling.hex() for sibling in proof] == case["proof"]


@pytest.mark.parametrize(("size", "root"), list(PYMERKLE["roots"].items()))
def test_roots_equal_those_of_pymerkle(size: str, root: str) -> None:
    assert merkle.root(size=int(size), read=READ).hex() == root


@pytest.mark.parametrize("case", PYMERKLE["inclusion"])
def test_inclusion_proofs_equal_those_of_pymerkle(case: dict[str, Any]) -> None:
    proof = merkle.inclusion_proof(index=case["index"], size=case["size"], read=READ)

    assert [sibling.hex() for sibling in proof] == case["proof"]


def test_a_public_log_of_962_million_leaves_proves_a_leaf_to_us() -> None:
    argon = merkle.TreeHead(size=ARGON["size"], root=bytes.fromhex(ARGON["root"]))

    assert merkle.is_included(
        leaf=bytes.fromhex(ARGON["leaf"]),
        index=ARGON["index"],
        proof=unhex(ARGON["inclusion"]),
        head=argon,
    )


def test_a_public_log_of_962_million_leaves_proves_to_us_that_it_only_grew() -> None:
    old = merkle.TreeHead(size=ARGON["old_size"], root=bytes.fromhex(ARGON["old_root"]))
    new = merkle.TreeHead(size=ARGON["size"], root=bytes.fromhex(ARGON["root"]))

    assert merkle.is_consistent(old=old, new=new, proof=unhex(ARGON["consistency"]))


@given(place=places())
def test_every_inclusion_proof_verifies(place: tuple[int, int]) -> None:
    index, size = place

    proof = merkle.inclusion_proof(index=index, size=size, read=READ)

    assert merkle.is_included(leaf=LEAVES[index], index=index, proof=proof, head=head(size))


@given(place=places())
def test_every_consistency_proof_verifies(place: tuple[int, int]) -> None:
    old_size, size = place

    proof = merkle.consistency_proof(old_size=old_size, size=size, read=READ)

    assert merkle.is_consistent(old=head(old_size), new=head(size), proof=proof)


@given(place=places(), bit=st.integers(0, 255))
def test_one_flipped_bit_in_the_leaf_fails(place: tuple[int, int], bit: int) -> None:
    index, size = place
    proof = merkle.inclusion_proof(index=index, size=size, read=READ)

    leaf = flipped(LEAVES[index], bit)

    assert not merkle.is_included(leaf=leaf, index=index, proof=proof, head=head(size))


@given(place=places(), bit=st.integers(0, 255))
def test_one_flipped_bit_in_the_root_fails(place: tuple[int, int], bit: int) -> None:
    index, size = place
    proof = merkle.inclusion_proof(index=index, size=size, read=READ)

    bent = merkle.TreeHead(size=size, root=flipped(head(size).root, bit))

    assert not merkle.is_included(leaf=LEAVES[index], index=index, proof=proof, head=bent)


@given(size=st.integers(2, 600), data=st.data())
def test_one_flipped_bit_in_an_inclusion_proof_fails(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = list(merkle.inclusion_proof(index=index, size=size, read=READ))
    at = data.draw(st.integers(0, len(proof) - 1))

    proof[at] = flipped(proof[at], data.draw(st.integers(0, 255)))

    assert not merkle.is_included(leaf=LEAVES[index], index=index, proof=proof, head=head(size))


@given(size=st.integers(2, 600), data=st.data())
def test_a_proof_of_one_place_proves_no_other_place(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda place: place != index))
    proof = merkle.inclusion_proof(index=index, size=size, read=READ)

    assert not merkle.is_included(leaf=LEAVES[index], index=other, proof=proof, head=head(size))


@given(place=places(), extra=st.binary(min_size=32, max_size=32))
def test_a_longer_inclusion_proof_fails(place: tuple[int, int], extra: bytes) -> None:
    index, size = place
    proof = merkle.inclusion_proof(index=index, size=size, read=READ)

    longer = (*proof, extra)

    assert not merkle.is_included(leaf=LEAVES[index], index=index, proof=longer, head=head(size))


@given(size=st.integers(2, 600), data=st.data())
def test_a_shorter_inclusion_proof_fails(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(index=index, size=size, read=READ)[:-1]

    assert not merkle.is_included(leaf=LEAVES[index], index=index, proof=proof, head=head(size))


@given(size=st.integers(2, 600), data=st.data())
def test_one_flipped_bit_in_a_consistency_proof_fails(size: int, data: st.DataObject) -> None:
    old_size = data.draw(st.integers(1, size - 1))
    proof = list(merkle.consistency_proof(old_size=old_size, size=size, read=READ))
    at = data.draw(st.integers(0, len(proof) - 1))

    proof[at] = flipped(proof[at], data.draw(st.integers(0, 255)))

    assert not merkle.is_consistent(old=head(old_size), new=head(size), proof=proof)


@given(size=st.integers(2, 600), extra=st.binary(min_size=32, max_size=32), data=st.data())
def test_a_longer_or_shorter_consistency_proof_fails(
    size: int, extra: bytes, data: st.DataObject
) -> None:
    old, new = head(data.draw(st.integers(1, size - 1))), head(size)
    proof = merkle.consistency_proof(old_size=old.size, size=size, read=READ)

    assert not merkle.is_consistent(old=old, new=new, proof=(*proof, extra))
    assert not merkle.is_consistent(old=old, new=new, proof=proof[:-1])


@given(place=places(), bit=st.integers(0, 255))
def test_one_flipped_bit_in_the_old_root_fails(place: tuple[int, int], bit: int) -> None:
    old_size, size = place[0] + 1, place[1]
    proof = merkle.consistency_proof(old_size=old_size, size=size, read=READ)

    old = merkle.TreeHead(size=old_size, root=flipped(head(old_size).root, bit))

    assert not merkle.is_consistent(old=old, new=head(size), proof=proof)


@given(place=places(), bit=st.integers(0, 255))
def test_one_flipped_bit_in_the_new_root_fails(place: tuple[int, int], bit: int) -> None:
    old_size, size = place[0] + 1, place[1]
    proof = merkle.consistency_proof(old_size=old_size, size=size, read=READ)

    new = merkle.TreeHead(size=size, root=flipped(head(size).root, bit))

    assert not merkle.is_consistent(old=head(old_size), new=new, proof=proof)


@given(size=st.integers(2, 600), data=st.data())
def test_a_log_that_rewrote_an_old_leaf_has_no_consistency_proof(
    size: int, data: st.DataObject
) -> None:
    old_size = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old_size - 1))
    leaves = [*LEAVES[:changed], merkle.leaf_hash(b"rewritten"), *LEAVES[changed + 1 : size]]
    read = merkle.reader_of(leaves=leaves)

    proof = merkle.consistency_proof(old_size=old_size, size=size, read=read)

    new = merkle.TreeHead(size=size, root=merkle.root(size=size, read=read))
    assert not merkle.is_consistent(old=head(old_size), new=new, proof=proof)


@given(cut=st.integers(0, 600))
def test_appending_in_any_batches_gives_the_same_root(cut: int) -> None:
    first = merkle.append(frontier=merkle.Frontier(), leaves=LEAVES[:cut])

    whole = merkle.append(frontier=first, leaves=LEAVES[cut:])

    assert whole.size == 600
    assert merkle.frontier_root(frontier=whole) == head(600).root


@pytest.mark.parametrize(("size", "root"), list(PYMERKLE["roots"].items()))
def test_the_root_at_the_right_edge_is_the_root_of_the_tree(size: str, root: str) -> None:
    frontier = merkle.append(frontier=merkle.Frontier(), leaves=LEAVES[: int(size)])

    assert merkle.frontier_root(frontier=frontier).hex() == root


@given(width=st.integers(0, 300))
def test_a_row_of_parents_is_its_nodes_hashed_two_by_two(width: int) -> None:
    row = merkle.parents(b"".join(LEAVES[:width]))

    pairs = zip(LEAVES[:width:2], LEAVES[1:width:2], strict=False)
    assert row == b"".join(merkle.node_hash(left=left, right=right) for left, right in pairs)


def test_a_shrunken_tree_is_not_consistent() -> None:
    assert not merkle.is_consistent(old=head(7), new=head(6), proof=())


def test_anything_grows_from_the_empty_tree() -> None:
    assert merkle.is_consistent(old=head(0), new=head(9), proof=())


def test_only_the_true_empty_root_counts_as_empty() -> None:
    false_start = merkle.TreeHead(size=0, root=bytes(32))

    assert not merkle.is_consistent(old=false_start, new=head(9), proof=())


def test_a_leaf_that_is_really_an_inner_node_is_not_included() -> None:
    inner = merkle.node_hash(left=LEAVES[0], right=LEAVES[1])

    assert not merkle.is_included(leaf=inner, index=0, proof=(LEAVES[2],), head=head(3))


def test_a_hash_of_the_wrong_length_proves_nothing() -> None:
    proof = merkle.inclusion_proof(index=1, size=3, read=READ)

    assert not merkle.is_included(
        leaf=LEAVES[1], index=1, proof=(proof[0][:31], proof[1]), head=head(3)
    )


def test_a_sibling_of_the_wrong_length_proves_nothing_even_if_it_hashes_to_the_root() -> None:
    short = b"x" * 31
    made_up = merkle.TreeHead(size=2, root=merkle.node_hash(left=LEAVES[0], right=short))

    assert not merkle.is_included(leaf=LEAVES[0], index=0, proof=(short,), head=made_up)


def test_a_proof_that_climbs_above_the_tree_proves_nothing() -> None:
    above = merkle.node_hash(left=LEAVES[9], right=head(2).root)
    made_up = merkle.TreeHead(size=2, root=above)

    assert not merkle.is_included(
        leaf=LEAVES[0], index=0, proof=(LEAVES[1], LEAVES[9]), head=made_up
    )


def test_a_root_is_not_accepted_under_a_larger_size_than_its_own() -> None:
    proof = merkle.consistency_proof(old_size=2, size=4, read=READ)
    boastful = merkle.TreeHead(size=8, root=head(4).root)

    assert not merkle.is_consistent(old=head(2), new=boastful, proof=proof)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_proof_is_made_for_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(merkle.OutOfRange):
        merkle.inclusion_proof(index=index, size=size, read=READ)


@pytest.mark.parametrize(("old_size", "size"), [(-1, 3), (4, 3)])
def test_no_consistency_is_proved_with_a_larger_past(old_size: int, size: int) -> None:
    with pytest.raises(merkle.OutOfRange):
        merkle.consistency_proof(old_size=old_size, size=size, read=READ)
