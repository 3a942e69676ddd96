"""Lets a second person agree that a grievance stays one, or turn that down."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases.feeds import opening
from candour.cases.grievances.actions.decide_grievance import STAYS, seal
from candour.cases.models import GrievanceDecision, GrievanceItem, GrievanceReview
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand, refused

STEP = "cases.review_grievance"


class SamePerson(Exception):
    """Somebody else must agree: nobody agrees with a decision of their own."""


class NothingToReview(Exception):
    """No decision waits for a second person here."""


@transaction.atomic
def review_grievance(
    *, file: uuid.UUID, is_agreed: bool, reason: str, by: Actor, at: datetime.datetime
) -> GrievanceReview:
    """Record what the second person says; turned down, it is decided again."""
    demand("cases.review_grievance", by=by, at=at, file=file)
    opening.one_at_a_time(file=file)
    item = GrievanceItem.objects.filter(file_id=file).first()
    if item is None:
        raise refused(STEP, file=file)
    decision = waiting(item=item)
    if decision is None:
        raise NothingToReview
    sealed = seal(item=item, text=reason)
    row = GrievanceReview(
        file_id=file,
        organisation_id=item.organisation_id,
        decision=decision,
        is_agreed=is_agreed,
        reviewed_at=at,
        reviewed_by=by.account,
        item=sealed,
    )
    try:
        with transaction.atomic():
            GrievanceReview.objects.bulk_create([row])
    except IntegrityError:
        raise SamePerson from None
    entry = leaves.Entry(
        kind="write", what=STEP, file=file, why="A second person on a grievance that stays",
        detail={"is_agreed": is_agreed}, after=[sealed, row],
    )  # fmt: skip
    leaves.append(entry=entry, by=by, at=at)
    return row


def waiting(*, item: GrievanceItem) -> GrievanceDecision | None:
    """Return the decision that waits for a second person; part of reviewing it."""
    return item.decisions.filter(
        superseded_by__isnull=True, answer=STAYS, review__isnull=True
    ).first()
