"""What is known about a matter on a day, and which clocks that brings into play."""

import datetime
from collections.abc import Iterable, Mapping
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
    """Holds the days of each kind of fact: those known on the day asked, and those ahead of it."""

    known: Mapping[EventKind, tuple[datetime.date, ...]]
    ahead: Mapping[EventKind, tuple[datetime.date, ...]]
    on: datetime.date

    @classmethod
    def of(cls, *, events: Iterable[Event], on: datetime.date) -> Self:
        """Divide events into those known on a day and those ahead of it."""
        known: dict[EventKind, set[datetime.date]] = {}
        ahead: dict[EventKind, set[datetime.date]] = {}
        for event in events:
            (known if event.on <= on else ahead).setdefault(event.kind, set()).add(event.on)
        return cls(known=_in_order(known), ahead=_in_order(ahead), on=on)

    def dates(self, kinds: Iterable[EventKind]) -> list[datetime.date]:
        """List the days, in order, of the known facts of some kinds."""
        found = [dates for kind in kinds if (dates := self.known.get(kind))]
        return list(found[0]) if len(found) == 1 else sorted({one for few in found for one in few})

    def dates_with_ahead(self, kinds: Iterable[EventKind]) -> list[datetime.date]:
        """List the days of facts of some kinds, including those that lie ahead."""
        wanted = tuple(kinds)
        ahead = {date for kind in wanted for date in self.ahead.get(kind, ())}
        return sorted({*self.dates(wanted), *ahead})

    def names(self, *, kinds: Iterable[EventKind], on: datetime.date) -> tuple[str, ...]:
        """Name the facts of some kinds that happened on a day."""
        found = {kind for kind in kinds if on in self.known.get(kind, ())}
        return tuple(sorted(kind.replace("_", " ") for kind in found))


def _in_order(
    found: Mapping[EventKind, set[datetime.date]],
) -> Mapping[EventKind, tuple[datetime.date, ...]]:
    return {kind: tuple(sorted(dates)) for kind, dates in found.items()}


def first_from(*, dates: Iterable[datetime.date], on: datetime.date) -> datetime.date | None:
    """Return the earliest of some days that is not before a day, or None."""
    return min((date for date in dates if date >= on), default=None)


def applies(*, clock: Clock, matter: Matter, facts: Facts) -> bool:
    """Say whether a clock is in force for a matter and concerns it.

    References: SI 2025/558 reg 66 for the date that selects the law; law/clocks for the rest.
    """
    return (
        all(kind in facts.known for kind in clock.needs)
        and not any(kind in facts.known for kind in clock.unless)
        and any(_includes(scope, matter) for scope in clock.scopes)
        and covers(period=clock.in_force, on=matter.law_on)
    )


def _includes(scope: Scope, matter: Matter) -> bool:
    if matter.kind not in scope.case_kinds or matter.reporter_kind in scope.not_reporters:
        return False
    return scope.only_reporters is None or matter.reporter_kind in scope.only_reporters
