"""Says what became of a piece of learning, and how anybody can see it."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.models import Learning, LearningEnd
from candour.guard.actors import Actor
from candour.guard.permissions import demand, refused


class AlreadyEnded(Exception):
    """Somebody has said what became of it."""


@transaction.atomic
def end_learning(
    *,
    file: uuid.UUID,
    learning: uuid.UUID,
    code: str,
    reason: str,
    by: Actor,
    at: datetime.datetime,
) -> LearningEnd:
    """Record the end; what was learned stays among the outcomes of the case."""
    demand("cases.end_learning", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if not Learning.objects.filter(id=learning, file_id=file).exists():
        raise refused("cases.end_learning", file=file)
    item = words.seal_reason(case=case, text=reason)
    row = LearningEnd(
        file_id=file,
        organisation_id=case.organisation_id,
        learning_id=learning,
        code=code,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
    )
    try:
        with transaction.atomic():
            LearningEnd.objects.bulk_create([row])
    except IntegrityError:
        raise AlreadyEnded from None
    steps.finish(step="cases.end_learning", case=case, after=[item, row], by=by, at=at)
    return row
