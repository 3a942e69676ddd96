"""Work lists: what is mine, what is due soon, what is late; by risk, then by day, page by page."""

import dataclasses
import datetime
import heapq
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Max, Q, QuerySet

from candour.cases.models import Case, CaseTask, Deadline
from candour.cases.queries import case_list
from candour.cases.reading import staff, wording
from candour.cases.reading.overdue import NOT_STOPPED_IN_TIME
from candour.guard.actors import Actor
from candour.guard.models import Grant
from candour.guard.permissions import demand
from candour.law.clocks import CLOCKS
from candour.law.policies import escalation as policy

PER_PAGE = 50
TODAY, DUE, LATE = "today", "due", "late"
MINE, NOBODY = "mine", "nobody"
INVESTIGATOR = "investigator"
_CLOCKS = {clock.id: clock for clock in CLOCKS}
_TASKS = {row.code: row.name for row in policy.TASKS}
_RISKS = {row.weight: row.name for row in policy.WEIGHTS}
_USUAL = 2
_MANY = 500
_TASK = "task:"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Where a page ended: what follows has less risk, a later day, or a later id."""

    risk: int
    on: datetime.date
    id: uuid.UUID

    def __str__(self) -> str:
        return f"{self.risk}.{self.on.isoformat()}.{self.id}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which list of whose cases is asked for; whose: an account, "mine", "nobody", or anybody's."""

    which: str
    whose: str = ""
    after: Key | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step or task: of which case, by when, how risky, whose, and on what it rests."""

    key: Key
    file: uuid.UUID
    reference: str
    kind: str
    what: str
    by_on: datetime.date
    days: int
    risk: str
    owner: str
    basis: str
    verification: str
    source: str

    @property
    def is_late(self) -> bool:
        """Return whether its last day has passed."""
        return self.days < 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """One page of a list, and where the next one begins; the owners one may choose among."""

    lines: tuple[Line, ...]
    after: Key | None
    owners: tuple[staff.Colleague, ...]


def worklist(*, asked: Asked, by: Actor, at: datetime.datetime) -> Worklist:
    """Return a page of what the actor sees; what a wall hides is on no page and in no order."""
    demand("cases.work", by=by, at=at)
    on = at.date()
    wanted = _Wanted(asked=asked, by=by, on=on)
    clocks = [_of_clock(row) for row in _clocks(wanted)[: PER_PAGE + 1]]
    tasks = [_of_task(row) for row in _tasks(wanted)[: PER_PAGE + 1]]
    found = list(heapq.merge(clocks, tasks, key=lambda one: one.place))[: PER_PAGE + 1]
    shown = found[:PER_PAGE]
    people = _handlers([one.file for one in shown])
    owners = case_list.investigators(by=by)
    known = staff.called(accounts=[*people.values(), *owners], by=by, at=at)
    cases = Case.objects.in_bulk([one.file for one in shown])
    return Worklist(
        lines=tuple(_line(one, cases[one.file], people, known, on=on) for one in shown),
        after=shown[-1].key if len(found) > PER_PAGE else None,
        owners=tuple(
            sorted(
                (known[account] for account in owners if account in known),
                key=lambda one: (one.name, one.account_id.bytes),
            )
        ),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    asked: Asked
    by: Actor
    on: datetime.date

    def days(self, column: str) -> Q:
        """Return the days that the list reaches, as a condition on a column."""
        if self.asked.which == LATE:
            return Q(**{f"{column}__lt": self.on})
        if self.asked.which == DUE:
            last = self.on + datetime.timedelta(days=policy.SOON_DAYS)
            return Q(**{f"{column}__gte": self.on, f"{column}__lte": last})
        return Q(**{f"{column}__lte": self.on + datetime.timedelta(days=policy.TODAY_DAYS)})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    key: Key
    file: uuid.UUID
    what: str

    @property
    def place(self) -> tuple[int, datetime.date, bytes]:
        return -self.key.risk, self.key.on, self.key.id.bytes


def _clocks(wanted: _Wanted) -> QuerySet[Deadline, tuple[Any, ...]]:
    found = Deadline.objects.filter(
        NOT_STOPPED_IN_TIME,
        wanted.days("late_after"),
        met_on__isnull=True,
        file_id__in=_open_cases(),
    )
    after = wanted.asked.after
    if after is not None:
        found = found.filter(
            Q(risk__lt=after.risk)
            | Q(risk=after.risk, late_after__gt=after.on)
            | Q(risk=after.risk, late_after=after.on, id__gt=after.id),
            risk__lte=after.risk,
        )
    found = _within(found, wanted)
    rows = found.order_by("-risk", "late_after", "id")
    return rows.values_list("id", "file_id", "clock", "late_after", "risk")


def _tasks(wanted: _Wanted) -> list[tuple[Any, ...]]:
    """Return the tasks in reach with the risk of their case; there are few beside the clocks."""
    found = CaseTask.objects.filter(
        wanted.days("due_on"), end__isnull=True, file_id__in=_open_cases()
    )
    if wanted.asked.whose == MINE:
        mine = Q(account_id=wanted.by.account)
        found = found.filter(mine | Q(account_id__isnull=True, file_id__in=_mine(wanted.by)))
    else:
        found = _within(found, wanted)
    rows = list(found.order_by("due_on", "id").values_list("id", "file_id", "code", "due_on"))
    risks = _risks([file for _, file, *_ in rows])
    weighed = [(*row, risks.get(row[1], _USUAL)) for row in rows]
    weighed.sort(key=lambda row: (-row[4], row[3], row[0].bytes))
    after = wanted.asked.after
    if after is None:
        return weighed
    last = (-after.risk, after.on, after.id.bytes)
    return [row for row in weighed if (-row[4], row[3], row[0].bytes) > last]


def _of_clock(row: tuple[Any, ...]) -> _Found:
    id, file, clock, last_on, risk = row
    return _Found(key=Key(risk=risk, on=last_on, id=id), file=file, what=clock)


def _of_task(row: tuple[Any, ...]) -> _Found:
    id, file, code, due_on, risk = row
    return _Found(key=Key(risk=risk, on=due_on, id=id), file=file, what=f"{_TASK}{code}")


def _within(found: QuerySet[Any], wanted: _Wanted) -> QuerySet[Any]:
    """Start where the rows are: from the force's own, or the few grants of whoever has no more.

    Row security decides alone what is shown; this only says where to look.
    """
    whose = wanted.asked.whose
    organisations = _organisations() or _of_many_grants(wanted.by)
    if organisations:
        found = found.filter(organisation_id__in=organisations)
    if whose == MINE:
        return found.filter(file_id__in=_mine(wanted.by))
    if not organisations:
        found = found.filter(file_id__in=_granted(wanted.by))
    given = Grant.objects.filter(role=INVESTIGATOR)
    if whose == NOBODY:
        return found.exclude(file_id__in=given.values("file_id"))
    if whose:
        return found.filter(file_id__in=given.filter(account_id=whose).values("file_id"))
    return found


def _mine(by: Actor) -> QuerySet[Any]:
    """Return the files that are the actor's: to investigate, or to read while nobody does."""
    given = Grant.objects.filter(role=INVESTIGATOR)
    return Grant.objects.filter(
        Q(role=INVESTIGATOR) | ~Q(file_id__in=given.values("file_id")), account_id=by.account
    ).values("file_id")


