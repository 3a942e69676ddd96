"""Work lists: what is mine, what is due soon, what is late; by risk, then by day, page by page."""

import dataclasses
import datetime
import heapq
import uuid
from collections.abc import Mapping, Sequence

from candour.cases.models import Case
from candour.cases.queries import case_list
from candour.cases.reading import staff, whose, wording
from candour.cases.work import beside
from candour.cases.work.beside import OF_CASE
from candour.cases.work.queries import sources
from candour.cases.work.queries.sources import (
    CLOCK,
    DUE,
    INVESTIGATOR,
    LATE,
    MINE,
    NOBODY,
    TODAY,
    Asked,
    Found,
    Key,
    Wanted,
)
from candour.guard.actors import Actor
from candour.guard.models import Grant
from candour.guard.permissions import demand
from candour.law.clocks import CLOCKS
from candour.law.policies import escalation as policy

__all__ = ["DUE", "LATE", "MINE", "NOBODY", "TODAY", "Asked", "Key", "Line", "Worklist", "worklist"]
PER_PAGE = 50
_CLOCKS = {clock.id: clock for clock in CLOCKS}
_NAMES = {row.code: row.name for row in policy.TASKS} | beside.NAMES
_RISKS = {row.weight: row.name for row in policy.WEIGHTS}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step or task: of which case, by when, how risky, whose, and on what it rests.

    person: whose days it counts, where it runs for one person. page: where it is done.
    """

    key: Key
    file: uuid.UUID
    reference: str
    kind: str
    what: str
    person: str
    by_on: datetime.date
    days: int
    risk: str
    owner: str
    basis: str
    verification: str
    source: str
    page: str

    @property
    def is_late(self) -> bool:
        """Return whether its last day has passed."""
        return self.days < 0

    @property
    def is_crime_task(self) -> bool:
        """Return whether its page is found by the case and by itself."""
        return self.page == OF_CASE


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """One page of a list, and where the next one begins; the owners one may choose among."""

    lines: tuple[Line, ...]
    after: Key | None
    owners: tuple[staff.Colleague, ...]


def worklist(*, asked: Asked, by: Actor, at: datetime.datetime) -> Worklist:
    """Return a page of what the actor sees; what a wall hides is on no page and in no order."""
    demand("cases.work", by=by, at=at)
    wanted, most = Wanted(asked=asked, by=by, on=at.date()), PER_PAGE + 1
    found = list(
        heapq.merge(
            sources.clocks(wanted=wanted, most=most),
            sources.tasks(wanted=wanted, most=most),
            sources.owed_beside(wanted=wanted, most=most),
            key=lambda one: one.key.place,
        )
    )[:most]
    shown = found[:PER_PAGE]
    # Nobody is chosen among in one's own list.
    owners = [] if asked.which == TODAY else case_list.investigators(by=by)
    around = _around(shown, owners, by=by, at=at)
    return Worklist(
        lines=tuple(_line(one, around, on=wanted.on) for one in shown),
        after=shown[-1].key if len(found) > PER_PAGE else None,
        owners=tuple(
            sorted(
                (around.known[account] for account in owners if account in around.known),
                key=lambda one: (one.name, one.account_id.bytes),
            )
        ),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What stands beside the lines of one page, read once for all of them."""

    cases: Mapping[uuid.UUID, Case]
    handlers: Mapping[uuid.UUID, uuid.UUID]
    known: Mapping[uuid.UUID, staff.Colleague]
    persons: Mapping[whose.Whose, str]


def _around(
    shown: Sequence[Found], owners: Sequence[uuid.UUID], *, by: Actor, at: datetime.datetime
) -> _Around:
    files = list({one.file for one in shown})
    handlers = _handlers(files)
    return _Around(
        cases=Case.objects.in_bulk(files),
        handlers=handlers,
        known=staff.called(accounts=[*handlers.values(), *owners], by=by, at=at),
        persons=whose.called(clocks=[(one.file, one.subject) for one in shown], by=by, at=at),
    )


def _handlers(files: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, uuid.UUID]:
    rows = Grant.objects.filter(file_id__in=files, role=INVESTIGATOR)
    # Of several the one who was given it last.
    return dict(rows.order_by("granted_on", "id").values_list("file_id", "account_id"))


def _line(found: Found, around: _Around, *, on: datetime.date) -> Line:
    clock = _CLOCKS.get(found.what) if found.source == CLOCK else None
    case = around.cases.get(found.file)
    handler = around.handlers.get(found.file)
    owner = around.known.get(handler) if handler else None
    return Line(
        key=found.key,
        file=found.file,
        reference=case.reference if case else "No case yet",
        kind=wording.KINDS[case.kind] if case else "It waits for a decision",
        what=clock.name if clock else _NAMES.get(found.what, found.what),
        person=around.persons[found.file, found.subject] if found.subject else "",
        by_on=found.key.on,
        days=(found.key.on - on).days,
        risk=_RISKS.get(found.key.risk, ""),
        owner=owner.name if owner else "Nobody yet",
        basis=wording.BASES[clock.basis] if clock else "Task",
        verification=wording.VERIFICATIONS[clock.verification] if clock else "",
        source=f"{clock.provision.instrument.short} {clock.provision.reference}" if clock else "",
        page=found.page or "case-progress",
    )
