"""The list of cases that the actor may see: filtered, searched, counted, paged and exported."""

import dataclasses
import datetime
import uuid
from collections import defaultdict

from django.db import connection
from django.db.models import Count, Min, Q, QuerySet, Window

from candour.cases import paging
from candour.cases.models import Allegation, Case, Deadline, StepTaken
from candour.cases.paging import FIRST, Key, Start
from candour.cases.reading import heads, searching, sought, staff, wording
from candour.cases.reading.overdue import missed, overdue
from candour.guard.actors import Actor
from candour.guard.models import Account, Grant
from candour.guard.permissions import demand
from candour.guard.seats import Seat
from candour.people.models import Unit

MOST_OVERDUE = 10
MOST_EXPORTED = 100_000
MOST_CHOICES = 500
NOBODY = "nobody"
_INVESTIGATOR = "investigator"
_CHUNK = 2_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is narrowed to; an empty text, None or False narrows nothing.

    unit: where a subject served when it happened. handler: an account, or "nobody". sought: how a
    reference begins, what is alleged, a person or a unit. stage: where a course of it stands.
    """

    kind: str = ""
    state: str = ""
    is_overdue: bool = False
    text: str = ""
    category: str = ""
    unit: uuid.UUID | None = None
    handler: str = ""
    from_on: datetime.date | None = None
    until_on: datetime.date | None = None
    sought: str = ""
    stage: str = ""

    @property
    def is_searching(self) -> bool:
        """Return whether other tables have to be searched for what is asked."""
        wide = (self.text, self.sought, self.stage, self.category, self.unit, self.handler)
        return self.is_overdue or any(wide)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case as a list shows it."""

    file: uuid.UUID
    reference: str
    kind: str
    received_on: datetime.date
    closed_on: datetime.date | None
    is_open: bool
    categories: tuple[str, ...]
    next_due_on: datetime.date | None
    is_overdue: bool

    @property
    def state(self) -> str:
        """Return open or closed, in a word."""
        return "Open" if self.is_open else "Closed"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One page of the list, and the keys of the pages on either side.

    count: how many cases there are that the actor may see; said on the first page alone.
    """

    rows: tuple[CaseRow, ...]
    count: int | None
    before: Key | None = None
    after: Key | None = None
    units: tuple[tuple[str, str], ...] = ()
    handlers: tuple[tuple[str, str], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """The open cases of the actor: how many, which are late, which came last."""

    open_count: int
    overdue_count: int
    late: tuple[CaseRow, ...]
    newest: tuple[CaseRow, ...]


class TooMany(Exception):
    """Narrow the list down first: there are more cases than one file can hold."""


def case_page(
    *, filters: Filters, by: Actor, at: datetime.datetime, start: Start = FIRST
) -> CasePage:
    """Return one page, newest first; what the actor can't see is in no count and on no page."""
    demand("cases.search" if filters.text else "cases.list", by=by, at=at)
    if filters.text:
        sought.note(text=filters.text, by=by, at=at)
    return page_of(filters=filters, start=start, by=by, at=at)


def page_of(*, filters: Filters, start: Start, by: Actor, at: datetime.datetime) -> CasePage:
    """Return one page of what the actor sees of these; part of the list and of the search."""
    on = at.date()
    found, count = _counted(_matching(filters, by=by, on=on), filters, start)
    piece = paging.piece(found=found, start=start)
    if start.is_before and piece.before is None:
        # Back at the first page, which says how many there are.
        return page_of(filters=filters, start=FIRST, by=by, at=at)
    if count is None and start.key is None:
        # What was searched is searched once: the rows bring their number with them.
        count = piece.cases[0].total if piece.cases else 0  # type: ignore[attr-defined] # `total` is annotated below
    return CasePage(
        rows=_rows(list(piece.cases), on=on),
        count=count,
        before=piece.before,
        after=piece.after,
        units=_units(),
        handlers=_handlers(by=by, at=at),
    )


def _counted(
    found: QuerySet[Case], filters: Filters, start: Start
) -> tuple[QuerySet[Case], int | None]:
    """Return the cases, and how many there are where an index says so by itself.

    Nothing is counted after the first page: a page is as little work wherever it is.
    """
    if start.key is not None:
        return found, None
    if filters.is_searching:
        return found.annotate(total=Window(Count("file_id"))), None
    return found, found.count()


def case_export(*, filters: Filters, by: Actor, at: datetime.datetime) -> tuple[CaseRow, ...]:
    """Return every case that the same filters show; raise TooMany for more than a file holds."""
    demand("cases.export", by=by, at=at)
    if filters.text:
        sought.note(text=filters.text, by=by, at=at)
    on = at.date()
    found = list(paging.newest_first(_matching(filters, by=by, on=on))[: MOST_EXPORTED + 1])
    if len(found) > MOST_EXPORTED:
        raise TooMany
    chunks = (found[start : start + _CHUNK] for start in range(0, len(found), _CHUNK))
    return tuple(row for chunk in chunks for row in _rows(chunk, on=on))


def caseload(*, by: Actor, at: datetime.datetime) -> Caseload:
    """Return what is open: the latest first by what was missed, then the newest."""
    demand("cases.list", by=by, at=at)
    on = at.date()
    open_cases = _matching(Filters(state="open"), by=by, on=on)
    missed = overdue(on=on).values("file_id").annotate(first=Min("due_on"))
    late = [row["file_id"] for row in missed.order_by("first", "file_id")[:MOST_OVERDUE]]
    by_file = {row.file: row for row in _rows(list(Case.objects.filter(file_id__in=late)), on=on)}
    newest = list(paging.newest_first(open_cases)[: paging.PER_PAGE])
    return Caseload(
        open_count=open_cases.count(),
        overdue_count=missed.count(),
        late=tuple(by_file[file] for file in late if file in by_file),
        newest=_rows(newest, on=on),
    )


