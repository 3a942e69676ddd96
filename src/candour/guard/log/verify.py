"""Recomputes the whole log and every logged row from the database, and names what is wrong."""

import contextlib
import dataclasses
import datetime
from collections.abc import Iterator, Sequence

from django.db import connection, transaction

from candour.core import notes
from candour.guard.log import heads, rows, walking
from candour.guard.log.erasure import erased
from candour.guard.log.findings import Finding
from candour.guard.models import Checkpoint, PendingLeaf


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome: how much was recomputed, whether somebody outside agrees, and what does not.

    `is_witnessed` says that a head held outside was given and agrees, or that enough pinned
    witnesses cosigned the newest published head a short time ago.
    """

    leaves: int
    rows: int
    waiting: int
    is_witnessed: bool
    findings: tuple[Finding, ...]


def verify(
    *,
    trusted: Sequence[notes.VerifierKey],
    origin: str,
    witnessed: bytes | None = None,
    at: datetime.datetime | None = None,
) -> Report:
    """Recompute leaves, tiles, heads and rows; `witnessed` is a head kept somewhere else.

    Findings about leaves come first, in the tree's order, so the first names the first bad leaf.
    Cosignatures count as witnesses only if `at` says when it is. All is read as it was at one
    moment, unless the caller's transaction has begun already.
    """
    with _one_moment():
        return _verify(trusted, origin, witnessed, at)


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read")
        yield


def _verify(
    trusted: Sequence[notes.VerifierKey],
    origin: str,
    witnessed: bytes | None,
    at: datetime.datetime | None,
) -> Report:
    kept = heads.Read()
    if witnessed is not None:
        kept = heads.read(data=witnessed, trusted=trusted, origin=origin)
    held = kept.head
    gone = erased.read(origin=origin)
    sizes = {*Checkpoint.objects.values_list("size", flat=True), *([held.size] if held else [])}
    walk = walking.walk(sizes=sizes, erased=gone)
    against = [] if witnessed is None else list(heads.against(kept=kept, walk=walk))
    findings = (
        *walk.findings,
        *heads.compare(walk=walk, trusted=trusted, origin=origin),
        *against,
        *heads.compare_cosignatures(),
        *gone.findings,
        *walking.hear_waiting(said=walk.said, erased=gone),
    )
    checked, row_findings = rows.compare(said=walk.said, emptied=frozenset(gone.items))
    is_cosigned = at is not None and heads.is_witnessed(at=at)
    return Report(
        leaves=walk.tree.size,
        rows=checked,
        waiting=PendingLeaf.objects.count(),
        is_witnessed=not against and (witnessed is not None or is_cosigned),
        findings=(*findings, *row_findings),
    )