def _of_many_grants(by: Actor) -> list[uuid.UUID]:
    """Return the organisations of whoever holds many grants; none for whoever holds few.

    Few are found one by one; among many it is quicker to read what is late in its order until a
    page is full, and to leave out what row security hides.
    """
    granted = Grant.objects.filter(account_id=by.account)
    if granted.count() < _MANY:
        return []
    return list(granted.values_list("organisation_id", flat=True).distinct())


def _granted(by: Actor) -> QuerySet[Any]:
    return Grant.objects.filter(account_id=by.account).values("file_id")


def _open_cases() -> QuerySet[Any]:
    found = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    return found.values("file_id")


def _organisations() -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select unnest(guard.my_organisations())")
        return [organisation for (organisation,) in cursor.fetchall()]


def _risks(files: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    rows = Deadline.objects.filter(file_id__in=files).values("file_id")
    return dict(rows.annotate(risk=Max("risk")).values_list("file_id", "risk"))


def _handlers(files: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, uuid.UUID]:
    rows = Grant.objects.filter(file_id__in=files, role=INVESTIGATOR)
    # Of several the one who was given it last.
    return dict(rows.order_by("granted_on", "id").values_list("file_id", "account_id"))


def _line(
    found: _Found,
    case: Case,
    people: Mapping[uuid.UUID, uuid.UUID],
    known: Mapping[uuid.UUID, staff.Colleague],
    *,
    on: datetime.date,
) -> Line:
    clock = _CLOCKS.get(found.what)
    owner = known.get(people[found.file]) if found.file in people else None
    return Line(
        key=found.key,
        file=found.file,
        reference=case.reference,
        kind=wording.KINDS[case.kind],
        what=clock.name if clock else _TASKS.get(found.what.removeprefix(_TASK), found.what),
        by_on=found.key.on,
        days=(found.key.on - on).days,
        risk=_RISKS.get(found.key.risk, ""),
        owner=owner.name if owner else "Nobody yet",
        basis=wording.BASES[clock.basis] if clock else "Task",
        verification=wording.VERIFICATIONS[clock.verification] if clock else "",
        source=(f"{clock.provision.instrument.short} {clock.provision.reference}" if clock else ""),
    )
