"""Hands a line of enquiry to somebody else, or sets another day for it."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.diary import lines
from candour.cases.diary.actions import add_line
from candour.cases.models import LineTask
from candour.cases.work.actions.add_task import Wanted
from candour.cases.work.actions.end_task import end_task
from candour.guard.actors import Actor
from candour.guard.permissions import demand

NOT_NEEDED = "not_needed"


@transaction.atomic
def hand_line(
    *, file: uuid.UUID, line: uuid.UUID, wanted: Wanted, by: Actor, at: datetime.datetime
) -> LineTask:
    """End the task that carried it and set another; both stay on the case."""
    demand("cases.hand_line", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    row = lines.running(file=file, line=line, step="cases.hand_line")
    before = lines.waiting_task(row)
    if before is not None:
        end_task(file=file, task=before.id, code=NOT_NEEDED, by=by, at=at)
    carried = add_line.carry(line=row, wanted=wanted, by=by, at=at)
    steps.finish(step="cases.hand_line", case=case, after=[carried], by=by, at=at)
    return carried
