"""Plans how a witness is kept safe: who does what, and when that is looked at again."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.models import ProtectionPlan
from candour.cases.models.parties import LONGEST_PLAN_DAYS
from candour.cases.parties import witnesses
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.permissions import demand


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Who does what, and the day on which it is looked at again."""

    review_on: datetime.date
    text: str = dataclasses.field(repr=False)


class ReviewedTooLate(Exception):
    """The plan must be looked at again after today and within 28 days."""


@transaction.atomic
def plan_protection(
    *, file: uuid.UUID, witness: uuid.UUID, planned: Planned, by: Actor, at: datetime.datetime
) -> ProtectionPlan:
    """Write the plan into the witness's own compartment; it replaces the one before."""
    demand("cases.plan_protection", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    found = witnesses.for_named("cases.plan_protection", file=file, witness=witness, by=by, at=at)
    latest = at.date() + datetime.timedelta(days=LONGEST_PLAN_DAYS)
    if not at.date() < planned.review_on <= latest:
        raise ReviewedTooLate
    place = witnesses.place(case=case, letter=found.letter)
    item = keys.seal(place=place, kind=witnesses.KIND, text=planned.text)
    plan = ProtectionPlan(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        witness=found,
        made_on=at.date(),
        review_on=planned.review_on,
        supersedes=found.plans.filter(superseded_by__isnull=True).first(),
    )
    ProtectionPlan.objects.bulk_create([plan])
    steps.finish(step="cases.plan_protection", case=case, after=[item, plan], by=by, at=at)
    return plan
