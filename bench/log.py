"""The log: appending with and without a leaf, sequencing, proofs among a million, checkpoints."""

import hashlib
import os
import random
import secrets
import sys
import threading
import uuid
from collections.abc import Callable

import psycopg

import measured

CLIENTS = 16
APPENDS = int(os.environ.get("BENCH_APPENDS", "8000"))
LEAVES = int(os.environ.get("BENCH_LEAVES", "1000000"))
TILED = int(os.environ.get("BENCH_TILED", "10000000"))
PEERS = 100_000
PROOFS = 2_000
FRESH = 20_000

_PLAIN = "insert into bench_row (id, said) values (%s, %s)"
_WITH_LEAF = """
    with written as (insert into bench_row (id, said) values (%s, %s)),
    leaf as (insert into guard_leaf (id, body, leaf_hash) values (%s, %s, %s) returning id)
    insert into guard_pendingleaf (leaf_id) select id from leaf
"""


def appending(address: str, *, has_leaf: bool) -> Callable[[], None]:
    """One transaction on a connection that the client keeps: a row, or a row with its leaf."""
    local = threading.local()

    def append() -> None:
        if not hasattr(local, "connection"):
            local.connection = psycopg.connect(address, autocommit=True)
        row, body = [uuid.uuid4(), "decided"], secrets.token_bytes(400)
        if has_leaf:
            leaf = [uuid.uuid4(), body, hashlib.sha256(b"\0" + body).digest()]
            local.connection.execute(_WITH_LEAF, [*row, *leaf])
        else:
            local.connection.execute(_PLAIN, row)

    return append


