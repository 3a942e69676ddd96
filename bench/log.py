"""The log: leaves through the database until there are a million; then all of it recomputed."""

import hashlib
import os
import secrets
import sys
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterator

import psycopg

import measured

CLIENTS = 16
APPENDS = int(os.environ.get("BENCH_APPENDS", "8000"))
LEAVES = int(os.environ.get("BENCH_LEAVES", "1000000"))
PEERS = 100_000
# One leaf in so many writes a row; the others say who looked.
WRITES = 10

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


def body_of(number: int, after: list[list[object]]) -> bytes:
    """Write what a leaf says, as long as leaves are, with its mark; `after` is the row it wrote."""
    from candour.guard.log import leaves, marks

    who, what = str(uuid.UUID(int=number % 997)), str(uuid.UUID(int=number))
    said = {
        "after": after, "at": "2026-11-22T05:00:00.000+00:00", "detail": {}, "file": what,
        "by": {"account": who, "organisation": who, "seat": "desk_reader", "service": ""},
        "gone": [], "id": what, "kind": "write" if after else "read", "recipients": [],
        "salt": secrets.token_hex(16), "v": 1, "what": "cases.open", "why": "Open a case",
    }  # fmt: skip
    return marks.marked(leaves.canonical({**said, "written": number} if after else said))


def written(connection: psycopg.Connection, numbers: range) -> Iterator[list[list[object]]]:
    """Put in the rows that leaves wrote; return for each leaf what it says of one."""
    ids = [uuid.UUID(int=number) for number in numbers if number % WRITES == 0]
    with connection.cursor() as cursor:
        columns = "(id, file_id, organisation_id, account_id, role, granted_on)"
        with cursor.copy(f"copy guard_grant {columns} from stdin") as rows:
            for one in ids:
                rows.write_row((one, one, one, one, "reader", "2026-11-22"))
        cursor.execute(
            "select row_id, encode(image, 'hex') from guard.images('guard_grant', 1, %s)", [ids]
        )
        images = {row.int: image for row, image in cursor}
    for number in numbers:
        row = str(uuid.UUID(int=number))
        yield [["guard_grant", 1, row, images[number]]] if number in images else []


def let_wait(connection: psycopg.Connection, numbers: range) -> None:
    """Store leaves that wait for their place, without the parts of a case that they tell of."""
    from candour.core import merkle

    connection.execute("set session_replication_role = replica")
    bodies = map(body_of, numbers, written(connection, numbers))
    found = [
        (uuid.uuid4(), body, uuid.UUID(int=n)) for n, body in zip(numbers, bodies, strict=True)
    ]
    with connection.cursor() as cursor:
        with cursor.copy("copy guard_leaf (id, body, leaf_hash, file_id) from stdin") as rows:
            for leaf, body, file in found:
                rows.write_row((leaf, body, merkle.leaf_hash(body), file))
        with cursor.copy("copy guard_pendingleaf (leaf_id) from stdin") as rows:
            for leaf, _, _ in found:
                rows.write_row((leaf,))
    connection.commit()


def measure_sequencing(address: str) -> None:
    """Give a million leaves their places as the worker does, round after round."""
    from django.db import transaction

    from candour.guard.log import sequencer

    signer, most, backend = signer_of(), sequencer.MOST, measured.backend()

    @transaction.atomic
    def sequence(_: int) -> None:
        sequencer.sequence()
        sequencer.sign_head(signer=signer)

    rounds = []
    with psycopg.connect(address) as connection:
        for start in range(0, LEAVES, most):
            let_wait(connection, range(start, min(start + most, LEAVES)))
            rounds.append(measured.calls(sequence, n=1, backend=backend))
        least = floor_of_sequencing(connection, most)
        connection.execute("set session_replication_role = origin")
    theirs = rate_of_peer(most)
    taken = sorted(one.seconds for one in rounds)
    rate = most / measured.median(taken)
    measured.line(
        f"sequencing until {sequencer.tree_size()} leaves have their place, rounds of {most}",
        n=len(rounds),
        leaves_per_second=round(rate),
        target_per_second=5_000,
        median_ms=round(measured.median(taken) * 1000),
        p99_ms=round(measured.quantile(taken, 0.99) * 1000),
        leaves_per_cpu_second=round(LEAVES / sum(one.cpu for one in rounds)),
        last_round_ms=round(rounds[-1].seconds * 1000),
        floor="the same places copied into a table of the same indexes, unchecked",
        floor_per_second=round(most / least),
        ratio_to_floor=round(most / least / rate, 2),
        **theirs,
        ratio_to_peer=round(rate / theirs["peer_per_second"], 2) if theirs else None,
    )


def floor_of_sequencing(connection: psycopg.Connection, count: int) -> float:
    """Return the seconds in which so many places get into a table that nobody checks."""
    connection.execute(
        "create table bench_tree (like guard_treeleaf including indexes);"
        " create table bench_leaf (like guard_treeleaf)"
    )
    connection.execute(
        "insert into bench_leaf (index, leaf_id, leaf_hash) select index, leaf_id, leaf_hash"
        " from guard_treeleaf where index < %s",
        [count],
    )

    def copy(_: int) -> None:
        connection.execute("insert into bench_tree select * from bench_leaf order by leaf_hash")
        connection.commit()

    return measured.times(copy, n=1)[0] / 1000


