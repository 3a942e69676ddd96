"""The reporter's right to have the outcome reviewed: whether, by when, and on which footing."""

import dataclasses
import datetime

from candour.cases.reading.heads import CaseHead
from candour.core import calendar
from candour.core.deadlines import Matter
from candour.core.deadlines.facts import Facts, applies
from candour.law.clocks import CLOCKS, Clock
from candour.law.events import CaseKind, Event, EventKind
from candour.law.provisions import Basis


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A right of review, if she is told of it on a day: its last day and the clock it is."""

    clock: Clock
    until_on: datetime.date

    @property
    def is_statutory(self) -> bool:
        """Return whether the law gives it, and not only adopted policy."""
        return self.clock.basis is Basis.STATUTORY


def right_of(*, head: CaseHead, told_on: datetime.date) -> Right | None:
    """Return the right that telling her on that day would start, or None where there is none.

    A complaint handled outside Schedule 3 carries none, as the clock's own notes say.
    """
    if head.kind is CaseKind.COMPLAINT and not head.is_under_schedule_3:
        return None
    matter = Matter(kind=head.kind, reporter_kind=head.reporter_kind, law_on=head.received_on)
    told = Event(kind=EventKind.REVIEW_INFORMATION_GIVEN, on=told_on)
    facts = Facts.of(events=(told,), on=told_on)
    for clock in CLOCKS:
        if EventKind.REVIEW_APPLIED not in clock.met_by:
            continue
        until = calendar.due_on(rule=clock.rule, amount=clock.amount, event_on=told_on)
        if until is not None and applies(clock=clock, matter=matter, facts=facts):
            return Right(clock=clock, until_on=until)
    return None
