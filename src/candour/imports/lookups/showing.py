"""Reads alerts for those who handle a file, and findings for those outside who keep the terms."""

import datetime
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from candour.cases.reading import opened
from candour.core import envelope
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.permissions import demand, deny
from candour.imports.lookups import telling
from candour.imports.models import DECISIONS, LookupAlert, LookupDecision

_DECIDED = dict(DECISIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One line of a card in words, and what it adds."""

    words: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One alert or finding as a page shows it; `reads` only for those outside."""

    id: uuid.UUID
    on: datetime.datetime
    officer: str
    relation: str
    points: float
    lines: tuple[str, ...]
    card: tuple[Point, ...]
    reference: str = ""
    decision: str = ""
    why: str = ""
    is_told: bool = True
    reads: tuple[str, ...] = ()


def alerts(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> tuple[Shown, ...]:
    """Return a file's alerts, undecided first, as far as this vault opens them."""
    demand("imports.lookup_alerts", by=by, at=at, file=file)
    rows = list(LookupAlert.objects.filter(file_id=file).select_related("item").order_by("id"))
    decided = _decisions([row.id for row in rows])
    items = [row.item for row in rows] + [one.item for one in decided.values()]
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    shown = [
        _shown(
            row.id,
            row.raised_at,
            json.loads(texts[row.item_id]),
            decision=_DECIDED[decided[row.id].decision] if row.id in decided else "",
            why=texts.get(decided[row.id].item_id, "") if row.id in decided else "",
        )
        for row in rows
        if row.item_id in texts
    ]
    return tuple(sorted(shown, key=lambda one: (bool(one.decision), -one.points, one.id.bytes)))


def alert_of(*, file: uuid.UUID, alert: uuid.UUID, by: Actor, at: datetime.datetime) -> LookupAlert:
    """Return an alert of a file that the actor may decide on; deny that there is another."""
    demand("imports.decide_lookup", by=by, at=at, file=file)
    found = LookupAlert.objects.filter(id=alert, file_id=file).first()
    if found is None:
        deny("imports.decide_lookup", by=by, at=at, file=file)
    return found


def may_see(*, by: Actor, at: datetime.datetime) -> None:
    """Refuse whoever keeps no reporter's terms by their seat."""
    demand("imports.lookup_findings", by=by, at=at)


def findings(*, vault: Vault, by: Actor, at: datetime.datetime) -> tuple[Shown, ...]:
    """Return what was found for reporters whose terms the actor keeps, newest first."""
    demand("imports.lookup_findings", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, report_id, epoch, ciphertext, reference, found_at, is_told"
            " from imports.my_findings()"
        )
        rows = cursor.fetchall()
    privates = _privates(vault)
    shown = []
    for own, report, epoch, ciphertext, reference, found_at, is_told in rows:
        context = envelope.ItemContext(key=_context(report, epoch), item_id=own)
        text = envelope.open_item(
            blob=bytes(ciphertext), epoch_private=privates[report, epoch], context=context
        )
        told = json.loads(text)
        shown.append(_shown(own, found_at, told, reference=reference, is_told=is_told))
    _log([row[0] for row in rows], by=by, at=at)
    return tuple(shown)


def _log(found: Sequence[uuid.UUID], *, by: Actor, at: datetime.datetime) -> None:
    entry = leaves.Entry(
        kind="key",
        what="imports.lookup_findings",
        why="Sealed findings opened for reading",
        detail={"findings": sorted(map(str, found))},
    )
    leaves.append(entry=entry, by=by, at=at)


def _privates(vault: Vault) -> dict[tuple[uuid.UUID, int], bytes]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select report_id, epoch, wrapped from imports.keys_of_findings()",
        )
        return {
            (report, epoch): envelope.unwrap_key(
                wrap=bytes(wrapped),
                reader_private=vault.private_key,
                context=_context(report, epoch),
            )
            for report, epoch, wrapped in cursor.fetchall()
        }


def _context(report: uuid.UUID, epoch: int) -> envelope.KeyContext:
    return envelope.KeyContext(file_id=report, compartment=keys.IDENTITY, epoch=epoch)


def _decisions(alerts: Sequence[uuid.UUID]) -> dict[uuid.UUID, LookupDecision]:
    rows = LookupDecision.objects.filter(alert_id__in=alerts).select_related("item")
    return {row.alert_id: row for row in rows.order_by("decided_at", "id")}


def _shown(own: uuid.UUID, on: datetime.datetime, told: dict[str, Any], **more: Any) -> Shown:
    return Shown(
        id=own,
        on=on,
        officer=told["officer"],
        relation=telling.RELATIONS[told["relation"]],
        points=told["points"],
        lines=tuple(told["lines"]),
        card=tuple(
            Point(words=telling.part(code=code), points=round(points, 1))
            for code, points in told["because"]
        ),
        reads=tuple(
            f"{read['at'].replace('T', ' ')}, {read['system']}, {read['record']}"
            for read in told.get("reads", ())
        ),
        **more,
    )
