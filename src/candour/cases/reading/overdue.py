"""Which stored days are missed: the same answer as the clocks give, as a condition for lists."""

import datetime
import functools

from django.db.models import F, Q, QuerySet

from candour.cases.models import Case, Deadline
from candour.core import calendar
from candour.law.clocks import CLOCKS, Clock, Falls, Nature

_ONE_DAY = datetime.timedelta(days=1)


def overdue(*, on: datetime.date) -> QuerySet[Deadline]:
    """Return the stored days that were missed, of cases that are open; row security applies."""
    missed = (_missed(clock, on=on) for clock in CLOCKS if clock.nature is Nature.DUTY)
    open_cases = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    return Deadline.objects.filter(
        functools.reduce(Q.__or__, missed),
        met_on__isnull=True,
        file_id__in=open_cases.values("file_id"),
    )


def _missed(clock: Clock, *, on: datetime.date) -> Q:
    ended = Q(clock=clock.id, due_on__lte=_late_from(clock, on=on))
    if clock.falls is Falls.BY_THE_END:
        # What was missed stays missed, whatever stopped the clock afterwards.
        return ended & (Q(stopped_on__isnull=True) | Q(stopped_on__gt=F("due_on")))
    return ended & Q(stopped_on__isnull=True)


def _late_from(clock: Clock, *, on: datetime.date) -> datetime.date:
    """Return the last day for which a period that ended on it is late on the day asked."""
    if clock.falls is Falls.BY_THE_END:
        return on - _ONE_DAY
    level = clock.service_level
    if level is None:
        return datetime.date.min
    ended_on = on
    while True:
        last = calendar.due_on(
            rule=level.rule,
            amount=level.amount,
            event_on=ended_on,
            calendar=calendar.ENGLAND_AND_WALES,
        )
        if last is not None and last < on:
            return ended_on
        ended_on -= _ONE_DAY
