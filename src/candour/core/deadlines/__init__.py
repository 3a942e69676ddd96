"""Computes every deadline of a matter from its recorded events and the law in force for it.

Nothing is counted down or stored here: when an event is corrected, all that hung on it moves.
"""

import datetime

from candour.core.calendar import ENGLAND_AND_WALES, Calendar
from candour.core.deadlines.facts import Facts, Matter, applies
from candour.core.deadlines.judging import Deadline, judge
from candour.core.deadlines.periods import periods_of
from candour.law.clocks import CLOCKS, Clock
from candour.law.events import Event

__all__ = ["Deadline", "Event", "Matter", "deadlines_of"]


def deadlines_of(
    *,
    matter: Matter,
    events: tuple[Event, ...],
    on: datetime.date,
    clocks: tuple[Clock, ...] = CLOCKS,
    days: Calendar = ENGLAND_AND_WALES,
) -> tuple[Deadline, ...]:
    """Return every deadline of a matter as it stands on a day, the earliest first.

    Events after that day are not known yet, except a day that a step has to precede.

    References: the provision of each row in law/clocks.py.
    """
    facts = Facts.of(events=events, on=on)
    found = [
        judge(clock=clock, facts=facts, period=period, number=number)
        for clock in clocks
        if applies(clock=clock, matter=matter, facts=facts)
        for number, period in enumerate(periods_of(clock=clock, facts=facts, days=days), start=1)
    ]
    return tuple(sorted(found, key=_order))


def _order(deadline: Deadline) -> tuple[datetime.date, str, int]:
    return (deadline.due_on or datetime.date.max, deadline.clock_id, deadline.period)
