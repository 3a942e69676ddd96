"""What a scan and a network are drawn from: who served where, and who was named in which matter."""

import datetime
import pathlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from candour.cases.models import Allegation, Case
from candour.imports.chicago import tables
from candour.imports.reading.cells import BadCell, as_day
from candour.measures.register.tables import OLDEST
from candour.people import models as people


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """Somebody served in a team, from one day to another, both included; None is open."""

    person: str
    team: str
    from_on: datetime.date
    until_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter: the day it was about, or arrived, and the known people it names."""

    ref: str
    on: datetime.date
    people: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Postings and matters up to a day. disbanded: teams with a last day of their own."""

    as_of: datetime.date
    postings: tuple[Posting, ...]
    matters: tuple[Matter, ...]
    disbanded: Mapping[str, datetime.date]


def of_database(*, as_of: datetime.date) -> Register:
    """Read the register of this deployment, as the worker sees it."""
    postings = people.Posting.objects.filter(from_on__lte=as_of).select_related("unit", "person")
    ended = people.Unit.objects.filter(until_on__isnull=False, until_on__lte=as_of)
    return Register(
        as_of=as_of,
        postings=tuple(
            Posting(
                person=str(one.person_id),
                team=one.unit.code,
                from_on=one.from_on,
                until_on=_until(one.until_on, one.person.birth_year, as_of),
            )
            for one in postings.order_by("person_id", "from_on", "id")
        ),
        matters=_matters_of(Case.objects.filter(received_on__lte=as_of)),
        disbanded={one.code: one.until_on for one in ended.order_by("code") if one.until_on},
    )


def of_folder(*, folder: pathlib.Path, as_of: datetime.date) -> Register:
    """Read the folder of Chicago's public records; raises CannotRead where a file is missing."""
    read = tables.read(files=tables.find(folder))
    born = {row["officer"]: row["birth_year"] for row in read.officers.read()}
    postings = []
    for row in read.units.read():
        from_on, unit = _day(row["unit_start_date"]), row["unit"]
        if from_on is None or from_on > as_of or not unit or not row["officer"]:
            continue
        year = born.get(row["officer"])
        until_on = _until(_day(row["unit_end_date"]), int(year) if year else None, as_of)
        postings.append(
            Posting(
                person=row["officer"], team=f"{int(unit):03}", from_on=from_on, until_on=until_on
            )
        )
    return Register(
        as_of=as_of,
        postings=tuple(postings),
        matters=_matters_in(read, as_of),
        disbanded={},
    )


def _matters_of(cases: QuerySet[Case]) -> tuple[Matter, ...]:
    named: dict[object, set[str]] = defaultdict(set)
    subjects = Allegation.objects.filter(file_id__in=cases.values("file_id"))
    known = subjects.exclude(subject=None).order_by("file_id", "number")
    for file, subject in known.values_list("file_id", "subject_id"):
        named[file].add(str(subject))
    rows = cases.order_by("received_on", "file_id").values_list(
        "file_id", "incident_on", "received_on"
    )
    return tuple(
        Matter(ref=str(file), on=incident_on or received_on, people=frozenset(named[file]))
        for file, incident_on, received_on in rows
        if file in named
    )


def _matters_in(read: tables.Folder, as_of: datetime.date) -> tuple[Matter, ...]:
    named: dict[str, set[str]] = defaultdict(set)
    for row in read.alleged.read():
        if row["officer"]:
            named[row["cr_id"]].add(row["officer"])
    found: dict[str, Matter] = {}
    for row in read.complaints.read():
        ref, received_on = row["cr_id"], _day(row["complaint_date"])
        if ref in found or ref not in named or received_on is None or received_on > as_of:
            continue
        on = _day(row["incident_date"])
        # An incident after the complaint about it is a slip of the source.
        is_known = on is not None and on <= received_on
        found[ref] = Matter(
            ref=ref,
            on=on if is_known and on is not None else received_on,
            people=frozenset(named[ref]),
        )
    return tuple(found.values())


def _until(
    until_on: datetime.date | None, birth_year: int | None, as_of: datetime.date
) -> datetime.date | None:
    """End an open posting with the year in which somebody is too old to serve."""
    if until_on is not None:
        return until_on
    if birth_year is not None and birth_year + OLDEST < as_of.year:
        return datetime.date(birth_year + OLDEST, 12, 31)
    return None


def _day(cell: object) -> datetime.date | None:
    try:
        return as_day(cell if isinstance(cell, str | datetime.date) else None)
    except BadCell:
        return None
