"""Late cases that were put to the overseer's own body: references, codes and days, never a name."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import connection

from candour.core import escalation
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.clocks import CLOCKS, Clock
from candour.law.policies.escalation import (
    ANSWERS,
    ASKS_FORCE,
    CAUSES,
    DELAYS,
    NO_ACTION_REASONS,
    OWED,
    WEIGHTS,
    Way,
)
from candour.people import naming

MOST = 500
_CAUSES = {row.because.value: row.name for row in CAUSES}
_CLOCKS = {clock.id: clock for clock in CLOCKS}
_OWED = {row.code: row.name for row in OWED}
_SAID = {row.code: row.name for row in (*ANSWERS, *NO_ACTION_REASONS, *DELAYS)}
_RISKS = {row.weight: row for row in WEIGHTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCase:
    """One case: why it came here, for which step, how late and how grave, and what was said."""

    id: uuid.UUID
    organisation: str
    reference: str
    because: str
    clock: Clock | None
    # What is owed where no clock of the law counts it.
    owed: str
    is_at_once: bool
    raised_on: datetime.date
    days: int
    risk: str
    rank: int
    answer: str
    answered_on: datetime.date | None
    reply_due_on: datetime.date | None
    reply: str
    plan_on: datetime.date | None

    @property
    def is_reply_late(self) -> bool:
        """Return whether the force was asked and has not replied."""
        return self.reply_due_on is not None and not self.reply


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCases:
    """What could not wait, this week's digest in its order, and whether there is more."""

    at_once: tuple[LateCase, ...]
    digest: tuple[LateCase, ...]
    digest_on: datetime.date
    is_cut: bool


def late_cases(*, by: Actor, at: datetime.datetime) -> LateCases:
    """Return what was put to the actor's body; what a wall hides is in no row and no count."""
    demand("oversight.late", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select escalation_id, organisation_id, reference, because, clock, way, raised_on,"
            " late_days, risk, answer, no_action, answered_on, reply_due_on, reply, plan_on"
            " from cases.late_for_body(%s) limit %s",
            [at.date(), MOST + 1],
        )
        found = cursor.fetchall()
    names = naming.organisation_names(organisations=[row[1] for row in found])
    rows = [_case(row, names) for row in found[:MOST]]
    return LateCases(
        at_once=tuple(one for one in rows if one.is_at_once),
        digest=tuple(one for one in rows if not one.is_at_once),
        digest_on=escalation.digest_day(on=at.date()),
        is_cut=len(found) > MOST,
    )


def _case(row: tuple, names: dict[uuid.UUID, str]) -> LateCase:  # type: ignore[type-arg] # a row of the function
    (found, organisation, reference, because, clock, way, raised_on, days, weight, answer,
     no_action, answered_on, reply_due_on, reply, plan_on) = row  # fmt: skip
    said = [_SAID[code] for code in (answer, no_action) if code]
    risk = _RISKS[weight]
    return LateCase(
        id=found,
        organisation=names.get(organisation, ""),
        reference=reference,
        because=_CAUSES[because],
        clock=_CLOCKS.get(clock),
        owed=_OWED.get(clock, ""),
        is_at_once=way == Way.AT_ONCE,
        raised_on=raised_on,
        days=days,
        risk=risk.name,
        rank=escalation.rank(days=days, risk=risk.risk),
        answer=": ".join(said),
        answered_on=answered_on,
        reply_due_on=reply_due_on if answer == ASKS_FORCE else None,
        reply=_SAID.get(reply or "", ""),
        plan_on=plan_on,
    )