def rate_of_peer(count: int) -> dict[str, object]:
    """Append as many leaves to a tree of another author that is kept in a database."""
    peer = measured.peer("pymerkle")
    if peer is None:
        return {}
    bodies = [body_of(number, []) for number in range(count)]
    with tempfile.TemporaryDirectory(dir=measured.ROOT / "build") as folder:
        tree = peer.SqliteTree(f"{folder}/tree.db")
        tree.append_entries(bodies)
        taken = measured.times(lambda _: tree.append_entries(bodies), n=3)
    rate = count / measured.median(taken) * 1000
    return {"peer": "pymerkle 7.0.0 in SQLite, with bodies", "peer_per_second": round(rate)}


def signer_of() -> object:
    """Return a name and a key for the heads of this benchmark."""
    from candour.core import notes
    from candour.guard.log import sequencer

    key = notes.SigningKey(name="bench/log", purpose=notes.Purpose.NOTE, seed=b"b" * 32)
    return sequencer.Signer(origin=key.name, key=key)


def measure_verification(address: str) -> None:
    """Recompute the whole log from the database: leaves, bodies, marks, tiles, head and rows."""
    from candour.guard.log import verify

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("vacuum analyze")
    signer, backend = signer_of(), measured.backend()
    found: list[verify.Report] = []

    def recompute(_: int) -> None:
        found.append(verify.verify(trusted=[signer.key.verifier], origin=signer.origin))

    least = measured.calls(hash_each_body, n=1, backend=backend)
    before = measured.largest_own_mib()
    taken = measured.calls(recompute, n=1, backend=backend)
    measured.line(
        f"verifying a log of {found[0].leaves} leaves and {found[0].rows} rows",
        n=1,
        seconds=round(taken.seconds, 1),
        target_seconds=20 if found[0].leaves >= 1_000_000 else None,
        leaves_per_second=round(found[0].leaves / taken.seconds),
        own_cpu_seconds=round(taken.own_cpu, 1),
        backend_cpu_seconds=round(taken.backend_cpu, 1),
        findings=len(found[0].findings),
        more_memory_mib=round(measured.largest_own_mib() - before),
        floor="reading every body in order and hashing it once",
        floor_seconds=round(least.seconds, 1),
        ratio_to_floor=round(taken.seconds / least.seconds, 2),
    )


def hash_each_body(_: int) -> None:
    from candour.guard.models import TreeLeaf

    bodies = TreeLeaf.objects.order_by("index").values_list("leaf__body").iterator(5_000)
    for (body,) in bodies:
        hashlib.sha256(b"\0" + bytes(body)).digest()


def measure_peer() -> None:
    """Append to a tree of another author in the same run, where it was fetched."""
    from candour.core import tiles

    peer = measured.peer("pymerkle")
    if peer is None:
        measured.line("appending to pymerkle's tree: it was not fetched (make setup-dev)")
        return
    bodies = [secrets.token_bytes(32) for _ in range(PEERS)]

    def theirs(_: int) -> None:
        tree = peer.InmemoryTree(algorithm="sha256")
        for body in bodies:
            tree.append_entry(body)

    def ours(_: int) -> None:
        tree = tiles.Growing()
        tree.add(leaves=b"".join([hashlib.sha256(b"\0" + body).digest() for body in bodies]))
        tree.root()

    own, other = (measured.times(one, n=3)[1] / 1000 for one in (ours, theirs))
    measured.line(
        "appending leaves to a tree in memory, with its tiles",
        n=PEERS * 3,
        leaves_per_second=round(PEERS / own),
        peer="pymerkle 7.0.0, in memory",
        peer_per_second=round(PEERS / other),
        ratio_to_peer=round(other / own, 2),
    )


def measure_checkpoint() -> None:
    from candour.core import notes
    from candour.guard.log import sequencer
    from candour.guard.models import Checkpoint

    signer = signer_of()

    def sign(_: int) -> None:
        Checkpoint.objects.all().delete()
        sequencer.sign_head(signer=signer)

    taken = measured.calls(sign, n=100, backend=measured.backend())
    bare = measured.times(lambda _: notes.sign(text="one\n", keys=[signer.key]), n=100)
    measured.line(
        f"signing and storing the head of {sequencer.tree_size()} leaves",
        **taken.figures(),
        floor="the signature alone",
        floor_median_ms=round(measured.median(bare), 3),
        ratio_to_floor=round(measured.median(taken.taken) / measured.median(bare), 2),
    )


def main() -> None:
    measure_core_append()
    measure_peer()
    with measured.product("candour_bench_log") as address:
        measure_append(address)
        # Those leaves held random bytes; the log begins anew with what a leaf says.
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("truncate guard_leaf, guard_treeleaf, guard_pendingleaf")
        measure_sequencing(address)
        measure_verification(address)
        measure_checkpoint()


if __name__ == "__main__":
    sys.exit(main())
