"""More time that somebody gave: only by whom the law names, and only before the time ran out."""

import datetime
from dataclasses import dataclass, replace

from candour.core.deadlines.periods import Period
from candour.law.clocks import Clock
from candour.law.events import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """States that one period of a clock was made longer, by whom and on which day.

    started_on: the day on which that period began, which tells it from others of its clock.
    """

    clock_id: str
    started_on: datetime.date
    until_on: datetime.date
    granted_on: datetime.date
    by: Party
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """Holds one period of one clock, whose it is, and its last day before anybody moved it."""

    clock: Clock
    subject: str | None
    started_on: datetime.date
    due_on: datetime.date | None


def extended(
    *,
    period: Period,
    clock: Clock,
    subject: str | None,
    extensions: tuple[Extension, ...],
    on: datetime.date,
) -> Period:
    """Return a period with its last day moved by each extension that was granted in time."""
    of = Extended(clock=clock, subject=subject, started_on=period.started_on, due_on=period.due_on)
    until_on = extended_until(of=of, extensions=extensions, on=on)
    if until_on == period.due_on:
        return period
    return replace(period, due_on=until_on, late_after=until_on)


def extended_until(
    *, of: Extended, extensions: tuple[Extension, ...], on: datetime.date
) -> datetime.date | None:
    """Return the last day of a period after each extension that was granted in time."""
    due_on = of.due_on
    for one in sorted(extensions, key=lambda one: (one.granted_on, one.until_on)):
        is_of_it = (one.clock_id, one.started_on, one.subject) == (
            of.clock.id, of.started_on, of.subject,
        )  # fmt: skip
        if not is_of_it or one.by not in of.clock.extended_by or one.granted_on > on:
            continue
        if due_on is not None and one.granted_on <= due_on < one.until_on:
            due_on = one.until_on
    return due_on
