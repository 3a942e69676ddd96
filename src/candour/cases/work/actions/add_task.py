"""Adds a task to a case: what kind it is, whose, by when, and what exactly in sealed words."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import CaseTask
from candour.cases.reading import heads
from candour.cases.work.actions.hand_case_to import NotAKeeper, NotOpen, keepers
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.policies.escalation import BY_HAND


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be done by whom and when."""

    code: str
    account: uuid.UUID
    due_on: datetime.date
    what: str = dataclasses.field(repr=False)


class NotACode(Exception):
    """Choose what kind of task it is."""


class InThePast(Exception):
    """The day by which it is to be done must lie ahead."""


@transaction.atomic
def add_task(*, file: uuid.UUID, wanted: Wanted, by: Actor, at: datetime.datetime) -> CaseTask:
    """Add it for somebody who has the case."""
    demand("cases.add_task", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if not heads.is_open(case):
        raise NotOpen
    if wanted.code not in {row.code for row in BY_HAND}:
        raise NotACode
    if wanted.due_on < at.date():
        raise InThePast
    if wanted.account not in keepers(file=file):
        raise NotAKeeper
    item = words.seal_reason(case=case, text=wanted.what)
    row = CaseTask(
        file_id=file,
        organisation_id=case.organisation_id,
        code=wanted.code,
        account_id=wanted.account,
        due_on=wanted.due_on,
        made_at=at,
        made_by=by.account,
        item=item,
    )
    CaseTask.objects.bulk_create([row])
    detail = {"recipients": [str(wanted.account)]}
    steps.finish(step="cases.add_task", case=case, after=[item, row], by=by, at=at, detail=detail)
    return row
