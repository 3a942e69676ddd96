"""What is known about a matter on a day, and which clocks that brings into play."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from candour.core.calendar import covers
from candour.law.clocks import Clock, Scope
from candour.law.events import CaseKind, Event, EventKind, ReporterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Holds what selects the rules for a case.

    law_on: the day a complaint was made, or a conduct or DSI matter came to attention.
    reporter_kind: None where nobody reported it or the kind is not known.
    """

    kind: CaseKind
    reporter_kind: ReporterKind | None
    law_on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Holds the events known on the day asked, and those recorded for a later day."""

    known: frozenset[Event]
    ahead: frozenset[Event]
    on: datetime.date

    @classmethod
    def of(cls, *, events: Iterable[Event], on: datetime.date) -> Self:
        """Divide events into those known on a day and those ahead of it."""
        all_events = frozenset(events)
        known = frozenset(event for event in all_events if event.on <= on)
        return cls(known=known, ahead=all_events - known, on=on)

    def dates(self, kinds: Iterable[EventKind]) -> list[datetime.date]:
        """List the days, in order, of the known facts of some kinds."""
        wanted = set(kinds)
        return sorted({event.on for event in self.known if event.kind in wanted})

    def dates_with_ahead(self, kinds: Iterable[EventKind]) -> list[datetime.date]:
        """List the days of facts of some kinds, including those that lie ahead."""
        wanted = set(kinds)
        return sorted({event.on for event in self.known | self.ahead if event.kind in wanted})

    def names(self, *, kinds: Iterable[EventKind], on: datetime.date) -> tuple[str, ...]:
        """Name the facts of some kinds that happened on a day."""
        wanted = set(kinds)
        found = {event.kind for event in self.known if event.kind in wanted and event.on == on}
        return tuple(sorted(kind.replace("_", " ") for kind in found))


def first_from(*, dates: Iterable[datetime.date], on: datetime.date) -> datetime.date | None:
    """Return the earliest of some days that is not before a day, or None."""
    return min((date for date in dates if date >= on), default=None)


def applies(*, clock: Clock, matter: Matter, facts: Facts) -> bool:
    """Say whether a clock is in force for a matter and concerns it.

    References: SI 2025/558 reg 66 for the date that selects the law; law/clocks.py for the rest.
    """
    kinds = {event.kind for event in facts.known}
    return (
        covers(period=clock.in_force, on=matter.law_on)
        and any(_includes(scope, matter) for scope in clock.scopes)
        and kinds.issuperset(clock.needs)
        and kinds.isdisjoint(clock.unless)
    )


def _includes(scope: Scope, matter: Matter) -> bool:
    if matter.kind not in scope.case_kinds or matter.reporter_kind in scope.not_reporters:
        return False
    return scope.only_reporters is None or matter.reporter_kind in scope.only_reporters
