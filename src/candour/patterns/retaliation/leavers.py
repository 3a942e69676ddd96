"""Who left after a report, beside peers of the same unit from the same day, by Kaplan-Meier."""

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from candour.patterns.retaliation import histories
from candour.people.models import Posting, Service
from candour.stats import survival
from candour.stats.proportions import Interval

YEAR_DAYS = 365
FEWEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """How long somebody stayed after a day, and whether they left then or are still there."""

    days: int
    has_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The share that left within a year, with its interval; None where too few were watched.

    One person may be a peer of several who reported: of peers the interval is somewhat too narrow.
    """

    people: int
    left: int
    share: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leavers:
    """Those who reported, and their peers."""

    reporters: Left
    peers: Left


def leavers(*, organisation: uuid.UUID, as_of: datetime.date) -> Leavers:
    """Compare who left in a force; part of a command that was demanded."""
    made = histories.reports(organisation=organisation)
    reported = {person: on for person, on in made.items() if on <= as_of}
    own = [stay for person, on in sorted(reported.items(), key=lambda one: one[0].bytes)
           for stay in _stays([person], organisation, on, as_of)]  # fmt: skip
    beside = [
        stay
        for person, on in sorted(reported.items(), key=lambda one: one[0].bytes)
        for stay in _stays(_peers(person, on, but_not=set(reported)), organisation, on, as_of)
    ]
    return Leavers(reporters=left_within_a_year(stays=own), peers=left_within_a_year(stays=beside))


def left_within_a_year(*, stays: Sequence[Stay]) -> Left:
    """Return the share that left within a year; whoever is still there is watched, not counted.

    lifelines: `1 - KaplanMeierFitter().fit(days, has_left).predict(365)`.
    """
    left = sum(one.has_left and one.days <= YEAR_DAYS for one in stays)
    if len(stays) < FEWEST:
        return Left(people=len(stays), left=left, share=None, interval=None)
    curve = survival.kaplan_meier(
        spells=survival.spells(
            exits=[float(one.days) for one in stays],
            closed=[one.has_left for one in stays],
        )
    )
    stayed = survival.share_open(curve=curve, beyond=YEAR_DAYS)
    if stayed is None:
        return Left(people=len(stays), left=left, share=None, interval=None)
    known = stayed.interval
    interval = Interval(low=1 - known.high, high=1 - known.low) if known else None
    return Left(people=len(stays), left=left, share=1 - stayed.share, interval=interval)


def _stays(
    persons: Sequence[uuid.UUID],
    organisation: uuid.UUID,
    on: datetime.date,
    as_of: datetime.date,
) -> Iterator[Stay]:
    rows = Service.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gte=on),
        Q(joined_on__isnull=True) | Q(joined_on__lte=on),
        person_id__in=persons,
        organisation_id=organisation,
    )
    for one in rows.order_by("person_id", "id"):
        has_left = one.left_on is not None and one.left_on <= as_of
        end = one.left_on if has_left and one.left_on is not None else as_of
        yield Stay(days=(end - on).days, has_left=has_left)


def _peers(person: uuid.UUID, on: datetime.date, *, but_not: set[uuid.UUID]) -> list[uuid.UUID]:
    then = Posting.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), from_on__lte=on)
    units = then.filter(person_id=person).values("unit_id")
    beside = then.filter(unit_id__in=units).exclude(person_id__in=but_not)
    return list(beside.order_by("person_id").values_list("person_id", flat=True).distinct())
