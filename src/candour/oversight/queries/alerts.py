"""What the nightly proof of the receipts found, of the forces that an overseer watches."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import connection

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.oversight.models import KINDS

MOST = 500
_KINDS = dict(KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing that was found: what, where, whose, and what an overseer said of it."""

    id: uuid.UUID
    kind: str
    found_on: datetime.date
    organisation: str
    reference: str
    place: str
    words: str
    settled_on: datetime.date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastProof:
    """The newest look at every receipt: when, how much was looked at, how much was found."""

    proved_on: datetime.date
    receipts: int
    rows: int
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """The alerts that wait, those that were settled, and when the receipts were last proved."""

    waiting: tuple[Alert, ...]
    settled: tuple[Alert, ...]
    proof: LastProof | None


def alerts(*, by: Actor, at: datetime.datetime) -> Alerts:
    """Return the alerts of the actor's forces and those that are of nobody's, newest first."""
    demand("oversight.alerts", by=by, at=at)
    found = _alerts()
    return Alerts(
        waiting=tuple(one for one in found if one.settled_on is None),
        settled=tuple(one for one in found if one.settled_on is not None),
        proof=_last_proof(),
    )


def _alerts() -> list[Alert]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, kind, found_on, organisation, reference, place, words, settled_on, reason"
            " from oversight.alerts_seen() limit %s",
            [MOST],
        )
        return [
            Alert(
                id=row[0],
                kind=_KINDS[row[1]],
                found_on=row[2],
                organisation=row[3],
                reference=row[4],
                place=row[5],
                words=row[6],
                settled_on=row[7],
                reason=row[8],
            )
            for row in cursor.fetchall()
        ]


def _last_proof() -> LastProof | None:
    with connection.cursor() as cursor:
        cursor.execute("select proved_on, receipts, rows, findings from oversight.last_proof()")
        found = cursor.fetchone()
    if found is None:
        return None
    return LastProof(proved_on=found[0], receipts=found[1], rows=found[2], findings=found[3])
