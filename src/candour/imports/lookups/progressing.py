"""Keeps how far a run has come: sealed to whoever started it, and gone when it is finished.

It holds what a run that goes on must know and nobody else may: the reads found so far, and how much
each officer reads on a usual day.
"""

import dataclasses
import datetime
import json
import uuid
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from candour.core import envelope
from candour.core.lookups import Kind, Read, Task
from candour.guard.keys import Vault
from candour.imports.lookups import finding
from candour.imports.lookups.finding import Hit
from candour.imports.lookups.tallies import Tallies, Tally
from candour.imports.models import LookupProgress


@dataclass(slots=True, kw_only=True)
class Standing:
    """What a run knows so far: rows read, touching and left out, hits and usual days."""

    chunks: int = 0
    rows: int = 0
    touching: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    hits: finding.Hits = field(default_factory=dict)
    tallies: Tallies = field(default_factory=Tallies)


def keep(*, run: uuid.UUID, standing: Standing, vault: Vault) -> None:
    """Seal where a run stands, in the place of where it stood."""
    text = zlib.compress(json.dumps(_as_json(standing)).encode())
    ciphertext = envelope.seal_item(
        plaintext=text,
        epoch_public=envelope.public_of(private=vault.private_key),
        context=_context(run),
    )
    LookupProgress.objects.update_or_create(
        run_id=run, defaults={"account_id": vault.account_id, "ciphertext": ciphertext}
    )


def resume(*, run: uuid.UUID, vault: Vault) -> Standing:
    """Return where a run stood, or a new start."""
    kept = LookupProgress.objects.filter(run_id=run, account_id=vault.account_id).first()
    if kept is None:
        return Standing()
    text = envelope.open_item(
        blob=bytes(kept.ciphertext), epoch_private=vault.private_key, context=_context(run)
    )
    return _from_json(json.loads(zlib.decompress(text)))


def forget(*, run: uuid.UUID) -> None:
    """Erase where a run stood."""
    LookupProgress.objects.filter(run_id=run).delete()


def _context(run: uuid.UUID) -> envelope.ItemContext:
    key = envelope.KeyContext(file_id=run, compartment="lookup-progress", epoch=1)
    return envelope.ItemContext(key=key, item_id=run)


def _as_json(standing: Standing) -> dict[str, Any]:
    return {
        "chunks": standing.chunks,
        "rows": standing.rows,
        "touching": standing.touching,
        "left_out": dict(standing.left_out),
        "hits": [[*key, [_hit(one) for one in found]] for key, found in standing.hits.items()],
        "tallies": {
            who: dataclasses.astuple(one) for who, one in standing.tallies.by_officer.items()
        },
    }


def _from_json(told: dict[str, Any]) -> Standing:
    return Standing(
        chunks=told["chunks"],
        rows=told["rows"],
        touching=told["touching"],
        left_out=Counter(told["left_out"]),
        hits={(watch, who): [_to_hit(one) for one in found] for watch, who, found in told["hits"]},
        tallies=Tallies(
            by_officer={
                who: Tally(reads=reads, days=days, months=months)
                for who, (reads, days, months) in told["tallies"].items()
            }
        ),
    )


def _hit(one: Hit) -> list[Any]:
    read = [one.read.at.isoformat(), sorted(one.read.kinds), one.read.task.value]
    return [*read, one.system, one.record, one.task, one.is_allocated]


def _to_hit(told: list[Any]) -> Hit:
    at, kinds, task, system, record, of_task, is_allocated = told
    read = Read(
        at=datetime.datetime.fromisoformat(at),
        kinds=frozenset(map(Kind, kinds)),
        task=Task(task),
    )
    return Hit(read=read, system=system, record=record, task=of_task, is_allocated=is_allocated)
