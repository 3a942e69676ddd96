"""Records that somebody looked again at what a case waits for, and who looks again by when."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import Hold
from candour.cases.work import standing
from candour.cases.work.actions import hand_case_to
from candour.guard.actors import Actor
from candour.guard.permissions import demand


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Who watches the case from now on, when they look again, and what was found."""

    keeper: uuid.UUID
    review_on: datetime.date
    why: str = dataclasses.field(repr=False)


class NotWaiting(Exception):
    """This case waits for nobody."""


@transaction.atomic
def look_again(*, file: uuid.UUID, looked: Looked, by: Actor, at: datetime.datetime) -> Hold:
    """Add a row with the next day to look; the days until now stay with whoever had them."""
    demand("cases.look_again", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    held = standing.held(files=[file])[file]
    if not held.is_waiting or held.since_on is None:
        raise NotWaiting
    hand_case_to.check_review(
        keeper=looked.keeper, review_on=looked.review_on, case=case, on=at.date()
    )
    item = words.seal_reason(case=case, text=looked.why)
    row = Hold(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        owner=held.owner.value,
        since_on=held.since_on,
        made_on=at.date(),
        keeper_id=looked.keeper,
        review_on=looked.review_on,
    )
    Hold.objects.bulk_create([row])
    steps.finish(step="cases.look_again", case=case, after=[item, row], by=by, at=at)
    return row
