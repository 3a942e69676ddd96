"""Late cases that were put to the appropriate authority, and what other bodies asked of them."""

import dataclasses
import datetime
import uuid
from collections import defaultdict

from django.db.models import Q

from candour.cases.models import Case, ClockEscalation, Deadline, DelayReason, EscalationAnswer
from candour.cases.work import beside
from candour.cases.work.beside import Waiting
from candour.core import escalation
from candour.core.escalation import Late
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.clocks import CLOCKS
from candour.law.events import PARTIES, Party
from candour.law.policies.escalation import ANSWERS, ASKS_FORCE, CAUSES, WEIGHTS, Way

MOST = 500
_CAUSES = {row.because.value: row.name for row in CAUSES}
_CLOCKS = {clock.id: clock.name for clock in CLOCKS} | beside.NAMES
_ANSWERS = {row.code: row.name for row in ANSWERS}
_BODIES = {row.party.value: row.name for row in PARTIES}
_RISKS = {row.weight: row.risk for row in WEIGHTS}
# What waits in a file of its own has no reference of a case yet.
NO_REFERENCE = "No case yet"
# A step of a file: which, since when, whose.
_Place = tuple[uuid.UUID, str, datetime.date, uuid.UUID | None]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EscalatedCase:
    """One case: why it was put higher and how late it is, who else has it, what was asked."""

    file: uuid.UUID
    page: str
    reference: str
    because: str
    step: str
    way: str
    raised_on: datetime.date
    days: int
    rank: int
    bodies: tuple[str, ...]
    answers: tuple[str, ...]
    reply_due_on: datetime.date | None
    plan_on: datetime.date | None


def escalated(*, by: Actor, at: datetime.datetime) -> tuple[EscalatedCase, ...]:
    """Return one row for each case: what could not wait first, then by days late and risk."""
    demand("cases.escalated", by=by, at=at)
    on = at.date()
    open_cases = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    waits = list(beside.everything(reach=beside.Reach(until_on=on)))
    items = [one.file for one in waits if not one.is_of_case]
    rows = ClockEscalation.objects.filter(
        Q(file_id__in=open_cases.values("file_id")) | Q(file_id__in=items)
    )
    by_file: dict[uuid.UUID, list[ClockEscalation]] = defaultdict(list)
    for row in rows.order_by("raised_on", "id"):
        by_file[row.file_id].append(row)
    look = _Look(files=list(by_file), waits=waits, on=on)
    found = [one for rows in by_file.values() if (one := look.line(rows)) is not None]
    found.sort(key=lambda one: (one.way != Way.AT_ONCE, -one.rank, one.reference))
    return tuple(found[:MOST])


class _Look:
    """What stands beside the escalations of some cases, read once for all of them."""

    def __init__(self, *, files: list[uuid.UUID], waits: list[Waiting], on: datetime.date) -> None:
        self.on = on
        self.cases = Case.objects.in_bulk(files)
        self.items = {one.file: one for one in waits if not one.is_of_case}
        self.steps: dict[_Place, datetime.date | None] = {
            (one.file, one.code, one.since_on, one.subject): one.due_on for one in waits
        }
        self.weights: dict[uuid.UUID, int] = defaultdict(lambda: 2)
        for row in Deadline.objects.filter(file_id__in=files, met_on__isnull=True):
            place = (row.file_id, row.clock, row.started_on, row.subject_id)
            self.steps[place] = row.late_after
            self.weights[row.file_id] = max(self.weights[row.file_id], row.risk)
        self.answers: dict[uuid.UUID, list[EscalationAnswer]] = defaultdict(list)
        answers = EscalationAnswer.objects.filter(file_id__in=files).select_related("escalation")
        for answer in answers.order_by("answered_at", "id"):
            self.answers[answer.file_id].append(answer)
        reasons = DelayReason.objects.filter(file_id__in=files).order_by("noted_at", "id")
        self.reasons = {row.file_id: row for row in reasons}

    def line(self, rows: list[ClockEscalation]) -> EscalatedCase | None:
        own = [row for row in rows if row.to == Party.APPROPRIATE_AUTHORITY and self._waits(row)]
        if not own:
            return None
        first = max(own, key=lambda row: (row.way == Way.AT_ONCE, self._days(row)))
        file, days = first.file_id, self._days(first)
        said, reason = self.answers[file], self.reasons.get(file)
        asked = [one for one in said if one.code == ASKS_FORCE]
        is_replied = reason is not None and all(one.answered_at <= reason.noted_at for one in asked)
        return EscalatedCase(
            file=file,
            page=self.items[file].page if file in self.items else "case-progress",
            reference=self.cases[file].reference if file in self.cases else NO_REFERENCE,
            because=_CAUSES[first.because],
            step=_CLOCKS.get(first.clock, ""),
            way=first.way,
            raised_on=first.raised_on,
            days=days,
            rank=escalation.rank(days=days, risk=_RISKS[self.weights[file]]),
            bodies=tuple(dict.fromkeys(_BODIES[row.to] for row in rows if self._waits(row))),
            answers=tuple(f"{_BODIES[one.escalation.to]}: {_ANSWERS[one.code]}" for one in said),
            reply_due_on=None if is_replied or not asked else asked[-1].reply_due_on,
            plan_on=reason.plan_on if reason else None,
        )

    def _waits(self, row: ClockEscalation) -> bool:
        return not row.clock or _place(row) in self.steps

    def _days(self, row: ClockEscalation) -> int:
        if not row.clock:
            received_on = self.cases[row.file_id].received_on if row.file_id in self.cases else None
            return (self.on - (received_on or row.started_on)).days
        late_after = self.steps[_place(row)]
        if late_after is None:
            return 0
        late = Late(clock=row.clock, started_on=row.started_on, late_after=late_after)
        return escalation.late_days(late=late, on=self.on)


def _place(row: ClockEscalation) -> _Place:
    return (row.file_id, row.clock, row.started_on, row.subject_id)
