"""Marks that a life may be at risk in a case, or that it is not any more, with a reason."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import LifeRisk
from candour.guard.actors import Actor
from candour.guard.permissions import demand


@transaction.atomic
def mark_life_risk(
    *, file: uuid.UUID, is_at_risk: bool, why: str, by: Actor, at: datetime.datetime
) -> LifeRisk:
    """Add the mark; from now on every late step goes to all bodies at once, or no longer does."""
    demand("cases.mark_life_risk", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    item = words.seal_reason(case=case, text=why)
    row = LifeRisk(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        is_at_risk=is_at_risk,
    )
    LifeRisk.objects.bulk_create([row])
    steps.finish(step="cases.mark_life_risk", case=case, after=[item, row], by=by, at=at)
    return row
