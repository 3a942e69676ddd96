"""Where one period stands on a day, and the reasons in words that a person can check."""

import datetime
import functools
from collections.abc import Callable
from dataclasses import dataclass, field

from candour.core.calendar import in_words
from candour.core.deadlines.facts import Facts
from candour.core.deadlines.periods import Period
from candour.law.clocks import RULES, Clock, ClockState, Nature
from candour.law.events import EventKind, Party
from candour.law.provisions import Basis, Provision, Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """States one period of one clock, where it stands, and why.

    period: 1 for the first, counted on where the clock recurs or starts again. due_on: the last
    day of the period; None where the law gives no day. not_before: the first day on which a step
    counts, where there is one. late_after: the last day on which it is in time; None where nothing
    makes it late. stopped_on may stand beside overdue: what was missed stays missed. elapsed_days:
    from the start to the step, the stop or the day asked. subject: the person whose clock it is;
    None where it runs for the case.
    """

    clock_id: str
    name: str
    subject: str | None
    period: int
    started_on: datetime.date
    due_on: datetime.date | None
    not_before: datetime.date | None
    late_after: datetime.date | None
    state: ClockState
    met_on: datetime.date | None
    stopped_on: datetime.date | None
    elapsed_days: int
    who: tuple[Party, ...]
    to: tuple[Party, ...]
    provision: Provision
    basis: Basis
    verification: Verification
    # Reasons are words for a reader; a night's work on every case asks for none.
    reasons: Callable[[], tuple[str, ...]] = field(compare=False, repr=False)

    @property
    def because(self) -> tuple[str, ...]:
        """Return the reasons, in words that a person can check."""
        return self.reasons()


def judge(
    *, clock: Clock, facts: Facts, period: Period, number: int, subject: str | None = None
) -> Deadline:
    """State where a period of a clock stands on the day the facts are asked for.

    References: the provision of the clock's row in law/clocks.
    """
    state = _state(clock, period, on=facts.on)
    until = min(date for date in (period.met_on, period.stopped_on, facts.on) if date)
    return Deadline(
        clock_id=clock.id,
        name=clock.name,
        subject=subject,
        period=number,
        started_on=period.started_on,
        due_on=period.due_on,
        not_before=period.not_before,
        late_after=period.late_after,
        state=state,
        met_on=period.met_on,
        stopped_on=period.stopped_on,
        elapsed_days=max((until - period.started_on).days, 0),
        reasons=functools.partial(_reasons, clock, facts, period, state),
        who=clock.who,
        to=clock.to,
        provision=clock.provision,
        basis=clock.basis,
        verification=clock.verification,
    )


def _reasons(clock: Clock, facts: Facts, period: Period, state: ClockState) -> tuple[str, ...]:
    return (
        *_reasons_for_the_day(clock, facts, period),
        *_reasons_for_the_state(clock, facts, period, state),
        *_reasons_of_standing(clock),
    )


def _state(clock: Clock, period: Period, *, on: datetime.date) -> ClockState:
    late_after = period.late_after or datetime.date.max
    if period.met_on is not None and period.met_on <= late_after:
        return ClockState.MET
    if period.stopped_on is not None and period.stopped_on <= late_after:
        return ClockState.STOPPED
    if period.met_on is not None:
        return ClockState.MET_LATE
    return _open_state(clock, period, on=on)


def _open_state(clock: Clock, period: Period, *, on: datetime.date) -> ClockState:
    if period.paused_on is not None:
        return ClockState.STOPPED
    if period.due_on is not None and on <= period.due_on:
        return ClockState.DUE
    if period.late_after is None or on <= period.late_after:
        return ClockState.ASAP
    return ClockState.LAPSED if clock.nature is Nature.RIGHT else ClockState.OVERDUE


def _reasons_for_the_day(clock: Clock, facts: Facts, period: Period) -> tuple[str, ...]:
    words = next(row.words for row in RULES if row.rule is period.counting.rule)
    counted = words.format(amount=period.counting.amount, day=in_words(period.started_on))
    begun_by = _named(facts, period.counting.begun_by, period.started_on)
    until = f": to {in_words(period.due_on)}" if period.due_on else ""
    reasons = [
        f"It began on {in_words(period.started_on)}{begun_by}.",
        f"Counted: {counted}{until}.",
    ]
    if period.not_before is not None:
        reasons.append(f"A step counts from {in_words(period.not_before)}, not before.")
    if period.paused_days:
        reasons.append(f"{period.paused_days} days in between are not counted.")
    return tuple(reasons)


_STATES_IN_WORDS = {
    ClockState.DUE: "It has not been done, and can still be in time.",
    ClockState.ASAP: "The law gives no day: it is owed as soon as practicable.",
    ClockState.OVERDUE: "It was not done in time.",
    ClockState.LAPSED: "It was not used in time.",
    ClockState.MET: "It was done in time.",
    ClockState.MET_LATE: "It was done, but late.",
    ClockState.STOPPED: "It does not run.",
}


def _reasons_for_the_state(
    clock: Clock, facts: Facts, period: Period, state: ClockState
) -> tuple[str, ...]:
    reasons = [_STATES_IN_WORDS[state]]
    if period.met_on is not None:
        by = _named(facts, clock.met_by, period.met_on)
        reasons.append(f"Done on {in_words(period.met_on)}{by}.")
    if period.paused_on is not None:
        by = _named(facts, clock.paused_by, period.paused_on)
        reasons.append(f"Paused since {in_words(period.paused_on)}{by}.")
    if period.stopped_on is not None and state is not ClockState.MET:
        by = _named(facts, clock.stopped_by, period.stopped_on)
        reasons.append(f"Stopped on {in_words(period.stopped_on)}{by}.")
    return tuple(reasons)


def _reasons_of_standing(clock: Clock) -> tuple[str, ...]:
    level = (clock.service_level.summary,) if clock.service_level else ()
    policy = ("This is adopted policy; the law does not require it.",)
    return (*level, *policy) if clock.basis is Basis.POLICY else level


def _named(facts: Facts, kinds: tuple[EventKind, ...], on: datetime.date) -> str:
    names = ", ".join(facts.names(kinds=kinds, on=on))
    return f" ({names})" if names else ""
