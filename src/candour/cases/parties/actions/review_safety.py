"""A second person says whether telling the reporter before would really do harm."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.models import SafetyDecision, SafetyReview
from candour.guard.actors import Actor
from candour.guard.permissions import demand


class NotYours(Exception):
    """Somebody else must review it: you decided it, or it was reviewed or needs no review."""


@transaction.atomic
def review_safety(
    *, file: uuid.UUID, agrees: bool, why: str, by: Actor, at: datetime.datetime
) -> SafetyReview:
    """Agree or disagree with the decision that waits; without agreement nothing is served."""
    demand("cases.review_safety", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    waiting = SafetyDecision.objects.filter(
        file_id=file, answer="harm_test", review__isnull=True
    ).exclude(noted_by=by.account)
    decision = waiting.order_by("noted_at", "id").first()
    if decision is None:
        raise NotYours
    item = words.seal_reason(case=case, text=why)
    review = SafetyReview(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        decision=decision,
        agrees=agrees,
    )
    try:
        with transaction.atomic():
            SafetyReview.objects.bulk_create([review])
    except IntegrityError:
        raise NotYours from None
    steps.finish(step="cases.review_safety", case=case, after=[item, review], by=by, at=at)
    return review
