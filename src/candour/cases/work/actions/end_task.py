"""Ends a task: it is done, or it is not needed any more."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps
from candour.cases.models import CaseTask, TaskEnd
from candour.guard.actors import Actor
from candour.guard.permissions import demand, refused
from candour.law.policies.escalation import TASK_ENDS


class AlreadyEnded(Exception):
    """Somebody has ended this task already."""


class NotACode(Exception):
    """Say whether it is done or not needed."""


@transaction.atomic
def end_task(
    *, file: uuid.UUID, task: uuid.UUID, code: str, by: Actor, at: datetime.datetime
) -> TaskEnd:
    """Add the end; a task stays among the case's as what was asked."""
    demand("cases.end_task", by=by, at=at, file=file)
    if code not in {row.code for row in TASK_ENDS}:
        raise NotACode
    case = steps.get_case(file=file)
    if not CaseTask.objects.filter(id=task, file_id=file).exists():
        raise refused("cases.end_task", file=file)
    row = TaskEnd(
        file_id=file,
        organisation_id=case.organisation_id,
        task_id=task,
        code=code,
        ended_at=at,
        ended_by=by.account_id,
    )
    try:
        with transaction.atomic():
            TaskEnd.objects.bulk_create([row])
    except IntegrityError:
        raise AlreadyEnded from None
    steps.finish(step="cases.end_task", case=case, after=[row], by=by, at=at)
    return row
