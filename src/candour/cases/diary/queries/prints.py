"""What is printed of a case: its summary, plan, diary and exhibits; each print is written down."""

import dataclasses
import datetime
import uuid

from candour.cases.diary import opening
from candour.cases.diary.queries import exhibits as exhibit_queries
from candour.cases.diary.queries import log
from candour.cases.diary.queries import plan as plan_queries
from candour.cases.diary.queries.exhibits import ExhibitLine
from candour.cases.diary.queries.log import EntryLine
from candour.cases.diary.queries.plan import PlanPage
from candour.cases.models import DiaryEntry, Exhibit
from candour.cases.queries import overview as overview_queries
from candour.cases.queries.overview import Overview
from candour.cases.reading import heads, staff
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand

MOST = 2_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on every page of a print: which case, who printed it, when."""

    head: CaseHead
    by: str
    at: datetime.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A print with its matter; `is_cut` where there is more than one print can hold."""

    sheet: Sheet
    overview: Overview | None = None
    plan: PlanPage | None = None
    entries: tuple[EntryLine, ...] = ()
    exhibits: tuple[ExhibitLine, ...] = ()
    is_cut: bool = False


def summary(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> Printed:
    """Return what is printed of a case's first page: codes and days."""
    demand("cases.print", by=by, at=at, file=file, why="Printed: the summary of a case")
    found = overview_queries.overview(file=file, by=by, at=at)
    return Printed(sheet=_sheet(file, by=by, at=at), overview=found)


def plan(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> Printed:
    """Return what is printed of the plan."""
    demand("cases.print", by=by, at=at, file=file, why="Printed: the plan of an investigation")
    found = plan_queries.plan_page(file=file, vault=vault, by=by, at=at)
    return Printed(sheet=_sheet(file, by=by, at=at), plan=found)


def diary(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> Printed:
    """Return what is printed of the diary, what happened first first."""
    demand("cases.print", by=by, at=at, file=file, why="Printed: the diary of an investigation")
    rows = DiaryEntry.objects.filter(file_id=file).select_related("item", "corrects")
    found = list(rows.order_by("happened_at", "number")[: MOST + 1])
    opened = opening.words(records=found[:MOST], vault=vault, by=by, at=at)
    return Printed(
        sheet=_sheet(file, by=by, at=at),
        entries=log.entries(rows=found[:MOST], opened=opened),
        is_cut=len(found) > MOST,
    )


def exhibits(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> Printed:
    """Return what is printed of the exhibits, each with its hand-overs."""
    demand("cases.print", by=by, at=at, file=file, why="Printed: the exhibits of a case")
    rows = Exhibit.objects.filter(file_id=file).select_related("item").order_by("number", "id")
    found = list(rows[: MOST + 1])
    lines = exhibit_queries.with_continuity(rows=found[:MOST], vault=vault, by=by, at=at)
    return Printed(sheet=_sheet(file, by=by, at=at), exhibits=lines, is_cut=len(found) > MOST)


def _sheet(file: uuid.UUID, *, by: Actor, at: datetime.datetime) -> Sheet:
    known = staff.called(accounts=[by.account], by=by, at=at)
    return Sheet(
        head=heads.read(file=file, by=by, on=at.date()),
        by=staff.named(known, by.account),
        at=at,
    )
