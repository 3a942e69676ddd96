"""Adds a line of enquiry to the plan of a case, and the task that carries it."""

import dataclasses
import datetime
import uuid

from django.db import transaction
from django.db.models import Max

from candour.cases import steps
from candour.cases.diary import sealing
from candour.cases.models import Allegation, Case, LineOfEnquiry, LineTask
from candour.cases.reading import heads
from candour.cases.work.actions.add_task import Wanted, add_task
from candour.cases.work.actions.hand_case_to import NotOpen
from candour.guard.actors import Actor
from candour.guard.permissions import demand


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is to be found out, about which allegation; who does it by when is the task's."""

    what: str = dataclasses.field(repr=False)
    task: Wanted
    allegation: uuid.UUID | None = None


class OfAnotherCase(Exception):
    """Choose an allegation of this case, or the whole case."""


@transaction.atomic
def add_line(*, file: uuid.UUID, line: Line, by: Actor, at: datetime.datetime) -> LineOfEnquiry:
    """Add it with the next number; its task stands in the work of whoever it is given to."""
    demand("cases.add_line", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if not heads.is_open(case):
        raise NotOpen
    _check(line, file=file)
    item = sealing.seal(case=case, kind=sealing.PLAN, said={sealing.WHAT: line.what})
    row = LineOfEnquiry(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        number=_next(case),
        allegation_id=line.allegation,
    )
    LineOfEnquiry.objects.bulk_create([row])
    carried = carry(line=row, wanted=line.task, by=by, at=at)
    steps.finish(step="cases.add_line", case=case, after=[item, row, carried], by=by, at=at)
    return row


def carry(*, line: LineOfEnquiry, wanted: Wanted, by: Actor, at: datetime.datetime) -> LineTask:
    """Give a line to somebody as a task; part of adding it and of handing it on."""
    named = dataclasses.replace(wanted, what=f"Line of enquiry {line.number}. {wanted.what}")
    task = add_task(file=line.file_id, wanted=named, by=by, at=at)
    row = LineTask(
        file_id=line.file_id,
        organisation_id=line.organisation_id,
        line=line,
        task=task,
        given_at=at,
    )
    LineTask.objects.bulk_create([row])
    return row


def _check(line: Line, *, file: uuid.UUID) -> None:
    if line.allegation is None:
        return
    if not Allegation.objects.filter(id=line.allegation, file_id=file).exists():
        raise OfAnotherCase


def _next(case: Case) -> int:
    # The case is locked, so nobody else takes the same number.
    found = LineOfEnquiry.objects.filter(file_id=case.file_id).aggregate(last=Max("number"))
    return int(found["last"] or 0) + 1
