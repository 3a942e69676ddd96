"""The matters that the tests of deadlines tell of, and short ways to state what happened."""

from datetime import date

from candour.core.deadlines import Deadline, Event, Matter, deadlines_of
from candour.law.clocks import CLOCKS, Clock
from candour.law.events import CaseKind, EventKind, ReporterKind

COMPLAINT = Matter(
    kind=CaseKind.COMPLAINT, reporter_kind=ReporterKind.PUBLIC, law_on=date(2026, 1, 10)
)
STAFF_REPORT = Matter(
    kind=CaseKind.CONDUCT_MATTER,
    reporter_kind=ReporterKind.POLICE_STAFF_SAME_FORCE,
    law_on=date(2026, 1, 10),
)
DSI = Matter(kind=CaseKind.DSI_MATTER, reporter_kind=None, law_on=date(2026, 1, 10))


def event(kind: EventKind, month: int, day: int, *, year: int = 2026) -> Event:
    return Event(kind=kind, on=date(year, month, day))


def row(clock_id: str) -> Clock:
    return next(clock for clock in CLOCKS if clock.id == clock_id)


def of_clock(clock_id: str, *events: Event, on: date, matter: Matter = COMPLAINT) -> list[Deadline]:
    found = deadlines_of(matter=matter, events=events, on=on)
    return [deadline for deadline in found if deadline.clock_id == clock_id]


def dues_and_states(deadlines: list[Deadline]) -> list[tuple[date | None, str]]:
    return [(deadline.due_on, deadline.state.value) for deadline in deadlines]
