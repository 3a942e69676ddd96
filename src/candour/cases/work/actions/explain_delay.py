"""Records why a case takes so long and by when it goes on: the written reasons and the plan."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import DelayReason
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.policies.escalation import DELAYS


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """The code of why, the day by which the plan is carried out, and both in words."""

    code: str
    plan_on: datetime.date
    why: str = dataclasses.field(repr=False)


class NotACode(Exception):
    """Choose why it takes so long."""


class PlanInThePast(Exception):
    """The day by which it goes on must lie ahead."""


@transaction.atomic
def explain_delay(
    *, file: uuid.UUID, delay: Delay, by: Actor, at: datetime.datetime
) -> DelayReason:
    """Keep them; a body that asked sees the code and the day, the words stay with the case."""
    demand("cases.explain_delay", by=by, at=at, file=file)
    if delay.code not in {row.code for row in DELAYS}:
        raise NotACode
    if delay.plan_on < at.date():
        raise PlanInThePast
    case = steps.get_case(file=file)
    item = words.seal_reason(case=case, text=delay.why)
    row = DelayReason(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        code=delay.code,
        plan_on=delay.plan_on,
    )
    DelayReason.objects.bulk_create([row])
    detail = {"code": row.code}
    steps.finish(
        step="cases.explain_delay", case=case, after=[item, row], by=by, at=at, detail=detail
    )
    return row
