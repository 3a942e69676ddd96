"""When a report is put to somebody higher: chased twice, updates missed, a sudden withdrawal."""

import dataclasses
import datetime

from candour.law.duties import AFTER_ESCALATION, CHASES, UPDATE

AUTHORITY, OVERSIGHT = "authority", "oversight"
CHASED, MISSED, SUDDEN = "chased", "missed_updates", "sudden_withdrawal"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What was put to whom, and when."""

    level: str
    because: str
    on: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One report or case: the last news, the next promised, the chases, and what was raised.

    sudden_on: the days of wishes to withdraw that came suddenly or under pressure.
    """

    is_case: bool
    news_on: datetime.date
    next_on: datetime.date | None
    chased_on: tuple[datetime.date, ...] = ()
    sudden_on: tuple[datetime.date, ...] = ()
    raised: tuple[Raised, ...] = ()


def to_raise(standing: Standing, *, on: datetime.date) -> tuple[Raised, ...]:
    """Return what has to be raised on a day, and to whom; nothing twice since the last news."""
    found = []
    if _chases(standing, after=standing.news_on) >= CHASES.number:
        found += _next(standing, CHASED, since=standing.news_on, on=on)
    if missed(standing, on=on) >= CHASES.number:
        found += _next(standing, MISSED, since=standing.news_on, on=on)
    for day in standing.sudden_on:
        known = [one for one in standing.raised if one.because == SUDDEN and one.on >= day]
        if not known:
            found += _both(standing, SUDDEN, on=on)
            break
    return tuple(found)


def missed(standing: Standing, *, on: datetime.date) -> int:
    """Return how many updates in a row the reporter has missed by a day."""
    if standing.next_on is None:
        return 0
    rhythm = datetime.timedelta(days=UPDATE.number)
    promised = standing.next_on
    if standing.news_on > promised:
        promised = standing.news_on + rhythm
    late = (on - promised).days
    return 0 if late <= 0 else 1 + (late - 1) // rhythm.days


def _next(
    standing: Standing, because: str, *, since: datetime.date, on: datetime.date
) -> list[Raised]:
    known = [one for one in standing.raised if one.because == because and one.on > since]
    before = [one for one in known if one.level == AUTHORITY]
    if not before:
        return _both(standing, because, on=on)
    if any(one.level == OVERSIGHT for one in known):
        return []
    first = before[0].on
    waited = (on - first).days >= AFTER_ESCALATION.number
    again = _chases(standing, after=first) >= CHASES.number
    return [Raised(level=OVERSIGHT, because=because, on=on)] if waited or again else []


def _both(standing: Standing, because: str, *, on: datetime.date) -> list[Raised]:
    """Raise it to the authority; what is no case yet has no authority that may know of it."""
    levels = [AUTHORITY] if standing.is_case else [AUTHORITY, OVERSIGHT]
    return [Raised(level=level, because=because, on=on) for level in levels]


def _chases(standing: Standing, *, after: datetime.date) -> int:
    return sum(1 for day in standing.chased_on if day > after)
