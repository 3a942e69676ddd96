"""Which stored days are missed: the same answer as the clocks give, as a condition for lists."""

import datetime

from django.db.models import F, Q, QuerySet

from candour.cases.models import Case, Deadline

# What was missed stays missed, whatever stopped the clock afterwards.
NOT_STOPPED_IN_TIME = Q(stopped_on__isnull=True) | Q(stopped_on__gt=F("late_after"))


def missed(*, on: datetime.date) -> QuerySet[Deadline]:
    """Return the stored days that were missed, of cases whether open or not."""
    return Deadline.objects.filter(NOT_STOPPED_IN_TIME, late_after__lt=on, met_on__isnull=True)


def overdue(*, on: datetime.date) -> QuerySet[Deadline]:
    """Return the stored days that were missed, of cases that are open; row security applies."""
    open_cases = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    return missed(on=on).filter(file_id__in=open_cases.values("file_id"))
