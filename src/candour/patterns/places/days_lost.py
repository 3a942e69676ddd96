"""Counts the days a team lost in a month to suspension and restricted duties, and what stands in.

The record of a case does not tell suspension and restriction apart, so neither does this.
"""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from candour.cases.models import Event
from candour.core import calendar as working
from candour.law.events import EventKind
from candour.patterns.places.register import Posting
from candour.patterns.places.scanning import FEWEST_MEMBERS

# How many months that are over can be chosen.
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Somebody was suspended or restricted, from one day to another; None is still so."""

    person: str
    from_on: datetime.date
    until_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """One team and month: days lost, of how many people, and whole posts it takes to replace."""

    team: str
    month_on: datetime.date
    members: int
    people: int
    days: int
    posts: float


class NotOver(Exception):
    """The month is not over yet."""


def spells() -> tuple[Spell, ...]:
    """Return every suspension or restriction that is recorded, each until its end in its case."""
    kinds = (EventKind.SUSPENDED_FROM_DUTY.value, EventKind.SUSPENSION_ENDED.value)
    rows = Event.objects.filter(kind__in=kinds, subject__isnull=False)
    begun: dict[tuple[object, str], datetime.date] = {}
    found = []
    for event in rows.order_by("happened_on", "recorded_at", "id"):
        key = (event.file_id, str(event.subject_id))
        if event.kind == kinds[0]:
            begun.setdefault(key, event.happened_on)
        elif key in begun:
            found.append(Spell(person=key[1], from_on=begun.pop(key), until_on=event.happened_on))
    found += [Spell(person=key[1], from_on=on, until_on=None) for key, on in begun.items()]
    return tuple(sorted(found, key=lambda one: (one.from_on, one.person)))


def days_lost(
    *,
    spells: Sequence[Spell],
    postings: Sequence[Posting],
    month_on: datetime.date,
    as_of: datetime.date,
    is_standards_department: bool = False,
) -> tuple[Lost, ...]:
    """Return what each team lost in a month, the most first; a day in two cases is lost once.

    A day is lost to the team that somebody was last posted to on it. Teams under ten are for the
    standards department alone.
    """
    first = month_on.replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    if last > as_of:
        raise NotOver
    days: dict[str, set[datetime.date]] = defaultdict(set)
    for one in spells:
        days[one.person].update(_between(max(one.from_on, first), min(one.until_on or last, last)))
    by_person: dict[str, list[Posting]] = defaultdict(list)
    for posting in postings:
        by_person[posting.person].append(posting)
    lost: dict[str, list[str]] = defaultdict(list)
    for person, own in sorted(days.items()):
        for day in own:
            team = _team(by_person[person], day)
            if team is not None:
                lost[team].append(person)
    members = _members(postings, first, last)
    rows = [
        Lost(
            team=team,
            month_on=first,
            members=len(members[team]),
            people=len(set(people)),
            days=len(people),
            posts=len(people) / last.day,
        )
        for team, people in lost.items()
        if is_standards_department or len(members[team]) >= FEWEST_MEMBERS
    ]
    return tuple(sorted(rows, key=lambda one: (-one.days, one.team)))


def months_over(*, on: datetime.date) -> tuple[datetime.date, ...]:
    """Return the first days of the last months that were over when this day began."""
    first = on.replace(day=1)
    return tuple(
        working.corresponding_day(on=first, months=-number) for number in range(1, MONTHS + 1)
    )


def _between(start: datetime.date, end: datetime.date) -> Iterable[datetime.date]:
    return (start + datetime.timedelta(days=day) for day in range((end - start).days + 1))


def _team(own: Sequence[Posting], day: datetime.date) -> str | None:
    then = [one for one in own if _is_on(one, day, day)]
    return max(then, key=lambda one: (one.from_on, one.team)).team if then else None


def _members(
    postings: Sequence[Posting], first: datetime.date, last: datetime.date
) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in postings:
        if _is_on(one, first, last):
            found[one.team].add(one.person)
    return found


def _is_on(one: Posting, first: datetime.date, last: datetime.date) -> bool:
    return one.from_on <= last and (one.until_on is None or one.until_on >= first)
