"""What the panel sees: who is put to it, on what evidence, and what came of it."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django.db import connection

from candour.cases.models import Case
from candour.guard.actors import Actor
from candour.guard.permissions import demand, deny
from candour.guard.seats import Seat
from candour.patterns.models import (
    WarningDecision,
    WarningEffect,
    WarningEvidence,
    WarningFlag,
    WarningView,
)
from candour.patterns.models.warning import DECISIONS, REASONS, VIEWS
from candour.patterns.warning import panel
from candour.patterns.warning.scoring import flags as rules
from candour.people import queries as people
from candour.people.queries import PersonCard

MOST = 200
BY_CHANCE = "Drawn by chance: no rule was met"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One flag in the list."""

    id: uuid.UUID
    name: str
    unit: str
    raised_at: datetime.datetime
    incidents: int
    decision: str
    review_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Flags that wait, the oldest first, and those decided, the newest first."""

    waiting: tuple[Line, ...]
    decided: tuple[Line, ...]
    more: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One case of the evidence."""

    file: uuid.UUID
    reference: str
    received_on: datetime.date
    is_closed: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, why, why the person was put to the panel, and what came after."""

    decision: str
    reasons: tuple[str, ...]
    views: tuple[str, ...]
    because: tuple[str, ...]
    decided_at: datetime.datetime
    review_on: datetime.date
    effect: WarningEffect | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One flag with its numbers and its evidence. has_viewed: the reader gave a view."""

    id: uuid.UUID
    person: PersonCard
    numbers: WarningFlag
    evidence: tuple[Counted, ...]
    views: int
    needed: int
    has_viewed: bool
    can_decide: bool
    decision: Decision | None


def flags(*, by: Actor, at: datetime.datetime) -> Listed:
    """Return whoever is put to the panel of the reader's force."""
    demand("patterns.flags", by=by, at=at)
    found = list(WarningFlag.objects.order_by("-raised_at", "id")[: MOST + 1])
    decided = {
        one.flag_id: one
        for one in WarningDecision.objects.filter(flag__in=[flag.id for flag in found])
    }
    cards = people.cards(persons={one.person_id for one in found}, by=by, at=at)
    lines = [_line(one, cards[one.person_id], decided.get(one.id)) for one in found[:MOST]]
    return Listed(
        waiting=tuple(reversed([one for one in lines if not one.decision])),
        decided=tuple(one for one in lines if one.decision),
        more=max(0, len(found) - MOST),
    )


def flag(*, id: uuid.UUID, by: Actor, at: datetime.datetime) -> Shown:
    """Return one flag; hidden and absent answer alike."""
    demand("patterns.flag", by=by, at=at)
    found = WarningFlag.objects.filter(id=id).select_related("round").first()
    if found is None:
        deny("patterns.flag", by=by, at=at)
    decided = WarningDecision.objects.filter(flag_id=id).first()
    mine = WarningView.objects.filter(flag_id=id, viewed_by=by.account).exists()
    return Shown(
        id=id,
        person=people.cards(persons=[found.person_id], by=by, at=at)[found.person_id],
        numbers=found,
        evidence=_evidence(id),
        views=panel.views_given(flag=id),
        needed=panel.NEEDED,
        has_viewed=mine,
        can_decide=by.seat is Seat.APPROPRIATE_AUTHORITY,
        decision=_decision(decided) if decided else None,
    )


def flag_to_decide(*, id: uuid.UUID, by: Actor, at: datetime.datetime) -> Shown:
    """Return one flag to whoever may decide on it."""
    demand("patterns.decide_flag", by=by, at=at)
    return flag(id=id, by=by, at=at)


def _line(one: WarningFlag, card: PersonCard, decided: WarningDecision | None) -> Line:
    return Line(
        id=one.id,
        name=card.name,
        unit=card.unit,
        raised_at=one.raised_at,
        incidents=one.incidents,
        decision=dict(DECISIONS)[decided.decision] if decided else "",
        review_on=decided.review_on if decided else None,
    )


def _evidence(flag: uuid.UUID) -> tuple[Counted, ...]:
    files = WarningEvidence.objects.filter(flag_id=flag).values("file_id")
    return tuple(
        Counted(
            file=case.file_id,
            reference=case.reference,
            received_on=case.received_on,
            is_closed=case.closed_on is not None or case.is_closed_undated,
        )
        for case in Case.objects.filter(file_id__in=files).order_by("-received_on", "file_id")
    )


def _decision(decided: WarningDecision) -> Decision:
    views = WarningView.objects.filter(flag_id=decided.flag_id).order_by("viewed_at", "id")
    return Decision(
        decision=dict(DECISIONS)[decided.decision],
        reasons=_said(decided.reasons, REASONS),
        views=_said([one.view for one in views], VIEWS),
        because=_because(decided.flag_id),
        decided_at=decided.decided_at,
        review_on=decided.review_on,
        effect=WarningEffect.objects.filter(decision=decided).first(),
    )


def _because(flag: uuid.UUID) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select because, is_sample from patterns.origin_of(%s)", [flag])
        because, is_sample = cursor.fetchone()
    return (BY_CHANCE,) if is_sample else tuple(rules.BECAUSE[one] for one in because.split())


def _said(codes: Sequence[str], names: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    known = dict(names)
    return tuple(known[code] for code in codes)
