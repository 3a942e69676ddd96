"""The review of a case: whether there is a right to one, on which footing, and whether in time."""

import dataclasses
import datetime
import uuid

from candour.cases.courses import standing
from candour.cases.courses.standing import Course
from candour.cases.models import Case, Event
from candour.core import calendar
from candour.core.regime import rights
from candour.core.regime.rights import Right
from candour.core.states import Guard, Machine, State, Step
from candour.law import review_rights
from candour.law.clocks import Rule
from candour.law.events import EventKind, ReporterKind
from candour.law.provisions import Basis
from candour.law.review_rights import Decider, RightRow, Standing

_TOLD = (EventKind.REVIEW_INFORMATION_GIVEN, EventKind.OUTCOME_NOTIFIED)
_OF_MODE = {
    "independent": review_rights.Course.INDEPENDENT_INVESTIGATION,
    "directed": review_rights.Course.DIRECTED_INVESTIGATION,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A right of review, if it is told on a day: its row of the matrix, and its last day."""

    row: RightRow
    until_on: datetime.date

    @property
    def is_statutory(self) -> bool:
        """Return whether the law gives it, and not only adopted policy."""
        return self.row.basis is Basis.STATUTORY


def offered(*, file: uuid.UUID, told_on: datetime.date) -> Offer | None:
    """Return the right that telling whoever reported on that day starts, or None where none is.

    What only policy gives is offered too: a reviewer must have agreed before it is applied for.
    """
    case = Case.objects.get(file_id=file)
    row = right_of(case=case, own=standing.own(case=case), has_named_reviewer=True).row
    until_on = _last_day(row.days, told_on)
    return Offer(row=row, until_on=until_on) if until_on is not None else None


def facts(*, case: Case, own: Course, on: datetime.date) -> set[Guard]:
    """Return what holds of the right to a review on a day."""
    found = _following(own)
    right = right_of(case=case, own=own)
    if right.row.standing is Standing.NONE:
        return found | {Guard.REVIEW_IS_OVER}
    if right.standing is Standing.LAW:
        found.add(Guard.HAS_REVIEW_RIGHT_IN_LAW)
    until = until_on(case=case, right=right)
    if until is not None and on <= until:
        found.add(Guard.REVIEW_WINDOW_OPEN)
    if own.state is State.REVIEW_DECIDED or (until is not None and on > until):
        found.add(Guard.REVIEW_IS_OVER)
    return found


def right_of(*, case: Case, own: Course, has_named_reviewer: bool = False) -> Right:
    """Return the right of whoever reported, by what they are and on which course it was decided."""
    course = _course(case, own)
    is_independent = course is review_rights.Course.INDEPENDENT_INVESTIGATION
    return rights.right_of(
        reporter=ReporterKind(case.reporter_kind or ReporterKind.ANONYMOUS),
        course=course,
        decider=Decider.INDEPENDENT_BODY if is_independent else Decider.CHIEF_OFFICER,
        has_named_reviewer=has_named_reviewer,
    )


def until_on(*, case: Case, right: Right) -> datetime.date | None:
    """Return the last day for an application; None where none is open or nothing was told yet."""
    told = Event.objects.filter(file_id=case.file_id, kind__in=_TOLD)
    told_on = told.order_by("happened_on", "id").values_list("happened_on", flat=True).last()
    return None if told_on is None else _last_day(right.row.days, told_on)


def _last_day(days: int | None, told_on: datetime.date) -> datetime.date | None:
    return calendar.due_on(rule=Rule.CAL_START_DAY_AFTER, amount=days, event_on=told_on)


def _course(case: Case, own: Course) -> review_rights.Course:
    if own.machine is Machine.CONDUCT_MATTER:
        return review_rights.Course.CONDUCT_MATTER
    if own.machine is Machine.DSI_MATTER:
        return review_rights.Course.DSI_MATTER
    under_schedule_3 = Event.objects.filter(
        file_id=case.file_id, kind=EventKind.RECORDED_UNDER_SCHEDULE_3
    )
    if not under_schedule_3.exists():
        return review_rights.Course.OUTSIDE_SCHEDULE_3
    modes = [row.answers.get("mode") for row in own.taken if row.step == Step.DECIDE_MODE]
    if modes and modes[-1] in _OF_MODE:
        return _OF_MODE[modes[-1]]
    is_investigated = any(row.step == Step.INVESTIGATE for row in own.taken)
    if (
        own.taken
        and not is_investigated
        and any(row.step == Step.HANDLE_WITHOUT_INVESTIGATION for row in own.taken)
    ):
        return review_rights.Course.HANDLED_WITHOUT_INVESTIGATION
    return review_rights.Course.LOCAL_INVESTIGATION


def _following(own: Course) -> set[Guard]:
    """Return what the last review ordered, and whether the authority accepts what it advised."""
    found = set()
    decided = [row for row in own.taken if row.step == Step.DECIDE_REVIEW]
    if decided and decided[-1].answers.get("orders") == "directs_investigation":
        found.add(Guard.REVIEW_ORDERS_INVESTIGATION)
    answered = [row for row in own.taken if row.step == Step.ANSWER_RECOMMENDATION]
    if answered and answered[-1].answers.get("accepts") == "yes":
        found.add(Guard.AUTHORITY_ACCEPTS_RECOMMENDATION)
    return found
