"""Holds the coded facts of a case against the criteria for mandatory referral."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import models, transaction

from candour.cases import steps, words
from candour.cases.models import Event, ReferralAssessment
from candour.core import refer
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.events import CaseKind, EventKind
from candour.law.referral import Answer


@transaction.atomic
def assess_referral(
    *,
    file: uuid.UUID,
    answers: Mapping[str, Answer],
    reason: str,
    by: Actor,
    at: datetime.datetime,
) -> refer.ReferralAssessment:
    """Record the answers and what they require; the clock runs from when it became clear."""
    demand("cases.assess_referral", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    found = refer.assess_referral(kind=CaseKind(case.kind), answers=answers, on=case.received_on)
    item = words.seal_reason(case=case, text=reason)
    row = ReferralAssessment(
        file_id=file,
        organisation_id=case.organisation_id,
        answers={code: answer.value for code, answer in answers.items()},
        criteria=list(found.criteria),
        is_required=None if found.is_undetermined else found.is_required,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
        supersedes=ReferralAssessment.objects.filter(
            file_id=file, superseded_by__isnull=True
        ).first(),
    )
    ReferralAssessment.objects.bulk_create([row])
    after: list[models.Model] = [item, row]
    met = EventKind.REFERRAL_CRITERION_MET
    if found.is_required and not Event.objects.filter(file_id=file, kind=met.value).exists():
        after += steps.events(case=case, facts={met: at.date()}, by=by, at=at)
    steps.finish(step="cases.assess_referral", case=case, after=after, by=by, at=at)
    return found
