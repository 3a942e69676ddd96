"""Whether the time that a clock of the law gives for something has run out."""

import datetime

from candour.core import calendar
from candour.law.clocks import CLOCKS
from candour.law.events import EventKind


def last_day(*, met_by: EventKind, started_on: datetime.date) -> datetime.date | None:
    """Return the last day of the first clock that this event meets; None where no clock does."""
    for clock in CLOCKS:
        if met_by not in clock.met_by:
            continue
        due = calendar.due_on(rule=clock.rule, amount=clock.amount, event_on=started_on)
        if due is not None:
            return due
    return None
