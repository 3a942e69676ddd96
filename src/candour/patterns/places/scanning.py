"""Scans the teams of a register month by month, those that were disbanded among them."""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from candour.patterns.places.register import Posting, Register
from candour.stats import scan

YEARS = 10
SEED = 1
# Smaller teams are shown to a professional standards department alone.
FEWEST_MEMBERS = 10
SURE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A team and the months in which it stands out most. members: how many served there then.

    disbanded_on: its last day, if it has one of its own, or the last on which anybody served there.
    """

    team: str
    from_on: datetime.date
    until_on: datetime.date
    members: int
    person_years: float
    observed: int
    expected: float
    ratio: float
    p: float
    p_alone: float
    disbanded_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """Somebody who served in a team while it stood out, and where they served after it."""

    team: str
    person: str
    left_on: datetime.date
    later_team: str
    from_on: datetime.date
    until_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a scan found, the strongest first; and how many teams were too small to be shown."""

    spots: tuple[Spot, ...]
    former: tuple[Former, ...]
    teams: int
    events: int
    without_team: int
    suppressed: int


def scan_places(
    *,
    register: Register,
    years: int = YEARS,
    months: int = scan.WINDOW_MONTHS,
    replicates: int = scan.REPLICATES,
    is_standards_department: bool = False,
) -> Places:
    """Scan; a matter counts once for each team that somebody it names served in on its day."""
    first = _month(register.as_of) - 12 * years + 1
    number = _month(register.as_of) - first + 1
    by_person = _by_person(register.postings)
    exposure = _exposure(register, first, number)
    names = sorted(exposure)
    place = {team: row for row, team in enumerate(names)}
    events = np.zeros((len(names), number), dtype=np.int64)
    without = 0
    for matter in register.matters:
        column = _month(matter.on) - first
        if not 0 <= column < number:
            continue
        teams = {one.team for person in matter.people for one in _on(by_person, person, matter.on)}
        without += not teams
        for team in teams:
            events[place[team], column] += 1
    if not names:
        return Places(spots=(), former=(), teams=0, events=0, without_team=without, suppressed=0)
    table = np.array([exposure[team] for team in names])
    found = scan.scan(
        teams=scan.teams(events=events, exposure=table),
        seed=SEED,
        months=months,
        replicates=replicates,
    )
    spots = [_spot(one, names[one.team], register, first, table) for one in found.windows]
    shown = [one for one in spots if is_standards_department or one.members >= FEWEST_MEMBERS]
    return Places(
        spots=tuple(shown),
        former=tuple(row for one in shown if one.p < SURE for row in _former(one, by_person)),
        teams=len(names),
        events=found.events,
        without_team=without,
        suppressed=len(spots) - len(shown),
    )


def _month(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _first_of(month: int) -> datetime.date:
    return datetime.date(month // 12, month % 12 + 1, 1)


def _by_person(postings: Sequence[Posting]) -> Mapping[str, Sequence[Posting]]:
    found: dict[str, list[Posting]] = defaultdict(list)
    for one in postings:
        found[one.person].append(one)
    for own in found.values():
        own.sort(key=lambda one: (one.from_on, one.team))
    return found


def _on(
    by_person: Mapping[str, Sequence[Posting]], person: str, day: datetime.date
) -> list[Posting]:
    """Return somebody's latest posting on a day; a source often leaves earlier ones open."""
    own = by_person.get(person, ())
    for one in reversed(own[: bisect_right(own, day, key=lambda posting: posting.from_on)]):
        if one.until_on is None or one.until_on >= day:
            return [one]
    return []


def _exposure(register: Register, first: int, number: int) -> dict[str, np.ndarray]:
    """Return for each team its person-months in each month of the window."""
    starts = [_first_of(first + place) for place in range(number + 1)]
    edges = np.array([one.toordinal() for one in starts])
    lengths = np.diff(edges)
    found: dict[str, np.ndarray] = {}
    for one in register.postings:
        end = min(one.until_on or register.as_of, register.as_of).toordinal() + 1
        start = one.from_on.toordinal()
        if end <= edges[0] or start >= edges[-1] or end <= start:
            continue
        days = np.minimum(edges[1:], end) - np.maximum(edges[:-1], start)
        months = np.maximum(days, 0) / lengths
        if one.team in found:
            found[one.team] += months
        else:
            found[one.team] = months
    return found


def _spot(
    one: scan.Window, team: str, register: Register, first: int, exposure: np.ndarray
) -> Spot:
    from_on = _first_of(first + one.first)
    until_on = _first_of(first + one.last + 1) - datetime.timedelta(days=1)
    here = [posting for posting in register.postings if posting.team == team]
    then = {
        posting.person
        for posting in here
        if posting.from_on <= until_on and (posting.until_on is None or posting.until_on >= from_on)
    }
    lasts = [posting.until_on for posting in here]
    known = [day for day in lasts if day is not None]
    emptied = max(known) if known and len(known) == len(lasts) else None
    return Spot(
        team=team,
        from_on=from_on,
        until_on=until_on,
        members=len(then),
        person_years=float(exposure[one.team, one.first : one.last + 1].sum()) / 12,
        observed=one.observed,
        expected=one.expected,
        ratio=one.ratio,
        p=one.p,
        p_alone=one.p_alone,
        disbanded_on=register.disbanded.get(team, emptied),
    )


def _former(spot: Spot, by_person: Mapping[str, Sequence[Posting]]) -> list[Former]:
    """Return where those who served there in its months served later, team by team."""
    found = []
    for person, own in by_person.items():
        stays = [
            one
            for one in own
            if one.team == spot.team
            and one.from_on <= spot.until_on
            and one.until_on is not None
            and one.until_on >= spot.from_on
        ]
        if not stays:
            continue
        left_on = max(one.until_on for one in stays if one.until_on is not None)
        found += [
            Former(
                team=spot.team,
                person=person,
                left_on=left_on,
                later_team=one.team,
                from_on=one.from_on,
                until_on=one.until_on,
            )
            for one in own
            if one.from_on >= left_on and one.team != spot.team
        ]
    return sorted(found, key=lambda one: (one.person, one.from_on, one.later_team))