def _matching(filters: Filters, *, by: Actor, on: datetime.date) -> QuerySet[Case]:
    found = _within_reach(by)
    is_open = Q(closed_on__isnull=True, is_closed_undated=False)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.state:
        found = in_state(found, filters.state)
    if filters.is_overdue:
        found = found.filter(is_open, file_id__in=missed(on=on).values("file_id"))
    if filters.text:
        found = found.filter(searching.like(filters.text))
    if filters.sought:
        found = found.filter(searching.anywhere(filters.sought))
    if filters.stage:
        newest = StepTaken.objects.filter(superseded_by__isnull=True, to_state=filters.stage)
        found = found.filter(file_id__in=newest.values("file_id"))
    return _narrowed(found, filters)


def in_state(found: QuerySet[Case], state: str) -> QuerySet[Case]:
    """Narrow to open or to closed cases; part of the list and of both searches."""
    is_open = Q(closed_on__isnull=True, is_closed_undated=False)
    return found.filter(is_open if state == "open" else ~is_open)


def _narrowed(found: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    if filters.from_on is not None:
        found = found.filter(received_on__gte=filters.from_on)
    if filters.until_on is not None:
        found = found.filter(received_on__lte=filters.until_on)
    if filters.category:
        # A letter stands for everything below it.
        about = Allegation.objects.filter(category__startswith=filters.category)
        found = found.filter(file_id__in=about.values("file_id"))
    if filters.unit is not None:
        found = found.filter(searching.served_in([filters.unit]))
    given = Grant.objects.filter(role=_INVESTIGATOR)
    if filters.handler == NOBODY:
        return found.exclude(file_id__in=given.values("file_id"))
    if filters.handler:
        given = given.filter(account_id=filters.handler)
        return found.filter(file_id__in=given.values("file_id"))
    return found


def _organisations() -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select unnest(guard.my_organisations())")
        return [organisation for (organisation,) in cursor.fetchall()]


def investigators(*, by: Actor) -> list[uuid.UUID]:
    """Return the accounts a list can be narrowed to; part of every list of cases."""
    organisations = _organisations()
    if organisations:
        found = Account.objects.filter(
            organisation_id__in=organisations, seat=Seat.INVESTIGATOR, is_active=True
        )
        return list(found.order_by("id").values_list("id", flat=True)[:MOST_CHOICES])
    granted = Grant.objects.filter(account_id=by.account).values("file_id")
    given = Grant.objects.filter(role=_INVESTIGATOR, file_id__in=granted)
    accounts = given.values_list("account_id", flat=True).distinct()
    return list(accounts.order_by("account_id")[:MOST_CHOICES])


def _units() -> tuple[tuple[str, str], ...]:
    """Return the units of the force whose cases the actor sees as a whole; none for others."""
    organisations = _organisations()
    units = Unit.objects.filter(organisation_id__in=organisations) if organisations else ()
    named = [(str(unit.id), unit.name) for unit in units]
    return tuple(sorted(named, key=lambda one: (one[1], one[0]))[:MOST_CHOICES])


def _handlers(*, by: Actor, at: datetime.datetime) -> tuple[tuple[str, str], ...]:
    """Return the force's investigators, or those of the cases that the actor was given."""
    known = staff.called(accounts=investigators(by=by), by=by, at=at)
    return tuple(sorted(((str(id), one.name) for id, one in known.items()), key=lambda one: one[1]))


def _within_reach(by: Actor) -> QuerySet[Case]:
    """Start from the grants of whoever has nothing else: the few among all cases are found by key.

    Row security decides alone what is shown; this only says where to look.
    """
    with connection.cursor() as cursor:
        cursor.execute("select cardinality(guard.my_organisations()) = 0")
        (has_grants_alone,) = cursor.fetchone()
    if not has_grants_alone:
        return Case.objects.all()
    granted = Grant.objects.filter(account_id=by.account).values("file_id")
    return Case.objects.filter(file_id__in=granted)


def _rows(cases: list[Case], *, on: datetime.date) -> tuple[CaseRow, ...]:
    files = [case.file_id for case in cases]
    about: dict[uuid.UUID, dict[str, None]] = defaultdict(dict)
    said = Allegation.objects.filter(file_id__in=files).order_by("file_id", "number", "id")
    for file, code, source in said.values_list("file_id", "category", "source_category"):
        about[file][wording.category(code, source=source)] = None
    running = Deadline.objects.filter(
        file_id__in=files, met_on__isnull=True, stopped_on__isnull=True, due_on__gte=on
    )
    due = dict(
        running.values("file_id").annotate(first=Min("due_on")).values_list("file_id", "first")
    )
    late = set(overdue(on=on).filter(file_id__in=files).values_list("file_id", flat=True))
    return tuple(
        CaseRow(
            file=case.file_id,
            reference=case.reference,
            kind=wording.KINDS[case.kind],
            received_on=case.received_on,
            closed_on=case.closed_on,
            is_open=heads.is_open(case),
            categories=tuple(about[case.file_id]),
            next_due_on=due.get(case.file_id) if heads.is_open(case) else None,
            is_overdue=case.file_id in late,
        )
        for case in cases
    )
