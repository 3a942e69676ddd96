"""Proofs that a leaf is in the log, from the stored tiles of trees that grow tenfold.

The tiles are cut and stored by the code that does it for the log, over random hashes: to put ten
million leaves with their bodies through the sequencer would take most of an hour.
"""

import os
import random
import sys

import measured

TILED = int(os.environ.get("BENCH_TILED", "10000000"))
PROOFS = 1_000
PEERS = 5


class Stored:
    """The stored tiles, as another author's library asks for them."""

    def read_tile(self, level: int, index: int, width: int | None) -> bytes:
        from candour.guard.log import sequencer

        return sequencer.read_tile(level, index)[: 32 * (width or 256)]


def measure(size: int, chance: random.Random) -> None:
    """Prove random leaves: each alone, and by one reader, as for the receipts of a day."""
    from candour.core import merkle
    from candour.guard.log import sequencer

    places = [chance.randrange(size) for _ in range(PROOFS)]
    kept = sequencer.hash_reader()

    def alone(n: int) -> tuple[bytes, ...]:
        return sequencer.inclusion_proof(index=places[n], size=size)

    def one_of_many(n: int) -> tuple[bytes, ...]:
        return merkle.inclusion_proof(index=places[n], size=size, read=kept)

    # The first ones find out what all have in common.
    for n in range(PROOFS - 100, PROOFS):
        one_of_many(n)
    backend = measured.backend()
    peer = peer_of(alone, places, size)
    for what, call in (("alone", alone), ("one of many", one_of_many)):
        found = measured.calls(call, n=PROOFS - 100, backend=backend)
        measured.line(
            f"inclusion proof among {size} leaves, from the database, {what}",
            **found.figures(),
            target_ms=1 if size >= 10_000_000 else None,
            **({} if peer is None else against(peer, found)),
        )


def peer_of(ours: object, places: list[int], size: int) -> measured.Calls | None:
    """Let another author's library prove the same from the same tiles; both must say the same."""
    theirs = measured.peer("aics_tlog.tiles")
    if theirs is None:
        measured.line("another author's proofs: they were not fetched (make setup-dev)")
        return None

    def prove(n: int) -> list[bytes]:
        return theirs.inclusion_proof_from_tiles(Stored(), places[n], size)

    if any(tuple(prove(n)) != ours(n) for n in range(PEERS)):
        sys.exit("another author's library proves something else")
    return measured.calls(prove, n=PEERS, backend=measured.backend())


def against(peer: measured.Calls, found: measured.Calls) -> dict[str, object]:
    theirs = measured.median(peer.taken)
    return {
        "peer": "aics-tlog 0.2.1, from the same database",
        "peer_median_ms": round(theirs, 3),
        "ratio_to_peer": round(theirs / measured.median(found.taken), 2),
    }


def main() -> None:
    with measured.product("candour_bench_proofs"):
        from candour.core import tiles
        from candour.guard.log import sequencer
        from candour.guard.models import Tile

        tree, chance, size = tiles.Growing(), random.Random(1), TILED // 100
        while size <= TILED:
            while tree.size < size:
                count = min(sequencer.MOST, size - tree.size)
                sequencer.store(written=tree.add(leaves=chance.randbytes(32 * count)))
            sequencer.store(written=tree.edge())
            measure(size, chance)
            size *= 10
        measured.line("tiles stored", n=Tile.objects.count(), leaves=tree.size)


if __name__ == "__main__":
    sys.exit(main())
