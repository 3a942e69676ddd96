"""What is owed beside clocks and tasks: crime side, grievances, and what apps above put here."""

import dataclasses
import datetime
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from candour.cases.feeds import owing
from candour.cases.grievances import waiting
from candour.cases.models import Case, CrimeItem, GrievanceItem, LeakAlert
from candour.cases.parties import standing
from candour.law.policies.escalation import (
    BOTH_SIDES,
    CRIME_ROW,
    GRIEVANCE,
    OWED,
    REAPPEARED,
    REAPPEARED_DAYS,
)

NAMES = {row.code: row.name for row in OWED}
# Of a case; what has a file of its own is no case yet.
OF_CASE = "case-crime-task"
_ITEMS = {CRIME_ROW: "crime-item", GRIEVANCE: "grievance"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that is owed: in which file, since when, by when, of whom, whose it is to do.

    page: the address where it is done; its parts are the file, and for a case the thing itself.
    """

    id: uuid.UUID
    file: uuid.UUID
    organisation_id: uuid.UUID
    code: str
    since_on: datetime.date
    due_on: datetime.date
    page: str
    subject: uuid.UUID | None = None
    owner: uuid.UUID | None = None

    @property
    def is_of_case(self) -> bool:
        """Return whether it belongs to a case, and not to a file of its own."""
        return self.page == OF_CASE


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far to look: from a day, until a day; in which files, or in all that the actor sees."""

    from_on: datetime.date = datetime.date.min
    until_on: datetime.date = datetime.date.max
    files: Collection[uuid.UUID] | None = None

    def narrow(self, found: QuerySet[Any], column: str) -> QuerySet[Any]:
        """Narrow rows to these days and files."""
        days = {f"{column}__gte": self.from_on, f"{column}__lte": self.until_on}
        found = found.filter(**days)
        return found if self.files is None else found.filter(file_id__in=self.files)


def of_crime_side(*, reach: Reach) -> Iterator[Waiting]:
    """Yield what the crime side's rows wait for, in cases and as rows about nobody for certain."""
    tasks = reach.narrow(owing.open_tasks(), "until").values_list(
        "id", "file_id", "organisation_id", "owed", "made_at", "until", "person_id", "owner_id"
    )
    for id, file, organisation, code, made_at, until, person, owner in tasks:
        yield Waiting(
            id=id,
            file=file,
            organisation_id=organisation,
            code=code,
            since_on=made_at.date(),
            due_on=until,
            page=OF_CASE,
            subject=person,
            owner=owner,
        )
    for row in reach.narrow(owing.open_items(), "due_on"):
        yield _of_item(row, CRIME_ROW)


def of_grievances(*, reach: Reach) -> Iterator[Waiting]:
    """Yield the grievances that nobody has settled."""
    for row in reach.narrow(waiting.undecided(), "due_on"):
        yield _of_item(row, GRIEVANCE)


def of_leaks(*, reach: Reach) -> Iterator[Waiting]:
    """Yield the cases in which words reappeared and nobody has said what became of it.

    They stand in the lists of work only: no body is told that somebody looks into it too slowly.
    """
    period = datetime.timedelta(days=REAPPEARED_DAYS)
    rows = LeakAlert.objects.filter(triage__isnull=True).order_by("found_at", "id")
    if reach.files is not None:
        rows = rows.filter(file_id__in=reach.files)
    seen: set[uuid.UUID] = set()
    for row in rows:
        since_on = _day(row.found_at)
        due_on = since_on + period
        if row.file_id not in seen and reach.from_on <= due_on <= reach.until_on:
            # One line for each case: its page shows all of them.
            seen.add(row.file_id)
            yield Waiting(
                id=row.id,
                file=row.file_id,
                organisation_id=row.organisation_id,
                code=REAPPEARED,
                since_on=since_on,
                due_on=due_on,
                page="case-leaks",
            )


def of_sides(*, reach: Reach) -> Iterator[Waiting]:
    """Yield the cases in which somebody stands who may not any more, since cases were tied."""
    found = standing.wrongly(files=reach.files, is_shown=True)
    first = {one.file: one for one in reversed(found)}
    cases = Case.objects.filter(file_id__in=first).values_list("file_id", "organisation_id")
    organisations = dict(cases)
    for one in first.values():
        # From the day on which the part began: nothing says when the cases were tied.
        since_on = _day(one.since)
        if one.file in organisations and reach.from_on <= since_on <= reach.until_on:
            yield Waiting(
                id=one.party,
                file=one.file,
                organisation_id=organisations[one.file],
                code=BOTH_SIDES,
                since_on=since_on,
                due_on=since_on,
                page="case-parties",
            )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What an app above the cases owes in files of its own, and who may see that it waits.

    is_raised: it is put to somebody higher when it is late, as everything about people is.
    """

    permission: str
    find: Callable[[Reach], Iterable[Waiting]]
    is_raised: bool = True


# Apps above register themselves as they start: cases can't import them.
SOURCES: list[Source] = []


def everything(*, reach: Reach) -> Iterator[Waiting]:
    """Yield all of it, for whoever is asked about everything that is late."""
    yield from of_crime_side(reach=reach)
    yield from of_grievances(reach=reach)
    for source in SOURCES:
        if source.is_raised:
            yield from source.find(reach)


def _day(at: datetime.datetime) -> datetime.date:
    """Return the day of a moment where people are."""
    return at.astimezone(timezone.get_current_timezone()).date()


def _of_item(row: CrimeItem | GrievanceItem, code: str) -> Waiting:
    return Waiting(
        id=row.id,
        file=row.file_id,
        organisation_id=row.organisation_id,
        code=code,
        since_on=row.came_on,
        due_on=row.due_on,
        page=_ITEMS[code],
    )
