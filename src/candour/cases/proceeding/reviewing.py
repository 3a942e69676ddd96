"""The review of a case: whether there is a right to one, on which footing, and whether in time."""

import dataclasses
import datetime

from candour.cases.models import Case, Event
from candour.cases.proceeding.standing import Course
from candour.cases.rules import review
from candour.core.states import Guard, State, Step
from candour.law.events import CaseKind, EventKind, ReporterKind

_TOLD = (EventKind.REVIEW_INFORMATION_GIVEN, EventKind.OUTCOME_NOTIFIED)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Footing:
    kind: CaseKind
    reporter_kind: ReporterKind | None
    received_on: datetime.date
    is_under_schedule_3: bool


def facts(*, case: Case, own: Course, on: datetime.date) -> set[Guard]:
    """Return what holds of the right to a review on a day."""
    found = _following(own)
    told = told_on(case=case)
    right = right_of(case=case, told_on=told or on)
    is_over = own.state is State.REVIEW_DECIDED
    if right is None:
        return found | {Guard.REVIEW_IS_OVER}
    if right.is_statutory:
        found.add(Guard.HAS_REVIEW_RIGHT_IN_LAW)
    if told is not None and on <= right.until_on:
        found.add(Guard.REVIEW_WINDOW_OPEN)
    if is_over or (told is not None and on > right.until_on):
        found.add(Guard.REVIEW_IS_OVER)
    return found


def right_of(*, case: Case, told_on: datetime.date) -> review.Right | None:
    """Return the right of whoever reported to a review, from the day they were told of it."""
    under_schedule_3 = Event.objects.filter(
        file_id=case.file_id, kind=EventKind.RECORDED_UNDER_SCHEDULE_3
    )
    footing = _Footing(
        kind=CaseKind(case.kind),
        reporter_kind=ReporterKind(case.reporter_kind) if case.reporter_kind else None,
        received_on=case.received_on,
        is_under_schedule_3=under_schedule_3.exists(),
    )
    return review.right_of(head=footing, told_on=told_on)


def told_on(*, case: Case) -> datetime.date | None:
    """Return the day on which the outcome was told, and with it the right to a review."""
    told = Event.objects.filter(file_id=case.file_id, kind__in=_TOLD)
    return told.order_by("happened_on", "id").values_list("happened_on", flat=True).last()


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
