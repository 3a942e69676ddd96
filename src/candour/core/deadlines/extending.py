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


def extended(
    *,
    period: Period,
    clock: Clock,
    subject: str | None,
    extensions: tuple[Extension, ...],
    on: datetime.date,
) -> Period:
    """Return a period with its last day moved by each extension that was granted in time."""
    for one in sorted(extensions, key=lambda one: (one.granted_on, one.until_on)):
        is_of_it = (one.clock_id, one.started_on, one.subject) == (
            clock.id, period.started_on, subject,
        )  # fmt: skip
        if is_of_it and one.by in clock.extended_by and one.granted_on <= on:
            period = _longer(period, one)
    return period


def _longer(period: Period, extension: Extension) -> Period:
    due_on = period.due_on
    if due_on is None or not extension.granted_on <= due_on < extension.until_on:
        return period
    return replace(period, due_on=extension.until_on, late_after=extension.until_on)
