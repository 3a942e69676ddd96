"""Computes every deadline of a matter from its recorded events and the law in force for it.

Nothing is counted down or stored here: when an event is corrected, all that hung on it moves.
"""

import datetime
from collections.abc import Mapping

from candour.core.calendar import ENGLAND_AND_WALES, Calendar
from candour.core.deadlines.extending import Extension, extended
from candour.core.deadlines.facts import Facts, Matter, applies
from candour.core.deadlines.judging import Deadline, judge
from candour.core.deadlines.periods import periods_of
from candour.law.clocks import CLOCKS, Clock, Per
from candour.law.events import Event

__all__ = ["Deadline", "Event", "Extension", "Matter", "deadlines_of"]


def deadlines_of(
    *,
    matter: Matter,
    events: tuple[Event, ...],
    on: datetime.date,
    clocks: tuple[Clock, ...] = CLOCKS,
    days: Calendar = ENGLAND_AND_WALES,
    extensions: tuple[Extension, ...] = (),
) -> tuple[Deadline, ...]:
    """Return every deadline of a matter as it stands on a day, the earliest first.

    Events after that day are not known yet, except a day that a step has to precede. A clock that
    runs for each person runs for those whose facts start it; what is recorded about nobody in
    particular counts for everybody.

    References: the provision of each row in law/clocks.
    """
    kinds = {event.kind for event in events}
    of_person = _facts_by_person(events, on)
    found = [
        judge(
            clock=clock,
            facts=of_person[subject],
            period=extended(
                period=period, clock=clock, subject=subject, extensions=extensions, on=on
            )
            if extensions
            else period,
            number=number,
            subject=subject,
        )
        for clock in clocks
        if not kinds.isdisjoint(clock.starts)
        for subject in _people(clock, events)
        if applies(clock=clock, matter=matter, facts=of_person[subject])
        for number, period in enumerate(
            periods_of(clock=clock, facts=of_person[subject], days=days), start=1
        )
    ]
    return tuple(sorted(found, key=_order))


def _facts_by_person(events: tuple[Event, ...], on: datetime.date) -> Mapping[str | None, Facts]:
    """Return all facts under None, and for each person those about them or about nobody."""
    people = {event.subject for event in events if event.subject is not None}
    theirs = {
        person: Facts.of(events=[one for one in events if one.subject in (None, person)], on=on)
        for person in people
    }
    return {None: Facts.of(events=events, on=on), **theirs}


def _people(clock: Clock, events: tuple[Event, ...]) -> list[str | None]:
    """Return for whom a clock runs: once for the case, or for each person whose fact starts it."""
    if clock.per is Per.CASE:
        return [None]
    people = {event.subject for event in events if event.kind in clock.starts}
    return sorted(people, key=lambda person: person or "")


def _order(deadline: Deadline) -> tuple[datetime.date, str, str, int]:
    due = deadline.due_on or datetime.date.max
    return (due, deadline.clock_id, deadline.subject or "", deadline.period)
