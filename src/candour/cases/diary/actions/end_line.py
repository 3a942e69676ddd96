"""Closes a line of enquiry: with a result or without one, and why."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.diary import lines, sealing
from candour.cases.models import LineEnd
from candour.cases.models.diary import LINE_ENDS
from candour.cases.work.actions.end_task import NotACode, end_task
from candour.guard.actors import Actor
from candour.guard.permissions import demand

# What becomes of the task that carries the line.
_TASK_ENDS = {"result": "done", "no_result": "done", "not_followed": "not_needed"}


class ReasonMissing(Exception):
    """Say why. Whoever reviews the case must see why it was not followed to an end."""


@transaction.atomic
def end_line(
    *, file: uuid.UUID, line: uuid.UUID, code: str, why: str, by: Actor, at: datetime.datetime
) -> LineEnd:
    """Add the end and end the task with it; the line stays in the plan."""
    demand("cases.end_line", by=by, at=at, file=file)
    if code not in dict(LINE_ENDS):
        raise NotACode
    if not why.strip():
        raise ReasonMissing
    case = steps.get_case(file=file)
    row = lines.running(file=file, line=line, step="cases.end_line")
    task = lines.waiting_task(row)
    if task is not None:
        end_task(file=file, task=task.id, code=_TASK_ENDS[code], by=by, at=at)
    item = sealing.seal(case=case, kind=sealing.PLAN, said={sealing.WHAT: why})
    end = LineEnd(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        line=row,
        code=code,
    )
    LineEnd.objects.bulk_create([end])
    steps.finish(step="cases.end_line", case=case, after=[item, end], by=by, at=at)
    return end
