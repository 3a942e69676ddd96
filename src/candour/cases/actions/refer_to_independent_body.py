"""Refers a case to the independent body, under the criteria it meets."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.courses import following
from candour.cases.models import Referral, ReferralAssessment
from candour.core.states import Guard, Step
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.actions.tell_progress import tell_progress
from candour.law.duties import UPDATE
from candour.law.events import EventKind


class AlreadyReferred(Exception):
    """This case has been referred already."""


class NotAssessed(Exception):
    """Answer the referral questions first."""


class NothingToRefer(Exception):
    """By the answers given, nothing requires a referral and nobody asks for one."""


@transaction.atomic
def refer_to_independent_body(
    *, file: uuid.UUID, reason: str, by: Actor, at: datetime.datetime
) -> Referral:
    """Record the referral; the clock that ran for it stops on this day."""
    demand("cases.refer", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    assessment = ReferralAssessment.objects.filter(file_id=file, superseded_by__isnull=True).first()
    if assessment is None:
        raise NotAssessed
    if Referral.objects.filter(file_id=file).exists():
        raise AlreadyReferred
    if not assessment.criteria:
        raise NothingToRefer
    item = words.seal_reason(case=case, text=reason)
    referral = Referral(
        file_id=file,
        organisation_id=case.organisation_id,
        criteria=assessment.criteria,
        referred_on=at.date(),
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
    )
    Referral.objects.bulk_create([referral])
    events = steps.events(case=case, facts={EventKind.REFERRED: at.date()}, by=by, at=at)
    next_on = at.date() + datetime.timedelta(days=UPDATE.number)
    tell_progress(file=file, state="referred", next_on=next_on, by=by, at=at)
    followed = following.followed(
        case=case, step=Step.REFER, by=by, at=at, gives=(Guard.REFERRAL_IS_OWED,)
    )
    after = [item, referral, *events, *followed]
    detail = {"recipients": ["independent_body"]}
    steps.finish(step="cases.refer", case=case, after=after, by=by, at=at, detail=detail)
    return referral
