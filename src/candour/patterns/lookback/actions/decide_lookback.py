"""Says what a second look at a closed matter found, with reasons; a later word replaces it."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases.feeds import opening
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Place
from candour.guard.log import leaves
from candour.guard.permissions import demand, refused
from candour.patterns.models import LookbackItem, LookbackResult

STEP = "patterns.decide_lookback"


class NotYours(Exception):
    """Whoever has this item says what was found of it."""


@transaction.atomic
def decide_lookback(
    *, file: uuid.UUID, looked: uuid.UUID, answer: str, reason: str, by: Actor,
    at: datetime.datetime,
) -> LookbackResult:  # fmt: skip
    """Record what was found; nothing of the closed matter itself changes."""
    demand("patterns.decide_lookback", by=by, at=at, file=file)
    opening.one_at_a_time(file=file)
    item = LookbackItem.objects.filter(id=looked, file_id=file).first()
    if item is None:
        raise refused(STEP, file=file)
    sealed = keys.seal(
        place=Place(file=file, organisation=item.organisation_id), kind="reason", text=reason
    )
    row = LookbackResult(
        file_id=file,
        organisation_id=item.organisation_id,
        looked=item,
        answer=answer,
        reason_item=sealed,
        decided_at=at,
        decided_by=by.account,
        supersedes=item.results.filter(superseded_by__isnull=True).first(),
    )
    try:
        with transaction.atomic():
            LookbackResult.objects.bulk_create([row])
    except IntegrityError:
        raise NotYours from None
    entry = leaves.Entry(
        kind="write",
        what=STEP,
        file=file,
        why="What a second look found",
        detail={"answer": answer},
        after=[sealed, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
