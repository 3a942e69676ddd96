"""What the first page of the oversight site counts: live, through row security, and no name."""

import datetime
import itertools
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Max, Q

from candour.cases.models import Case, Deadline, Referral, ReferralAssessment
from candour.cases.reading.overdue import overdue
from candour.core import calendar
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.clocks import CLOCKS, Clock
from candour.law.referral import CRITERIA
from candour.measures.models import Figure
from candour.people.models import OrganisationName

# The months after which a case moves into the next column.
AGES = (3, 6, 12, 24, 48)
_MOST_REFERRALS = 10_000
_REFERRAL_CLOCKS = frozenset(
    applies.clock_id
    for criterion in CRITERIA
    for applies in criterion.applies
    if criterion.is_mandatory and applies.clock_id
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A force's open cases, youngest first: one number for each stretch of age."""

    force: str
    by_age: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.by_age)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """How many cases of a force missed one clock that still runs."""

    force: str
    clock: Clock
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreferred:
    """Cases of a force that meet a criterion for mandatory referral and have not been referred."""

    force: str
    criterion: str
    in_time: int
    late: int
    oldest_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many reports wait at a force's desk past the day by which something was to happen."""

    force: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The first page: live numbers of one moment, alerts that wait, and how new the figures are."""

    forces: tuple[str, ...]
    open: tuple[Open, ...]
    missed: tuple[Missed, ...]
    unreferred: tuple[Unreferred, ...]
    waiting: tuple[Waiting, ...]
    alerts: int
    figures_as_of: datetime.date | None


def overview(*, on: datetime.date, by: Actor, at: datetime.datetime) -> Overview:
    """Count what the actor's forces have open, late, not referred and waiting on a day.

    What a wall keeps from the actor is in no number.
    """
    demand("oversight.overview", by=by, at=at)
    names = _forces()
    return Overview(
        forces=tuple(names.values()),
        open=_open(names, on),
        missed=_missed(names, on),
        unreferred=_unreferred(names, on),
        waiting=_waiting(names, on),
        alerts=_alerts(),
        figures_as_of=Figure.objects.aggregate(newest=Max("as_of"))["newest"],
    )


def _forces() -> Mapping[uuid.UUID, str]:
    """Return the forces in the actor's scope by name."""
    with connection.cursor() as cursor:
        cursor.execute("select unnest(guard.my_organisations())")
        scope = [organisation for (organisation,) in cursor.fetchall()]
    named = OrganisationName.objects.filter(organisation_id__in=scope, until_on__isnull=True)
    return dict(named.order_by("name", "organisation_id").values_list("organisation_id", "name"))


def _open(names: Mapping[uuid.UUID, str], on: datetime.date) -> tuple[Open, ...]:
    edges = [calendar.corresponding_day(on=on, months=-months) for months in AGES]
    bands = {
        f"band_{place}": Count("file_id", filter=band) for place, band in enumerate(_bands(edges))
    }
    rows = (
        Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
        .values("organisation_id")
        .annotate(**bands)
        .values_list("organisation_id", *bands)
        .order_by("organisation_id")
    )
    found = {organisation: tuple(numbers) for organisation, *numbers in rows}
    nothing = (0,) * len(bands)
    return tuple(
        Open(force=name, by_age=found.get(organisation, nothing))
        for organisation, name in names.items()
    )


def _bands(edges: list[datetime.date]) -> Iterator[Q]:
    """Yield a condition for each stretch of age, from the youngest."""
    yield Q(received_on__gt=edges[0])
    for later, earlier in itertools.pairwise(edges):
        yield Q(received_on__lte=later, received_on__gt=earlier)
    yield Q(received_on__lte=edges[-1])


def _missed(names: Mapping[uuid.UUID, str], on: datetime.date) -> tuple[Missed, ...]:
    rows = (
        overdue(on=on)
        .filter(stopped_on__isnull=True, organisation_id__in=list(names))
        .values("organisation_id", "clock")
        .annotate(cases=Count("file_id", distinct=True))
    )
    found = {(row["organisation_id"], row["clock"]): row["cases"] for row in rows}
    return tuple(
        Missed(force=name, clock=clock, cases=found[organisation, clock.id])
        for organisation, name in names.items()
        for clock in CLOCKS
        if (organisation, clock.id) in found
    )


def _unreferred(names: Mapping[uuid.UUID, str], on: datetime.date) -> tuple[Unreferred, ...]:
    assessed = (
        ReferralAssessment.objects.filter(
            is_required=True, superseded_by__isnull=True, organisation_id__in=list(names)
        )
        .exclude(file_id__in=Referral.objects.values("file_id"))
        .order_by("decided_at", "id")[:_MOST_REFERRALS]
    )
    rows = list(assessed.values_list("file_id", "organisation_id", "criteria", "decided_at"))
    clocks = _referral_clocks([file for file, *_ in rows])
    groups: dict[tuple[uuid.UUID, str], list[tuple[int, bool]]] = defaultdict(list)
    for file, organisation, criteria, decided_at in rows:
        started_on, due_on = clocks.get(file, (decided_at.date(), None))
        is_late = due_on is not None and due_on < on
        for criterion in criteria:
            groups[organisation, criterion].append(((on - started_on).days, is_late))
    return tuple(
        Unreferred(
            force=name,
            criterion=criterion.name,
            in_time=sum(not is_late for _, is_late in groups[organisation, criterion.code]),
            late=sum(is_late for _, is_late in groups[organisation, criterion.code]),
            oldest_days=max(days for days, _ in groups[organisation, criterion.code]),
        )
        for organisation, name in names.items()
        for criterion in CRITERIA
        if (organisation, criterion.code) in groups
    )


def _referral_clocks(
    files: list[uuid.UUID],
) -> Mapping[uuid.UUID, tuple[datetime.date, datetime.date | None]]:
    """Return since when each case is to be referred, and by when: the earliest counts."""
    rows = Deadline.objects.filter(
        file_id__in=files, clock__in=_REFERRAL_CLOCKS, met_on__isnull=True
    ).order_by("-due_on")
    return {row.file_id: (row.started_on, row.due_on) for row in rows}


def _waiting(names: Mapping[uuid.UUID, str], on: datetime.date) -> tuple[Waiting, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select organisation_id, number from oversight.reports_waiting(%s)", [on])
        found = dict(cursor.fetchall())
    return tuple(
        Waiting(force=name, reports=found.get(organisation, 0))
        for organisation, name in names.items()
    )


def _alerts() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from oversight.alerts_seen() where settled_on is null")
        return int(cursor.fetchone()[0])