def measure_append(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("create table bench_row (id uuid primary key, said text)")
    plain = measured.rush([appending(address, has_leaf=False)] * APPENDS, clients=CLIENTS)
    logged = measured.rush([appending(address, has_leaf=True)] * APPENDS, clients=CLIENTS)
    measured.line(
        f"a transaction with its leaf, {CLIENTS} clients",
        **logged.figures(),
        floor="the same transaction without the leaf",
        floor_per_second=round(plain.per_second, 1),
        ratio_to_floor=round(plain.per_second / logged.per_second, 2),
    )


def measure_core_append() -> None:
    from candour.core import merkle

    leaves = [secrets.token_bytes(32) for _ in range(100_000)]
    taken = measured.times(
        lambda _: merkle.append(frontier=merkle.Frontier(size=0, peaks=()), leaves=leaves), n=5
    )
    floor = measured.times(
        lambda _: [hashlib.sha256(b"\1" + leaf + leaf).digest() for leaf in leaves], n=5
    )
    each, least = (measured.median(one) * 1000 / len(leaves) for one in (taken, floor))
    measured.line(
        "appending to a tree in memory, for each leaf",
        n=len(leaves) * 5,
        median_us=round(each, 2),
        target_us=5,
        floor="one hash over two others",
        floor_median_us=round(least, 2),
        ratio_to_floor=round(each / least, 2),
    )


def measure_sequencing() -> None:
    """Sequence leaves that wait, through the sequencer itself."""
    from candour.guard.log import sequencer
    from candour.guard.models import PendingLeaf

    waiting = PendingLeaf.objects.count()
    taken = measured.times(lambda _: sequencer.sequence(), n=1)[0]
    measured.line(
        "sequencing leaves that wait, in one round",
        n=waiting,
        leaves_per_second=round(waiting / taken * 1000),
        milliseconds=round(taken),
        leaves_left=PendingLeaf.objects.count(),
    )


def body_of(number: int) -> bytes:
    """Write what a leaf of a read says, as long as such leaves are."""
    from candour.guard.log import leaves

    who, what = str(uuid.UUID(int=number % 997)), str(uuid.UUID(int=number))
    return leaves.canonical(
        {
            "after": [], "at": "2026-11-22T05:00:00.000+00:00", "detail": {}, "file": what,
            "by": {"account": who, "organisation": who, "seat": "desk_reader", "service": ""},
            "gone": [], "id": what, "kind": "read", "recipients": [], "salt": what, "v": 1,
            "what": "cases.read", "why": "Open a case",
        }
    )  # fmt: skip


def fill(address: str) -> None:
    """Write a tree of that many leaves with its tiles, as the sequencer would have."""
    from candour.core import merkle, tiles
    from candour.guard.log import sequencer

    size = sequencer.tree_size()
    bodies = [body_of(number) for number in range(LEAVES - size)]
    leaves = [merkle.leaf_hash(body) for body in bodies]
    ids = [uuid.uuid4() for _ in bodies]
    written = tiles.append(size=size, leaves=leaves, read=sequencer.read_tile)
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        with cursor.copy("copy guard_leaf (id, body, leaf_hash) from stdin") as rows:
            for row in zip(ids, bodies, leaves, strict=True):
                rows.write_row(row)
        with cursor.copy("copy guard_treeleaf (index, leaf_id, leaf_hash) from stdin") as rows:
            for place, (leaf, leaf_hash) in enumerate(zip(ids, leaves, strict=True)):
                rows.write_row((size + place, leaf, leaf_hash))
        cursor.execute("delete from guard_tile")
        with cursor.copy("copy guard_tile (id, level, index, hashes) from stdin") as rows:
            for tile in _all_tiles(written):
                rows.write_row((uuid.uuid4(), *tile))
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("vacuum analyze")


def _all_tiles(written: tuple) -> list[tuple[int, int, bytes]]:
    from candour.guard.models import Tile

    found = {(one.level, one.index): bytes(one.hashes) for one in Tile.objects.all()}
    found.update({(one.name.level, one.name.index): one.data for one in written})
    return [(level, index, hashes) for (level, index), hashes in found.items()]


def measure_proofs() -> None:
    from candour.core import merkle
    from candour.guard.log import sequencer
    from candour.guard.models import TreeLeaf

    size, chance = sequencer.tree_size(), random.Random(1)
    places = [chance.randrange(size) for _ in range(PROOFS)]
    kept = sequencer.hash_reader()

    def prove(place: int, read: merkle.HashReader) -> None:
        merkle.inclusion_proof(index=place, size=size, read=read)

    cold = measured.times(lambda n: prove(places[n], sequencer.hash_reader()), n=300)
    for place in places:
        prove(place, kept)
    warm = measured.times(lambda n: prove(places[n], kept), n=PROOFS)
    leaves = TreeLeaf.objects.order_by("index").values_list("leaf_hash", flat=True).iterator()
    in_memory = merkle.reader_of(leaves=[bytes(leaf) for leaf in leaves])
    bare = measured.times(lambda n: prove(places[n], in_memory), n=PROOFS)
    for what, taken in (("every tile read already", warm), ("every tile from the database", cold)):
        measured.line(
            f"inclusion proof among {size} leaves, {what}",
            n=len(taken),
            median_ms=round(measured.median(taken), 4),
            p99_ms=round(measured.quantile(taken, 0.99), 4),
            target_ms=0.05 if taken is warm else None,
            floor="the same proof with the whole tree in memory",
            floor_median_ms=round(measured.median(bare), 4),
            ratio_to_floor=round(measured.median(taken) / measured.median(bare), 2),
        )


def measure_verification() -> None:
    """Recompute the whole log from the database: leaves, bodies, tiles and head."""
    from candour.core import notes
    from candour.guard.log import sequencer, verify
    from candour.guard.models import Checkpoint, TreeLeaf

    key = notes.SigningKey(
        name="bench/log", purpose=notes.Purpose.NOTE, seed=secrets.token_bytes(32)
    )
    Checkpoint.objects.all().delete()
    sequencer.sign_head(signer=sequencer.Signer(origin=key.name, key=key))
    found: list[verify.Report] = []
    taken = measured.times(
        lambda _: found.append(verify.verify(trusted=[key.verifier], origin=key.name)), n=1
    )[0]

    def floor(_: int) -> None:
        bodies = TreeLeaf.objects.order_by("index").values_list("leaf__body").iterator(5_000)
        for (body,) in bodies:
            hashlib.sha256(b"\0" + bytes(body)).digest()

    least = measured.times(floor, n=1)[0]
    measured.line(
        f"verifying a log of {found[0].leaves} leaves",
        n=1,
        seconds=round(taken / 1000, 1),
        target_seconds=20 if found[0].leaves >= 1_000_000 else None,
        leaves_per_second=round(found[0].leaves / taken * 1000),
        # The benchmark's own leaves say nothing of rows, and nobody published a head.
        findings=len(found[0].findings),
        floor="reading every body in order and hashing it once",
        floor_seconds=round(least / 1000, 1),
        ratio_to_floor=round(taken / least, 2),
    )


def measure_tiled_proofs() -> None:
    """Prove inclusion from the stored tiles of trees that grow tenfold; no leaf need be there."""
    from candour.core import merkle, tiles
    from candour.guard.log import sequencer
    from candour.guard.models import Tile

    tree, chance, size = tiles.Growing(), random.Random(1), TILED // 100
    Tile.objects.all().delete()
    while size <= TILED:
        while tree.size < size:
            filled = tree.add(leaf=chance.randbytes(32))
            Tile.objects.bulk_create(_rows_of(filled))
        rows = Tile.objects.bulk_create(_rows_of(tree.edge()))
        places = [chance.randrange(size) for _ in range(300)]
        taken = measured.times(
            lambda n, places=places, size=size: merkle.inclusion_proof(
                index=places[n], size=size, read=sequencer.hash_reader()
            ),
            n=len(places),
        )
        measured.line(
            f"inclusion proof among {size} leaves, every tile from the database",
            n=len(taken),
            median_ms=round(measured.median(taken), 3),
            p99_ms=round(measured.quantile(taken, 0.99), 3),
            target_ms=1 if size >= 10_000_000 else None,
        )
        # Partial tiles are written again when they are full.
        Tile.objects.filter(id__in=[row.id for row in rows]).delete()
        size *= 10


def _rows_of(found: tuple) -> list:
    from candour.guard.models import Tile

    return [Tile(level=one.name.level, index=one.name.index, hashes=one.data) for one in found]


def measure_peer() -> None:
    """Append to a tree of another author in the same run, where it was fetched."""
    import importlib
    import pathlib

    from candour.core import tiles

    sys.path.append(str(pathlib.Path(__file__).parents[1] / "build" / "independent"))
    try:
        peer = importlib.import_module("pymerkle")
    except ModuleNotFoundError:
        measured.line("appending to pymerkle's tree: it was not fetched (make setup-dev)")
        return
    bodies = [secrets.token_bytes(32) for _ in range(PEERS)]

    def theirs(_: int) -> None:
        tree = peer.InmemoryTree(algorithm="sha256")
        for body in bodies:
            tree.append_entry(body)

    def ours(_: int) -> None:
        tree = tiles.Growing()
        for body in bodies:
            tree.add(leaf=hashlib.sha256(b"\0" + body).digest())
        tree.root()

    own, other = (measured.times(one, n=3)[1] / 1000 for one in (ours, theirs))
    measured.line(
        "appending leaves to a tree in memory, with its tiles",
        n=PEERS * 3,
        leaves_per_second=round(PEERS / own),
        target_per_second=5_000,
        peer="pymerkle 7.0.0, in memory",
        peer_per_second=round(PEERS / other),
        ratio_to_peer=round(other / own, 2),
    )


def measure_checkpoint() -> None:
    from candour.core import notes
    from candour.guard.log import sequencer
    from candour.guard.models import Checkpoint

    seed = secrets.token_bytes(32)
    key = notes.SigningKey(name="bench/log", purpose=notes.Purpose.NOTE, seed=seed)
    signer = sequencer.Signer(origin="bench/log", key=key)

    def sign(_: int) -> None:
        Checkpoint.objects.all().delete()
        sequencer.sign_head(signer=signer)

    taken = measured.times(sign, n=100)
    bare = measured.times(lambda _: notes.sign(text="one\n", keys=[key]), n=100)
    measured.line(
        f"signing and storing the head of {sequencer.tree_size()} leaves",
        n=len(taken),
        median_ms=round(measured.median(taken), 3),
        p99_ms=round(measured.quantile(taken, 0.99), 3),
        floor="the signature alone",
        floor_median_ms=round(measured.median(bare), 3),
        ratio_to_floor=round(measured.median(taken) / measured.median(bare), 2),
    )


def wait_again(address: str) -> None:
    """Let fresh leaves wait for the sequencer beside the million that have their place."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "with leaf as (insert into guard_leaf (id, body, leaf_hash)"
            " select gen_random_uuid(), n::text::bytea, sha256(n::text::bytea)"
            " from generate_series(1, %s) as n returning id)"
            " insert into guard_pendingleaf (leaf_id) select id from leaf",
            [FRESH],
        )


def main() -> None:
    measure_core_append()
    measure_peer()
    with measured.database("candour_bench_log") as address:
        measured.migrate(address)
        settings = "candour.sites.command_line"
        os.environ.update(CANDOUR_DB_URL=address, DJANGO_SETTINGS_MODULE=settings)
        import django

        django.setup()
        measure_append(address)
        measure_sequencing()
        fill(address)
        measure_proofs()
        measure_verification()
        measure_checkpoint()
        wait_again(address)
        measure_sequencing()
        measure_tiled_proofs()
        django.db.connections.close_all()


if __name__ == "__main__":
    sys.exit(main())
