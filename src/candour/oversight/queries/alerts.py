"""What the nightly proof of the receipts found, of the forces that an overseer watches."""

import datetime
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from candour.core.countersigning import policy
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.policies import witnessing
from candour.oversight.models import KINDS

MOST = 500
_KINDS = dict(KINDS)
_LATE = datetime.timedelta(days=witnessing.row_of(witnessing.Period.HEAD_IS_LATE).days)


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
class Standing:
    """The newest head that the log has shown everybody, and who outside has cosigned it."""

    published_on: datetime.date
    leaves: int
    cosigned: tuple[str, ...]
    missing: tuple[str, ...]
    is_late: bool
    is_met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """The alerts that wait, those that were settled, the last proof, and where the log stands."""

    waiting: tuple[Alert, ...]
    settled: tuple[Alert, ...]
    proof: LastProof | None
    standing: Standing | None


def alerts(*, by: Actor, at: datetime.datetime) -> Alerts:
    """Return the alerts of the actor's forces and those that are of nobody's, newest first."""
    demand("oversight.alerts", by=by, at=at)
    found = _alerts()
    return Alerts(
        waiting=tuple(one for one in found if one.settled_on is None),
        settled=tuple(one for one in found if one.settled_on is not None),
        proof=_last_proof(),
        standing=_standing(on=at.date()),
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


def _standing(*, on: datetime.date) -> Standing | None:
    with connection.cursor() as cursor:
        cursor.execute("select published_on, size, witnesses from oversight.log_standing()")
        found = cursor.fetchone()
    if found is None:
        return None
    published_on, size, names = found
    pinned = [witness.name for witness in settings.WITNESSES.witnesses]
    return Standing(
        published_on=published_on,
        leaves=size,
        cosigned=tuple(name for name in pinned if name in names),
        missing=tuple(name for name in pinned if name not in names),
        # Seen here even when the worker, which raises alerts, does not run.
        is_late=published_on + _LATE <= on,
        is_met=settings.WITNESSES.asks_for_witnesses
        and policy.is_met(policy=settings.WITNESSES, by=names),
    )
