"""Implementations that are not ours verify what the log publishes: head, cosignatures, proofs."""

import importlib
import pathlib
import sys

import pytest
from django.conf import settings as django_settings

import story
from candour.core import merkle, notes
from candour.core.countersigning import policy
from candour.guard.log import heads, sequencer
from candour.guard.log.published import cosigning, files
from candour.guard.models import TreeLeaf
from candour.ops import work
from cast import NOW

FETCHED = pathlib.Path(__file__).parents[2] / "build" / "independent"
NAMES = ("board", "union")


@pytest.fixture(scope="module")
def theirs():
    """Return what lends a library of others, or skips where none was fetched."""

    def lend(name: str):
        sys.path.append(str(FETCHED))
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError:
            pytest.skip(f"{name} is not there: make setup-dev fetches tests/independent.txt")
        finally:
            sys.path.remove(str(FETCHED))

    return lend


@pytest.fixture
def published(world, as_role, settings) -> bytes:
    """A published head with the lines of two pinned witnesses, and its tiles in a folder."""
    story.record(world, as_role, report=story.reported(world, as_role).file)
    with as_role("worker"):
        work.publish(at=NOW)
    keys = [
        notes.SigningKey(
            name=f"{name}.example", purpose=notes.Purpose.COSIGNATURE, seed=name[:1].encode() * 32
        )
        for name in NAMES
    ]
    settings.WITNESSES = policy.Policy(
        witnesses=tuple(policy.Witness(name=key.name, key=key.verifier) for key in keys)
    )
    newest = sequencer.newest_published()
    for key in keys:
        cosigning.take(data=notes.cosign(data=newest.note.encode(), key=key, at=NOW), on=NOW.date())
    data = heads.with_lines(published=newest)
    files.publish(note=data)
    return data


def verified(tlog, data: bytes, log_keys):
    return tlog.verify_checkpoint(
        tlog.parse_note(data),
        tlog.parse_vkey(notes.encode_key(key=log_keys[0])),
        [tlog.parse_vkey(notes.encode_key(key=key)) for key in django_settings.WITNESSES.keys],
        quorum=2,
        expected_origin=django_settings.LOG_ORIGIN,
    )


@pytest.mark.scenario("SC-22", part="verified-by-others")
def test_they_accept_our_checkpoint_with_a_quorum_of_two(published, theirs, log_keys):
    found = verified(theirs("aics_tlog"), published, log_keys)
    assert (found.ok, sorted(found.witnesses)) == (True, ["board.example", "union.example"])


def test_they_refuse_it_with_one_line_changed_or_missing(published, theirs, log_keys):
    tlog = theirs("aics_tlog")
    lines = published.decode().splitlines(keepends=True)
    without = "".join(lines[:-1]).encode()
    assert not verified(tlog, without, log_keys).ok
    larger = "".join([lines[0], "7" + lines[1], *lines[2:]]).encode()
    assert not verified(tlog, larger, log_keys).ok


@pytest.mark.scenario("SC-22", part="verified-by-others")
def test_from_our_tiles_they_prove_each_leaf_under_our_head(published, theirs, log_keys):
    tlog = theirs("aics_tlog")
    tiles = importlib.import_module("aics_tlog.tiles")
    head = verified(tlog, published, log_keys)
    reader = tiles.FileSystemTileReader(django_settings.LOG_FILES)
    assert tiles.tree_root_from_tiles(reader, head.size) == head.root
    bodies = TreeLeaf.objects.filter(index__lt=head.size).values_list("index", "leaf__body")
    for index, body in bodies:
        proof = tiles.inclusion_proof_from_tiles(reader, index, head.size)
        assert tlog.verify_leaf_inclusion(bytes(body), index, head.size, proof, head.root)


@pytest.mark.scenario("SC-22", part="verified-by-others")
def test_they_accept_our_proofs_of_inclusion_and_growth(published, theirs, log_keys):
    tlog = theirs("aics_tlog")
    size, read = verified(tlog, published, log_keys).size, sequencer.hash_reader()
    root = merkle.root(size=size, read=read)
    body = bytes(TreeLeaf.objects.get(index=5).leaf.body)
    proof = merkle.inclusion_proof(index=5, size=size, read=read)
    assert tlog.verify_leaf_inclusion(body, 5, size, proof, root)
    for old in range(1, size):
        grown = merkle.consistency_proof(old_size=old, size=size, read=read)
        before = merkle.root(size=old, read=read)
        assert tlog.verify_consistency(old, size, before, root, grown)


@pytest.mark.scenario("SC-22", part="verified-by-others")
@pytest.mark.parametrize("size", [1, 2, 3, 255, 256, 257, 1000])
def test_another_library_finds_the_same_root(theirs, size):
    bodies = [f"leaf {number}".encode() for number in range(size)]
    tree = theirs("pymerkle").InmemoryTree(algorithm="sha256")
    for body in bodies:
        tree.append_entry(body)
    read = merkle.reader_of(leaves=[merkle.leaf_hash(body) for body in bodies])
    assert tree.get_root() == merkle.root(size=size, read=read)
