"""What of a case has to be put to whom: at once, or in the digest of the week; nothing twice."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from candour.core import calendar
from candour.law.clocks import Rule
from candour.law.events import Party
from candour.law.policies import escalation as policy
from candour.law.policies.escalation import Because, Risk, Way
from candour.law.referral import CRITERIA

# The clocks of referrals that the law demands.
REFERRALS = frozenset(
    applies.clock_id
    for criterion in CRITERIA
    for applies in criterion.applies
    if criterion.is_mandatory and applies.clock_id
)
_BODIES = tuple(rung.to for rung in policy.LADDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """One step that is late: which clock, since when it ran, the last day that was in time.

    clock: or the code of something owed that no clock of the law counts. subject: whose step it
    is, by whatever key the caller knows them; None where it is the case's.
    """

    clock: str
    started_on: datetime.date
    late_after: datetime.date
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What was put, or is to be put, to a body: why, and for a step which one.

    clock: empty, and started_on the day the case is counted from, where the reason is its age.
    """

    to: Party
    because: Because
    clock: str
    started_on: datetime.date
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An open case on a day: its age, its risk, its late steps, and what was raised before.

    unanswered: bodies that asked the force and had no reply in time.
    """

    received_on: datetime.date
    risk: Risk
    late: tuple[Late, ...] = ()
    raised: frozenset[Raised] = frozenset()
    unanswered: frozenset[Party] = frozenset()


def late_days(*, late: Late, on: datetime.date) -> int:
    """Return for how many days a step has been late."""
    return max((on - late.late_after).days, 0)


def rank(*, days: int, risk: Risk) -> int:
    """Return the order of a digest: days late times the weight of what hangs on the case."""
    return days * policy.weight_of(risk).weight


def at_once(*, standing: Standing, on: datetime.date) -> tuple[Raised, ...]:
    """Return what has to be put to all three bodies the same day, and was not before."""
    found = [*_of_steps(standing), *_of_age(standing, on), *_of_silence(standing)]
    return tuple(one for one in found if one not in standing.raised)


def for_digest(*, standing: Standing, on: datetime.date) -> tuple[Raised, ...]:
    """Return what the digest of this week adds: at most one row for each body.

    A case whose late step a body has in view already has its row there.
    """
    if standing.risk is Risk.LIFE:
        return ()
    found = []
    for rung in policy.LADDER:
        reached = [
            one
            for one in standing.late
            if one.clock not in REFERRALS and late_days(late=one, on=on) >= rung.late_days
        ]
        rows = [_of_step(one, rung.to, Because.LATE) for one in sorted(reached, key=_longest)]
        if rows and not any(row in standing.raised for row in rows):
            found.append(rows[0])
    return tuple(found)


def digest_day(*, on: datetime.date) -> datetime.date:
    """Return the day that this week's digest speaks of: the last Monday, or the day itself.

    Whenever in the week it is made, it holds what was late then, and so it can be made again.
    """
    return on - datetime.timedelta(days=(on.weekday() - policy.DIGEST_WEEKDAY) % 7)


def reply_due_on(*, asked_on: datetime.date, way: Way) -> datetime.date:
    """Return the last day on which a force's reply to a body that asks is in time."""
    row = next(row for row in policy.REPLIES if row.way is way)
    due = calendar.due_on(
        rule=row.rule, amount=row.amount, event_on=asked_on, calendar=calendar.ENGLAND_AND_WALES
    )
    return due or asked_on


def _of_steps(standing: Standing) -> Iterator[Raised]:
    for one in sorted(standing.late, key=_longest):
        if one.clock in REFERRALS:
            yield from (_of_step(one, to, Because.MISSED_REFERRAL) for to in _BODIES)
        elif standing.risk is Risk.LIFE:
            yield from (_of_step(one, to, Because.RISK_TO_LIFE) for to in _BODIES)


def _of_age(standing: Standing, on: datetime.date) -> Iterator[Raised]:
    for cause in policy.CAUSES:
        if cause.months is None:
            continue
        end = calendar.due_on(
            rule=Rule.MONTHS_BEGINNING_WITH,
            amount=cause.months,
            event_on=standing.received_on,
            calendar=calendar.ENGLAND_AND_WALES,
        )
        if end is not None and on > end:
            for to in _BODIES:
                yield _of_case(standing, to, cause.because)


def _of_silence(standing: Standing) -> Iterator[Raised]:
    for body in standing.unanswered:
        higher = _BODIES[_BODIES.index(body) + 1 :]
        if higher:
            yield _of_case(standing, higher[0], Because.NO_REPLY)


def _of_step(late: Late, to: Party, because: Because) -> Raised:
    return Raised(
        to=to, because=because, clock=late.clock, started_on=late.started_on, subject=late.subject
    )


def _of_case(standing: Standing, to: Party, because: Because) -> Raised:
    return Raised(to=to, because=because, clock="", started_on=standing.received_on)


def _longest(late: Late) -> tuple[datetime.date, str, datetime.date, str]:
    return (late.late_after, late.clock, late.started_on, late.subject or "")
