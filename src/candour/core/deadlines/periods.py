"""Which periods a clock has: when it ran, when it stopped, and how each period follows the last."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from candour.core.calendar import Calendar, due_on
from candour.core.deadlines.facts import Facts, first_from
from candour.law.clocks import Anchor, Clock, Falls, Recurrence, Rule, Starting
from candour.law.events import EventKind

_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Holds how one period is counted and which facts can begin it."""

    rule: Rule
    amount: int | None
    begun_by: tuple[EventKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Holds the dates of one period before they are judged.

    late_after: the last day in time; None where nothing makes the step late. paused_on: since when
    the time does not run; None where it does.
    """

    counting: Counting
    started_on: datetime.date
    due_on: datetime.date | None
    not_before: datetime.date | None
    late_after: datetime.date | None
    met_on: datetime.date | None = None
    stopped_on: datetime.date | None = None
    paused_on: datetime.date | None = None
    paused_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Holds one clock with the facts and the calendar it is computed from."""

    clock: Clock
    facts: Facts
    days: Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Holds a time during which a clock ran; no stop means that it still runs."""

    started_on: datetime.date
    stopped_on: datetime.date | None


def periods_of(*, clock: Clock, facts: Facts, days: Calendar) -> Iterator[Period]:
    """List the past periods of a clock, the current one, and for a fixed rhythm the next.

    References: C&M Regs 2020 reg 34(2) runs from each notification; reg 13 and Conduct Regs 2020
    reg 19 run on from the end of the period before.
    """
    asked = _Asked(clock=clock, facts=facts, days=days)
    if clock.then_every is None:
        return _single_periods(asked)
    if clock.then_every.anchor is Anchor.PREVIOUS_MEETING:
        return _periods_from_meetings(asked, clock.then_every)
    return _periods_on_grid(asked, clock.then_every)


def _starts(asked: _Asked) -> list[datetime.date]:
    clock, facts = asked.clock, asked.facts
    if clock.rule is Rule.WORKING_DAYS_BEFORE:
        # The day that the step has to precede is recorded while it still lies ahead.
        return facts.dates_with_ahead(clock.starts)
    if clock.starting is Starting.WHEN_ALL:
        by_kind = [facts.dates((kind,)) for kind in clock.starts]
        return [max(dates[0] for dates in by_kind)] if all(by_kind) else []
    dates = facts.dates(clock.starts)
    return dates[:1] if clock.starting is Starting.FIRST else dates


def _first_counting(clock: Clock) -> Counting:
    begun_by = (*clock.starts, *clock.restarted_by)
    return Counting(rule=clock.rule, amount=clock.amount, begun_by=begun_by)


def _period(
    asked: _Asked,
    *,
    counting: Counting,
    start: datetime.date,
    met: Sequence[datetime.date] = (),
    met_from: datetime.date = datetime.date.min,
) -> Period:
    """Return the period that begins on a day, met by the first of some days that counts for it."""
    end = _end(asked, counting.rule, counting.amount, start)
    not_before = _end(asked, counting.rule, asked.clock.at_least, start)
    late_after = end
    if end is None:
        late_after = _service_level_end(asked, start)
    elif asked.clock.falls is Falls.AFTER_THE_END:
        not_before = end + _ONE_DAY
        late_after = _service_level_end(asked, end)
    return Period(
        counting=counting,
        started_on=start,
        due_on=end,
        not_before=not_before,
        late_after=late_after,
        met_on=first_from(dates=met, on=not_before or met_from) if met else None,
        stopped_on=_stop_of(asked, start) if asked.clock.then_every is None else None,
    )


def _end(
    asked: _Asked, rule: Rule, amount: int | None, start: datetime.date
) -> datetime.date | None:
    if amount is None:
        return None
    return due_on(rule=rule, amount=amount, event_on=start, calendar=asked.days)


def _service_level_end(asked: _Asked, from_on: datetime.date) -> datetime.date | None:
    level = asked.clock.service_level
    return _end(asked, level.rule, level.amount, from_on) if level else None


def _single_periods(asked: _Asked) -> Iterator[Period]:
    clock = asked.clock
    starts = _starts(asked)
    met = asked.facts.dates(clock.met_by)
    for start in starts:
        period = _period(
            asked,
            counting=_first_counting(clock),
            start=start,
            met=met,
            met_from=datetime.date.min if clock.is_met_by_earlier else start,
        )
        yield _with_pauses(asked, period) if clock.paused_by else period


def _stop_of(asked: _Asked, start: datetime.date) -> datetime.date | None:
    """Return the day that stops a period; a fact that starts one stops only those before it."""
    clock, facts = asked.clock, asked.facts
    return min(
        (
            date
            for kind in clock.stopped_by
            for date in facts.known.get(kind, ())
            if date > start or (date == start and kind not in clock.starts)
        ),
        default=None,
    )


def _with_pauses(asked: _Asked, period: Period) -> Period:
    """Move the last day by the days from each pause to its end, or to the day asked."""
    counted_until = period.started_on
    for paused_on in asked.facts.dates(asked.clock.paused_by):
        last = period.due_on
        if last is None or not counted_until <= paused_on <= last:
            continue
        resumed_on = first_from(dates=asked.facts.dates(asked.clock.resumed_by), on=paused_on)
        counted_until = resumed_on or asked.facts.on
        lost = counted_until - paused_on
        period = replace(
            period,
            due_on=last + lost,
            late_after=last + lost,
            paused_on=None if resumed_on else paused_on,
            paused_days=period.paused_days + lost.days,
        )
    return period


def _spans(asked: _Asked) -> list[_Span]:
    """List when the clock ran: each stop ends a span, each restart after it opens the next."""
    starts = _starts(asked)
    restarts = asked.facts.dates(asked.clock.restarted_by)
    stops = asked.facts.dates(asked.clock.stopped_by)
    spans: list[_Span] = []
    for opened_on in sorted([*starts, *(date for date in restarts if starts and date > starts[0])]):
        last = spans[-1].stopped_on if spans else datetime.date.min
        if last is None or opened_on < last:
            continue
        stopped_on = first_from(dates=[date for date in stops if date > last], on=opened_on)
        spans.append(_Span(started_on=opened_on, stopped_on=stopped_on))
    return spans


def _periods_from_meetings(asked: _Asked, recurrence: Recurrence) -> Iterator[Period]:
    clock, facts = asked.clock, asked.facts
    again = Counting(rule=recurrence.rule, amount=recurrence.amount, begun_by=clock.met_by)
    for span in _spans(asked):
        until = span.stopped_on or facts.on
        period = _period(asked, counting=_first_counting(clock), start=span.started_on)
        for met_on in facts.dates(clock.met_by):
            if span.started_on <= met_on <= until:
                yield replace(period, met_on=met_on)
                period = _period(asked, counting=again, start=met_on)
        yield replace(period, stopped_on=span.stopped_on)


def _periods_on_grid(asked: _Asked, recurrence: Recurrence) -> Iterator[Period]:
    spans = _spans(asked)
    counting = _first_counting(asked.clock)
    begins_on = spans[0].started_on if spans else None
    while begins_on is not None:
        period = _in_spans(asked, _period(asked, counting=counting, start=begins_on), spans)
        yield period
        counting = Counting(rule=recurrence.rule, amount=recurrence.amount, begun_by=())
        begins_on = _next_on_grid(period, spans, on=asked.facts.on)


def _in_spans(asked: _Asked, period: Period, spans: list[_Span]) -> Period:
    """Add what met the period and the stop of the last span that began before its end."""
    end = period.due_on or datetime.date.max
    stops = [span.stopped_on for span in spans if span.started_on <= end]
    met = asked.facts.dates(asked.clock.met_by)
    return replace(
        period,
        met_on=first_from(dates=met, on=period.not_before or period.started_on),
        stopped_on=stops[-1],
    )


def _next_on_grid(period: Period, spans: list[_Span], *, on: datetime.date) -> datetime.date | None:
    end = period.due_on
    if end is None or end >= on:
        return None
    last_stop = spans[-1].stopped_on
    if last_stop is not None and last_stop <= end:
        return None
    return end + _ONE_DAY
