"""Sets a task for every case that waits without an owner, or owes a look, a reply or a mode."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterator, Sequence

from django.db import connection, transaction

from candour.cases.models import (
    Case,
    CaseTask,
    ClockEscalation,
    DelayReason,
    EscalationAnswer,
    StepTaken,
    TaskEnd,
)
from candour.cases.work import standing
from candour.core import calendar, escalation
from candour.core.states import Step
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.policies.escalation import (
    ASKS_FORCE,
    DORMANT,
    MODE,
    MODE_WITHIN,
    REASONS,
    REPLY,
    REVIEW,
    TODAY_DAYS,
    Way,
)

_OURS = (DORMANT, REVIEW, REPLY, REASONS, MODE)
_CONVERTED = Step.CONVERT_TO_CONDUCT_MATTER.value
_CHUNK = 500
_AHEAD = datetime.timedelta(days=TODAY_DAYS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One task that a case needs now; a dormant case needs one until it has an owner."""

    file: uuid.UUID
    code: str
    account: uuid.UUID | None
    due_on: datetime.date

    @property
    def key(self) -> tuple[uuid.UUID, str, datetime.date | None]:
        return self.file, self.code, None if self.code == DORMANT else self.due_on


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """How many tasks were set, and how many that nobody needs any more were ended."""

    made: int = 0
    ended: int = 0


def set_tasks(*, by: Actor, at: datetime.datetime) -> Swept:
    """Set what is owed and end what is not any more; doing it twice changes nothing."""
    demand("cases.set_tasks", by=by, at=at)
    files = _candidates()
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    done = [_sweep(chunk, by=by, at=at) for chunk in chunks]
    return Swept(made=sum(one.made for one in done), ended=sum(one.ended for one in done))


@transaction.atomic
def _sweep(files: Sequence[uuid.UUID], *, by: Actor, at: datetime.datetime) -> Swept:
    with connection.cursor() as cursor:
        # Two rounds at once would set the same task twice.
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.set_tasks'))")
    cases = {case.file_id: case for case in Case.objects.filter(file_id__in=files)}
    owed = {one.key: one for one in _owed(files, on=at.date())}
    open_ones = {_key(row): row for row in CaseTask.objects.filter(
        file_id__in=files, made_by__isnull=True, code__in=_OURS, end__isnull=True
    ).order_by("due_on", "id")}  # fmt: skip
    old = set(
        CaseTask.objects.filter(file_id__in=files, made_by__isnull=True).values_list(
            "file_id", "code", "due_on"
        )
    )
    new = [
        one
        for key, one in owed.items()
        if key not in open_ones and (one.file, one.code, one.due_on) not in old
    ]
    over = [row for key, row in open_ones.items() if key not in owed]
    for one in new:
        _make(cases[one.file], one, by=by, at=at)
    for row in over:
        _end(row, by=by, at=at)
    return Swept(made=len(new), ended=len(over))


def _key(row: CaseTask) -> tuple[uuid.UUID, str, datetime.date | None]:
    return row.file_id, row.code, None if row.code == DORMANT else row.due_on


def _candidates() -> list[uuid.UUID]:
    """List open cases that somebody else had once, were asked about, or have such a task."""
    files = {
        *standing.had_elsewhere(),
        *EscalationAnswer.objects.filter(code=ASKS_FORCE).values_list("file_id", flat=True),
        *ClockEscalation.objects.filter(way=Way.AT_ONCE.value).values_list("file_id", flat=True),
        *StepTaken.objects.filter(step=_CONVERTED).values_list("file_id", flat=True),
        *CaseTask.objects.filter(made_by__isnull=True, end__isnull=True).values_list(
            "file_id", flat=True
        ),
    }
    return sorted(files)


def _owed(files: Sequence[uuid.UUID], *, on: datetime.date) -> Iterator[Owed]:
    open_cases = Case.objects.filter(
        file_id__in=files, closed_on__isnull=True, is_closed_undated=False
    )
    still_open = list(open_cases.values_list("file_id", flat=True))
    for file, held in standing.held(files=still_open).items():
        if held.is_dormant(on=on):
            yield Owed(file=file, code=DORMANT, account=None, due_on=on)
            continue
        review_on = held.watch.review_on if held.is_waiting and held.watch else None
        if held.watch is not None and review_on is not None and review_on <= on + _AHEAD:
            keeper = held.watch.keeper_id
            yield Owed(file=file, code=REVIEW, account=keeper, due_on=review_on)
    yield from _replies(still_open)
    yield from _reasons(still_open)
    yield from _modes(still_open)


def _replies(files: Sequence[uuid.UUID]) -> Iterator[Owed]:
    reasons = DelayReason.objects.filter(file_id__in=files).order_by("noted_at", "id")
    said = dict(reasons.values_list("file_id", "noted_at"))
    asked = EscalationAnswer.objects.filter(file_id__in=files, code=ASKS_FORCE)
    for answer in asked.order_by("answered_at", "id"):
        replied_at = said.get(answer.file_id)
        is_open = replied_at is None or replied_at < answer.answered_at
        if is_open and answer.reply_due_on is not None:
            yield Owed(file=answer.file_id, code=REPLY, account=None, due_on=answer.reply_due_on)


def _reasons(files: Sequence[uuid.UUID]) -> Iterator[Owed]:
    """Owe reasons and a plan wherever a case was put higher at once, until they are given."""
    noted = DelayReason.objects.filter(file_id__in=files).order_by("noted_at", "id")
    said = dict(noted.values_list("file_id", "noted_at"))
    raised = ClockEscalation.objects.filter(file_id__in=files, way=Way.AT_ONCE.value)
    newest = raised.order_by("raised_at", "id").values_list("file_id", "raised_on", "raised_at")
    for file, raised_on, raised_at in {row[0]: row for row in newest}.values():
        if file not in said or said[file] < raised_at:
            due_on = escalation.reply_due_on(asked_on=raised_on, way=Way.AT_ONCE)
            yield Owed(file=file, code=REASONS, account=None, due_on=due_on)


def _modes(files: Sequence[uuid.UUID]) -> Iterator[Owed]:
    """Owe a new decision of the mode wherever a matter became another since the last one."""
    rows = StepTaken.objects.filter(file_id__in=files, step__in=(_CONVERTED, Step.DECIDE_MODE))
    last = {row.file_id: row for row in rows.order_by("decided_at", "number")}
    for file, row in last.items():
        if row.step == _CONVERTED:
            due_on = calendar.working_day_after(on=row.happened_on, number=MODE_WITHIN)
            yield Owed(file=file, code=MODE, account=None, due_on=due_on)


def _make(case: Case, owed: Owed, *, by: Actor, at: datetime.datetime) -> None:
    row = CaseTask(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        code=owed.code,
        account_id=owed.account,
        due_on=owed.due_on,
        made_at=at,
    )
    CaseTask.objects.bulk_create([row])
    _log(row, "A task is owed", by=by, at=at)


def _end(task: CaseTask, *, by: Actor, at: datetime.datetime) -> None:
    row = TaskEnd(
        file_id=task.file_id,
        organisation_id=task.organisation_id,
        task=task,
        code="not_needed",
        ended_at=at,
    )
    TaskEnd.objects.bulk_create([row])
    _log(row, "A task is not owed any more", by=by, at=at)


def _log(row: CaseTask | TaskEnd, why: str, *, by: Actor, at: datetime.datetime) -> None:
    entry = leaves.Entry(
        kind="write",
        what="cases.set_tasks",
        file=row.file_id,
        why=why,
        detail={"code": row.code},
        after=[row],
    )
    leaves.append(entry=entry, by=by, at=at)
