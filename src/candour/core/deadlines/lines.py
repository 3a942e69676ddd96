"""The days of every period, without words: what a store keeps, fast enough for a night's work.

Each clock's days hang on the days of few kinds of fact. The same days come back in case after
case, so the answer to them is remembered: a hundred thousand cases ask for it a million times.
"""

import datetime
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from candour.core.calendar import ENGLAND_AND_WALES
from candour.core.deadlines.extending import Extended, Extension, extended_until
from candour.core.deadlines.facts import Facts, Matter, applies
from candour.core.deadlines.periods import Period, periods_of
from candour.law.clocks import CLOCKS, Anchor, Clock, Nature, Per, Rule
from candour.law.events import CaseKind, Event, EventKind, ReporterKind

_REMEMBERED = 1 << 17
_Days = tuple[datetime.date, ...]
# The days from which another set of clocks is in force; nothing changes between two of them.
_TURNS = sorted(
    {clock.in_force.from_on for clock in CLOCKS}
    | {
        clock.in_force.until_on + datetime.timedelta(days=1)
        for clock in CLOCKS
        if clock.in_force.until_on
    }
)


class Line(NamedTuple):
    """One period of one clock: whose it is, when it began, and the days that followed."""

    clock: str
    subject: str | None
    started_on: datetime.date
    due_on: datetime.date | None
    met_on: datetime.date | None
    stopped_on: datetime.date | None
    late_after: datetime.date | None

    def __str__(self) -> str:
        days = [day.isoformat() if day else "-" for day in self[2:]]
        started, due, met, stopped, late = days
        whose = " of one person" if self.subject else ""
        return (
            f"{self.clock}{whose} from {started} due {due} met {met} stopped {stopped}"
            f" late after {late}"
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Reads:
    """A clock with the kinds of fact that its days hang on; compared by identity.

    asks_today: its days hang on the day asked, too.
    """

    clock: Clock
    kinds: tuple[EventKind, ...]
    asks_today: bool
    asks_ahead: bool


@dataclass(frozen=True, slots=True)
class _Begun:
    """Which kinds of fact are recorded for somebody: what decides which clocks run."""

    known: frozenset[EventKind]
    own: frozenset[EventKind]
    every: frozenset[EventKind]
    is_person: bool


def lines_of(
    *,
    matter: Matter,
    events: Iterable[Event],
    on: datetime.date,
    extensions: tuple[Extension, ...] = (),
) -> set[Line]:
    """Return the days of each period of each clock, one for each start; see `deadlines_of`.

    A clock met on its first day gives way to the next that begins on it.
    """
    found = _lines_of(matter, tuple(events), on)
    return {_extended(line, extensions, on) for line in found} if extensions else found


def _lines_of(matter: Matter, every: tuple[Event, ...], on: datetime.date) -> set[Line]:
    people = {event.subject for event in every}
    if people <= {None}:
        return set(_of_person(None, matter, every, frozenset(e.kind for e in every), on))
    kinds = frozenset(event.kind for event in every)
    found = set(_of_person(None, matter, every, kinds, on))
    for person in people - {None}:
        theirs = tuple(event for event in every if event.subject in (None, person))
        found.update(_of_person(person, matter, theirs, kinds, on))
    return found


def _extended(line: Line, extensions: tuple[Extension, ...], on: datetime.date) -> Line:
    of = Extended(
        clock=_CLOCKS[line.clock],
        subject=line.subject,
        started_on=line.started_on,
        due_on=line.due_on,
    )
    until_on = extended_until(of=of, extensions=extensions, on=on)
    if until_on == line.due_on:
        return line
    return line._replace(due_on=until_on, late_after=line.late_after and until_on)


def _of_person(
    person: str | None,
    matter: Matter,
    events: tuple[Event, ...],
    every: frozenset[EventKind],
    on: datetime.date,
) -> Iterable[Line]:
    facts = Facts.of(events=events, on=on)
    begun = _Begun(
        known=frozenset(facts.known),
        own=frozenset(event.kind for event in events if event.subject == person),
        every=every,
        is_person=person is not None,
    )
    for reads in _running(begun, matter.kind, matter.reporter_kind, _turn(matter.law_on)):
        for line in _lines(reads, facts):
            yield line if person is None else line._replace(subject=person)


@functools.lru_cache(maxsize=8_192)
def _turn(law_on: datetime.date) -> datetime.date:
    """Return the first day on which the same clocks were in force."""
    return max((turn for turn in _TURNS if turn <= law_on), default=datetime.date.min)


@functools.lru_cache(maxsize=8_192)
def _running(
    begun: _Begun, kind: CaseKind, reporter: ReporterKind | None, law_on: datetime.date
) -> tuple[_Reads, ...]:
    matter = Matter(kind=kind, reporter_kind=reporter, law_on=law_on)
    facts = Facts(known=dict.fromkeys(begun.known, ()), ahead={}, on=law_on)
    return tuple(
        reads
        for reads in _READS
        if not _starters(reads.clock, begun).isdisjoint(reads.clock.starts)
        and applies(clock=reads.clock, matter=matter, facts=facts)
    )


def _starters(clock: Clock, begun: _Begun) -> frozenset[EventKind]:
    if clock.per is Per.SUBJECT:
        return begun.own
    return frozenset() if begun.is_person else begun.every


def _lines(reads: _Reads, facts: Facts) -> tuple[Line, ...]:
    known = tuple(map(facts.known.get, reads.kinds))
    ahead = tuple(map(facts.ahead.get, reads.kinds)) if reads.asks_ahead and facts.ahead else None
    return _remembered(reads, known, ahead, facts.on if reads.asks_today else None)


@functools.lru_cache(maxsize=_REMEMBERED)
def _remembered(
    reads: _Reads,
    known: tuple[_Days | None, ...],
    ahead: tuple[_Days | None, ...] | None,
    on: datetime.date | None,
) -> tuple[Line, ...]:
    facts = Facts(
        known=_by_kind(reads, known),
        ahead=_by_kind(reads, ahead or ()),
        on=on or max((days[-1] for days in known if days), default=datetime.date.min),
    )
    periods = periods_of(clock=reads.clock, facts=facts, days=ENGLAND_AND_WALES)
    kept = {period.started_on: _line(reads.clock, period) for period in periods}
    return tuple(kept.values())


def _by_kind(reads: _Reads, days: tuple[_Days | None, ...]) -> Mapping[EventKind, _Days]:
    return {kind: found for kind, found in zip(reads.kinds, days, strict=False) if found}


def _line(clock: Clock, period: Period) -> Line:
    return Line(
        clock.id,
        None,
        period.started_on,
        period.due_on,
        period.met_on,
        period.stopped_on,
        None if clock.nature is Nature.RIGHT else period.late_after,
    )


def _reads(clock: Clock) -> _Reads:
    kinds = (
        *clock.starts, *clock.met_by, *clock.stopped_by, *clock.restarted_by, *clock.paused_by,
        *clock.resumed_by,
    )  # fmt: skip
    is_on_grid = clock.then_every is not None and clock.then_every.anchor is Anchor.PREVIOUS_END
    return _Reads(
        clock=clock,
        kinds=tuple(dict.fromkeys(kinds)),
        asks_today=is_on_grid or bool(clock.paused_by),
        asks_ahead=clock.rule is Rule.WORKING_DAYS_BEFORE,
    )


_CLOCKS = {clock.id: clock for clock in CLOCKS}
_READS = tuple(_reads(clock) for clock in CLOCKS)
