"""Countersigns the head that a log shows, or says what is wrong with it: one run, start to end."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from candour.core import merkle, notes, tiles
from candour.core.countersigning import protocol
from candour.holder import store
from candour.holder.refused import Late, Refused
from candour.holder.source import Fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Who countersigns which logs, and where it remembers what it saw.

    `second` is its key of ML-DSA-44; it signs beside the first, under the same name.
    """

    key: notes.SigningKey
    logs: Sequence[notes.VerifierKey]
    store: store.Store
    second: notes.SigningKey | None = None

    @property
    def keys(self) -> tuple[notes.SigningKey, ...]:
        """Return what it signs with, in this order."""
        return (self.key,) if self.second is None else (self.key, self.second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosigned:
    """A head with this witness's lines, how many leaves it had last time, and how many now."""

    note: bytes
    lines: str
    before: int
    size: int


def from_log(*, witness: Witness, fetch: Fetch, at: datetime.datetime) -> Cosigned:
    """Fetch head and tiles, check that nothing but growth has happened, countersign.

    Every tile that is new since the last time is fetched and recomputed up to the signed root.
    """
    data = fetch("checkpoint")
    try:
        checkpoint = notes.parse_checkpoint(text=notes.parse(data=data).text)
    except notes.Refused as refused:
        raise Refused(str(refused)) from None
    seen = witness.store.seen(origin=checkpoint.origin).head
    if checkpoint.size < seen.size:
        message = (
            f"The log shows {checkpoint.size} leaves; this witness has seen {seen.size}."
            " A log never gets shorter."
        )
        raise Refused(message)
    request = protocol.Request(old_size=seen.size, proof=(), checkpoint=data)
    proof = _proof(checkpoint, seen, witness, request, fetch)
    verdict, cosigned = answer(
        witness=witness,
        request=protocol.Request(old_size=seen.size, proof=proof, checkpoint=data),
        at=at,
    )
    if cosigned is None:
        raise Refused(verdict.because)
    return cosigned


def answer(
    *, witness: Witness, request: protocol.Request, at: datetime.datetime
) -> tuple[protocol.Verdict, Cosigned | None]:
    """Judge a request and, where it holds, remember its head and countersign it, in this order."""
    try:
        origin = protocol.origin_of(request=request)
    except notes.Refused as refused:
        return protocol.Verdict(status=protocol.Status.MALFORMED, because=str(refused)), None
    with witness.store.moving(origin=origin) as (seen, connection):
        verdict = protocol.judge(request=request, keys=witness.logs, seen=seen.head)
        if verdict.status is not protocol.Status.COSIGNED:
            return verdict, None
        note = verdict.signed
        for key in witness.keys:
            note = notes.cosign(data=note, key=key, at=at)
        store.keep(connection, origin=origin, head=verdict.head, note=note, at=at)
    lines = "".join(notes.line_of(data=note, key=key.verifier) for key in witness.keys)
    before, size = seen.head.size, verdict.head.size
    return verdict, Cosigned(note=note, lines=lines, before=before, size=size)


def demand_fresh(*, witness: Witness, origin: str, days: int, at: datetime.datetime) -> None:
    """Raise Late where the log's newest head has been the same for more than so many days."""
    seen = witness.store.seen(origin=origin)
    if seen.since is not None and at - seen.since > datetime.timedelta(days=days):
        message = f"The log has shown no new head since {seen.since.date().isoformat()}."
        raise Late(message)


def _proof(
    checkpoint: notes.Checkpoint,
    seen: merkle.TreeHead,
    witness: Witness,
    request: protocol.Request,
    fetch: Fetch,
) -> tuple[bytes, ...]:
    """Check the tiles of a head that a known log signed; return the proof that they make."""
    head = merkle.TreeHead(size=checkpoint.size, root=checkpoint.root)
    judged = protocol.judge(request=request, keys=witness.logs, seen=seen)
    if judged.status in (protocol.Status.NOT_SIGNED, protocol.Status.UNKNOWN_LOG):
        raise Refused(judged.because)
    if head.size == seen.size:
        return ()

    def read(level: int, index: int) -> bytes:
        name = tiles.name_at(level=level, index=index, size=head.size)
        data = fetch(tiles.path(name=name))
        if len(data) != name.width * merkle.HASH_BYTES:
            message = f"The tile {tiles.path(name=name)} is damaged."
            raise Refused(message)
        return data

    try:
        tiles.check(head=head, since=seen.size, read=read)
        return merkle.consistency_proof(
            old_size=seen.size, size=head.size, read=tiles.reader(read=read)
        )
    except (tiles.BadTile, tiles.BadPath) as error:
        raise Refused(str(error)) from None
