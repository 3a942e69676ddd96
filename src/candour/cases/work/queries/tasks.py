"""The tasks of a case: what is to be done, whose, by when, and what has been done."""

import dataclasses
import datetime
import uuid

from candour.cases.models import CaseTask
from candour.cases.reading import heads, staff
from candour.cases.reading.heads import CaseHead
from candour.cases.work.actions import hand_case_to
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, refused
from candour.law.policies.escalation import TASK_ENDS, TASKS

_KINDS = {row.code: row.name for row in TASKS}
_ENDS = {row.code: row.name for row in TASK_ENDS}
MOST = 200


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One task as the case shows it; `what` is what its words say."""

    id: uuid.UUID
    kind: str
    what: str
    owner: str
    due_on: datetime.date
    ended: str
    ended_on: datetime.date | None
    is_late: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TasksPage:
    """The tasks that wait, those that ended, and who may be given one."""

    head: CaseHead
    waiting: tuple[TaskLine, ...]
    ended: tuple[TaskLine, ...]
    people: tuple[staff.Colleague, ...]


def tasks_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> TasksPage:
    """Return a case's tasks with their words, those first that are due first."""
    demand("cases.tasks", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    rows = list(
        CaseTask.objects.filter(file_id=file)
        .select_related("item", "end")
        .order_by("due_on", "id")[:MOST]
    )
    items = [row.item for row in rows if row.item is not None] if head.is_reader else []
    texts = keys.open_items(items=items, vault=vault, by=by, at=at)
    people = hand_case_to.keepers(file=file)
    known = staff.called(
        accounts=[*people, *(row.account_id for row in rows if row.account_id)], by=by, at=at
    )
    lines = [
        TaskLine(
            id=row.id,
            kind=_KINDS[row.code],
            what=texts.get(row.item_id, "") if row.item_id else "",
            owner=known[row.account_id].name if row.account_id in known else "",
            due_on=row.due_on,
            ended=_ENDS[row.end.code] if hasattr(row, "end") else "",
            ended_on=row.end.ended_at.date() if hasattr(row, "end") else None,
            is_late=row.due_on < at.date(),
        )
        for row in rows
    ]
    return TasksPage(
        head=head,
        waiting=tuple(one for one in lines if not one.ended),
        ended=tuple(one for one in lines if one.ended),
        people=tuple(
            sorted(
                (known[account] for account in people if account in known),
                key=lambda one: (one.name, one.account_id.bytes),
            )
        ),
    )


def task_line(
    *, file: uuid.UUID, task: uuid.UUID, by: Actor, at: datetime.datetime
) -> tuple[CaseHead, str]:
    """Return the head of a case and what kind of task waits in it; none of its words."""
    demand("cases.tasks", by=by, at=at, file=file)
    row = CaseTask.objects.filter(id=task, file_id=file, end__isnull=True).first()
    if row is None:
        raise refused("cases.tasks", file=file)
    return heads.read(file=file, by=by, on=at.date()), _KINDS[row.code]
