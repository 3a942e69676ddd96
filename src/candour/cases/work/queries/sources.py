"""Where the lines of a work list come from: clocks, tasks, and what is owed beside both."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from candour.cases.models import Case, CaseTask, Deadline, FollowUp
from candour.cases.reading.overdue import NOT_STOPPED_IN_TIME
from candour.cases.waiting import may
from candour.cases.work import beside
from candour.cases.work.beside import Reach, Waiting
from candour.guard.actors import Actor
from candour.guard.models import Grant
from candour.guard.seats import Seat
from candour.law.policies import escalation as policy

TODAY, DUE, LATE = "today", "due", "late"
MINE, NOBODY = "mine", "nobody"
INVESTIGATOR = "investigator"
CLOCK, TASK = "clock", "task"
_USUAL = 2
_MANY = 500


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Where a page ended: what follows has less risk, a later day, or a later id."""

    risk: int
    on: datetime.date
    id: uuid.UUID

    def __str__(self) -> str:
        return f"{self.risk}.{self.on.isoformat()}.{self.id}"

    @property
    def place(self) -> tuple[int, datetime.date, bytes]:
        """Return what lists are in the order of."""
        return -self.risk, self.on, self.id.bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which list of whose cases is asked for; whose: an account, "mine", "nobody", or anybody's."""

    which: str
    whose: str = ""
    after: Key | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for, by whom, on which day."""

    asked: Asked
    by: Actor
    on: datetime.date

    @property
    def from_on(self) -> datetime.date:
        """Return the first day that the list reaches."""
        return self.on if self.asked.which == DUE else datetime.date.min

    @property
    def until_on(self) -> datetime.date:
        """Return the last day that the list reaches."""
        if self.asked.which == LATE:
            return self.on - datetime.timedelta(days=1)
        ahead = policy.SOON_DAYS if self.asked.which == DUE else policy.TODAY_DAYS
        return self.on + datetime.timedelta(days=ahead)

    def days(self, column: str) -> Q:
        """Return the days that the list reaches, as a condition on a column."""
        return Q(**{f"{column}__gte": self.from_on, f"{column}__lte": self.until_on})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One step, task or thing owed beside them: its place in the list, its file, what it is.

    page: where it is done, if that isn't the case's page of progress.
    """

    key: Key
    file: uuid.UUID
    source: str
    what: str
    subject: uuid.UUID | None = None
    page: str = ""


def clocks(*, wanted: Wanted, most: int) -> list[Found]:
    """Return the first so many steps in their order, as row security shows them; part of a list."""
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
    rows = _within(found, wanted).order_by("-risk", "late_after", "id")
    return [
        Found(key=Key(risk=risk, on=on, id=id), file=file, source=CLOCK, what=clock, subject=person)
        for id, file, clock, on, risk, person in rows.values_list(
            "id", "file_id", "clock", "late_after", "risk", "subject_id"
        )[:most]
    ]


def tasks(*, wanted: Wanted, most: int) -> list[Found]:
    """Return the first so many tasks in reach, few beside the clocks; part of a list.

    A closed case has none, but for what is followed in it until its year is over.
    """
    found = CaseTask.objects.filter(wanted.days("due_on"), end__isnull=True)
    if wanted.asked.whose == MINE:
        mine = Q(account_id=wanted.by.account)
        found = found.filter(mine | Q(account_id__isnull=True, file_id__in=_mine(wanted.by)))
    else:
        found = _within(found, wanted)
    # Two short reads: as one condition the database would go through every open case.
    rows = {
        row
        for kept in (Q(file_id__in=_open_cases()), Q(id__in=_followed(wanted.on)))
        for row in found.filter(kept).values_list("id", "file_id", "code", "due_on")
    }
    risks = _risks([file for _, file, *_ in rows])
    every = (
        Found(
            key=Key(risk=risks.get(file, _USUAL), on=on, id=id), file=file, source=TASK, what=code
        )
        for id, file, code, on in rows
    )
    return _first(every, wanted, most)


def owed_beside(*, wanted: Wanted, most: int) -> list[Found]:
    """Return the first so many things owed beside them; part of a list."""
    reach = Reach(from_on=wanted.from_on, until_on=wanted.until_on)
    waits: list[Waiting] = []
    if may("cases.crime_list", by=wanted.by):
        waits += beside.of_crime_side(reach=reach)
    if may("cases.grievance_list", by=wanted.by):
        waits += beside.of_grievances(reach=reach)
    if may("cases.settle_leak", by=wanted.by):
        waits += beside.of_leaks(reach=reach)
    if may("cases.end_party", by=wanted.by):
        waits += beside.of_sides(reach=reach)
    for source in beside.SOURCES:
        if may(source.permission, by=wanted.by):
            waits += source.find(reach)
    theirs = [one for one in waits if _is_wanted(one, wanted)]
    risks = _risks([one.file for one in theirs])
    every = (
        Found(
            key=Key(risk=risks.get(one.file, _USUAL), on=one.due_on, id=one.id),
            file=one.file,
            source=one.code,
            what=one.code,
            subject=one.subject,
            page=one.page,
        )
        for one in theirs
    )
    return _first(every, wanted, most)


def _is_wanted(one: Waiting, wanted: Wanted) -> bool:
    """Say whose it is to do: its owner's; without one, anybody's of the authority who sees it."""
    whose = wanted.asked.whose
    if whose == NOBODY:
        return one.owner is None
    if whose == MINE:
        is_authority = wanted.by.seat is Seat.APPROPRIATE_AUTHORITY
        return one.owner == wanted.by.account or (
            one.owner is None and (is_authority or not one.is_of_case)
        )
    return not whose or str(one.owner) == whose


def _first(found: Iterable[Found], wanted: Wanted, most: int) -> list[Found]:
    after = wanted.asked.after
    rest = [one for one in found if after is None or one.key.place > after.place]
    return sorted(rest, key=lambda one: one.key.place)[:most]


def _within(found: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
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
    granted = Grant.objects.filter(account_id=by.account).values("organisation_id")
    found = list(granted.annotate(number=Count("id")).values_list("organisation_id", "number"))
    is_many = sum(number for _, number in found) >= _MANY
    return [organisation for organisation, _ in found] if is_many else []


def _granted(by: Actor) -> QuerySet[Any]:
    return Grant.objects.filter(account_id=by.account).values("file_id")


def _open_cases() -> QuerySet[Any]:
    found = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    return found.values("file_id")


def _followed(on: datetime.date) -> QuerySet[Any]:
    """Return what is followed for a year; the task of the next look has the id of the last one."""
    standing = FollowUp.objects.filter(superseded_by__isnull=True, until_on__gte=on)
    return standing.filter(state="goes_on").values("id")


def _organisations() -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select unnest(guard.my_organisations())")
        return [organisation for (organisation,) in cursor.fetchall()]


def _risks(files: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    if not files:
        return {}
    rows = Deadline.objects.filter(file_id__in=files).values("file_id")
    return dict(rows.annotate(risk=Max("risk")).values_list("file_id", "risk"))
