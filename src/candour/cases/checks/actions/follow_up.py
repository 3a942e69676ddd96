"""Follows housing, children, work or support for a year: whose it is, and when it is looked at."""

import dataclasses
import datetime
import uuid

from django.db import models, transaction

from candour.cases import steps, words
from candour.cases.checks.lasting import until_on
from candour.cases.models import Case, CaseTask, FollowUp, TaskEnd
from candour.cases.work.actions.hand_case_to import keepers
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.policies.checks import FOLLOWED_EVERY_DAYS, TOPICS

GOES_ON, SETTLED = "goes_on", "settled"
_NAMES = {row.code: row.name for row in TOPICS}
_LONGEST = datetime.timedelta(days=FOLLOWED_EVERY_DAYS)
CHECK = "check"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Where a topic stands; who looks at it again on which day, unless it is settled."""

    topic: str
    state: str
    owner: uuid.UUID | None
    next_on: datetime.date | None
    words: str = dataclasses.field(repr=False)


class OwnerMissing(Exception):
    """Name somebody of this case who looks after it, and the day on which they look again."""


class TooLate(Exception):
    """The next look is after today, within 28 days."""


@transaction.atomic
def follow_up(*, file: uuid.UUID, followed: Followed, by: Actor, at: datetime.datetime) -> FollowUp:
    """Record the look; the next one becomes a task of its owner. Closing the case ends none."""
    demand("cases.follow_up", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    _check(followed, file=file, on=at.date())
    before = FollowUp.objects.filter(
        file_id=file, topic=followed.topic, superseded_by__isnull=True
    ).first()
    item = words.seal_reason(case=case, text=followed.words)
    goes_on = followed.state == GOES_ON
    row = FollowUp(
        file_id=file,
        organisation_id=case.organisation_id,
        topic=followed.topic,
        state=followed.state,
        looked_on=at.date(),
        until_on=before.until_on if before else until_on(case),
        owner_id=followed.owner if goes_on else None,
        next_on=followed.next_on if goes_on else None,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
        supersedes=before,
    )
    FollowUp.objects.bulk_create([row])
    tasks = [*_ended(before, by=by, at=at), *_set(case, row, by=by, at=at)]
    detail: dict[str, object] = {"topic": row.topic, "state": row.state}
    steps.finish(
        step="cases.follow_up", case=case, after=[item, row, *tasks], by=by, at=at, detail=detail
    )
    return row


def _check(followed: Followed, *, file: uuid.UUID, on: datetime.date) -> None:
    if followed.state == SETTLED:
        return
    if followed.next_on is None or followed.owner not in keepers(file=file):
        raise OwnerMissing
    if not on < followed.next_on <= on + _LONGEST:
        raise TooLate


def _set(case: Case, row: FollowUp, *, by: Actor, at: datetime.datetime) -> list[models.Model]:
    """Put the next look on the list of its owner, in words that only readers open."""
    if row.next_on is None:
        return []
    text = f"{_NAMES[row.topic]}: ask how it stands, and write it under Checks."
    item = words.seal_reason(case=case, text=text)
    task = CaseTask(
        id=row.id,
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        code=CHECK,
        account_id=row.owner_id,
        due_on=row.next_on,
        made_at=at,
        made_by=by.account,
        item=item,
    )
    CaseTask.objects.bulk_create([task])
    return [item, task]


def _ended(before: FollowUp | None, *, by: Actor, at: datetime.datetime) -> list[models.Model]:
    """End the task of the look before; both have one id."""
    if before is None:
        return []
    task = CaseTask.objects.filter(id=before.id, end__isnull=True).first()
    if task is None:
        return []
    end = TaskEnd(
        file_id=task.file_id,
        organisation_id=task.organisation_id,
        task=task,
        code="done",
        ended_at=at,
        ended_by=by.account_id,
    )
    TaskEnd.objects.bulk_create([end])
    return [end]
