"""Refers a case that need not be referred, for its gravity or exceptional circumstances."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.actions.refer_to_independent_body import (
    AlreadyReferred,
    refer_to_independent_body,
)
from candour.cases.courses import engine, standing
from candour.cases.courses.engine import Asked
from candour.cases.models import Referral, ReferralAssessment, StepTaken
from candour.cases.proceeding.actions.take_step import check_form
from candour.core.states import Guard
from candour.guard.actors import Actor
from candour.guard.permissions import demand

VOLUNTARY = "voluntary"


@transaction.atomic
def refer_voluntarily(
    *, file: uuid.UUID, asked: Asked, by: Actor, at: datetime.datetime
) -> StepTaken:
    """Refer it; where a criterion is met it is referred under that one instead."""
    demand("cases.refer", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    check_form(asked=asked)
    engine.stands(case=case, asked=asked)
    answered = ReferralAssessment.objects.filter(file_id=file, superseded_by__isnull=True).first()
    if answered is not None and answered.criteria:
        refer_to_independent_body(file=file, reason=asked.reason, by=by, at=at)
        return standing.own(case=case).taken[-1]
    if Referral.objects.filter(file_id=file).exists():
        raise AlreadyReferred
    item = words.seal_reason(case=case, text=asked.reason)
    referral = Referral(
        file_id=file,
        organisation_id=case.organisation_id,
        criteria=[VOLUNTARY],
        referred_on=asked.on,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
    )
    Referral.objects.bulk_create([referral])
    gives = (Guard.REFERRAL_IS_VOLUNTARY,)
    return engine.take(case=case, asked=asked, by=by, at=at, gives=gives, also=[item, referral])
