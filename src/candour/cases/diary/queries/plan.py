"""The plan of an investigation: its lines, whose they are, by when, and how they ended."""

import dataclasses
import datetime
import uuid

from candour.cases.diary import lines as running_lines
from candour.cases.diary import opening, sealing
from candour.cases.diary.opening import Opened
from candour.cases.models import (
    Allegation,
    CaseTask,
    LineEnd,
    LineOfEnquiry,
    LineTask,
)
from candour.cases.models.diary import LINE_ENDS
from candour.cases.reading import heads, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.cases.work.actions import hand_case_to
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand

MOST = 500
_ENDS = dict(LINE_ENDS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One line of enquiry; nobody has it where its task has ended and no other was set."""

    id: uuid.UUID
    number: int
    what: str = dataclasses.field(repr=False)
    about: str
    owner: str
    due_on: datetime.date | None
    is_late: bool
    by: str
    at: datetime.datetime
    ended: str
    ended_at: datetime.datetime | None
    ended_by: str
    why: str = dataclasses.field(repr=False)

    @property
    def title(self) -> str:
        """Return what it is called."""
        return f"Line {self.number}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """Every line, those that run first; other tasks; what a new line may be about, and whose."""

    head: CaseHead
    running: tuple[PlanLine, ...]
    closed: tuple[PlanLine, ...]
    other_tasks: int
    allegations: tuple[tuple[uuid.UUID, str], ...]
    people: tuple[staff.Colleague, ...]

    @property
    def without_result(self) -> int:
        """Return how many lines were closed that led to nothing or were not followed."""
        return sum(1 for one in self.closed if one.ended != _ENDS["result"])


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LinePage:
    """One line that runs, and who may be given it."""

    head: CaseHead
    number: int
    what: str = dataclasses.field(repr=False)
    people: tuple[staff.Colleague, ...]


def plan_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> PlanPage:
    """Return the plan with its words, the lines in the order of their numbers."""
    demand("cases.plan", by=by, at=at, file=file)
    rows = list(
        LineOfEnquiry.objects.filter(file_id=file)
        .select_related("item", "allegation", "end", "end__item")
        .order_by("number", "id")[:MOST]
    )
    ends = [row.end for row in rows if hasattr(row, "end")]
    newest = _tasks(file)
    keepers = hand_case_to.keepers(file=file)
    accounts = [*keepers, *(task.account_id for task in newest.values())]
    opened = opening.words(records=[*rows, *ends], vault=vault, by=by, at=at, also=accounts)
    found = [_line(row, newest.get(row.id), opened, on=at.date()) for row in rows]
    carried = LineTask.objects.filter(file_id=file).values("task_id")
    others = CaseTask.objects.filter(file_id=file, end__isnull=True).exclude(id__in=carried)
    return PlanPage(
        head=heads.read(file=file, by=by, on=at.date()),
        running=tuple(one for one in found if not one.ended),
        closed=tuple(one for one in found if one.ended),
        other_tasks=others.count(),
        allegations=_allegations(file),
        people=_people(keepers, opened),
    )


def line_page(
    *, file: uuid.UUID, line: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> LinePage:
    """Return one line of a case that runs; refuse one that isn't there or was closed."""
    demand("cases.plan", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    row = running_lines.found(file=file, line=line, step="cases.plan")
    keepers = hand_case_to.keepers(file=file)
    opened = opening.words(records=[row], vault=vault, by=by, at=at, also=keepers)
    return LinePage(
        head=head,
        number=row.number,
        what=opened.said(row.item_id).get(sealing.WHAT, ""),
        people=_people(keepers, opened),
    )


def _tasks(file: uuid.UUID) -> dict[uuid.UUID, CaseTask]:
    """Return the task that carries each line now, by line."""
    rows = LineTask.objects.filter(file_id=file).select_related("task", "task__end")
    # Of two tasks of a line the one given later is kept.
    newest = {row.line_id: row.task for row in rows.order_by("given_at", "id")}
    return {line: task for line, task in newest.items() if not hasattr(task, "end")}


def _line(
    row: LineOfEnquiry, task: CaseTask | None, opened: Opened, *, on: datetime.date
) -> PlanLine:
    end: LineEnd | None = getattr(row, "end", None)
    account = task.account_id if task else None
    return PlanLine(
        id=row.id,
        number=row.number,
        what=opened.said(row.item_id).get(sealing.WHAT, ""),
        about=_about(row.allegation) if row.allegation else "The whole case",
        owner=opened.known[account].name if account in opened.known else "",
        due_on=task.due_on if task else None,
        is_late=task is not None and end is None and task.due_on < on,
        by=opened.who(row.noted_by),
        at=row.noted_at,
        ended=_ENDS[end.code] if end else "",
        ended_at=end.noted_at if end else None,
        ended_by=opened.who(end.noted_by) if end else "",
        why=opened.said(end.item_id).get(sealing.WHAT, "") if end else "",
    )


def _about(row: Allegation) -> str:
    named = wording.category(row.category, source=row.source_category)
    return f"Allegation {row.number}: {named}"


def _allegations(file: uuid.UUID) -> tuple[tuple[uuid.UUID, str], ...]:
    rows = Allegation.objects.filter(file_id=file).order_by("number", "id")
    return tuple((row.id, _about(row)) for row in rows)


def _people(keepers: frozenset[uuid.UUID], opened: Opened) -> tuple[staff.Colleague, ...]:
    found = (opened.known[account] for account in keepers if account in opened.known)
    return tuple(sorted(found, key=lambda one: (one.name, one.account_id.bytes)))
