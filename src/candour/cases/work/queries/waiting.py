"""Whose every day of a case is, and which cases wait without anybody who looks after them."""

import dataclasses
import datetime
import uuid

from django.db import models

from candour.cases.models import Case, DelayReason, Event, LifeRisk
from candour.cases.reading import heads, staff, whose, wording
from candour.cases.reading.heads import CaseHead
from candour.cases.work import standing
from candour.cases.work.actions import extend_clock, hand_case_to
from candour.core import ownership
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.clocks import CLOCKS
from candour.law.policies.escalation import DELAYS
from candour.law.policies.ownership import NAMES, Owner

MOST = 500
_EXTENDED_BY = {clock.id: clock.extended_by for clock in CLOCKS}
_DELAYS = {row.code: row.name for row in DELAYS}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SpanLine:
    """Some days of a case and whose they were."""

    owner: str
    from_on: datetime.date
    until_on: datetime.date
    days: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Whose a case is and was, what it waits for, the mark of risk, and the last reasons."""

    head: CaseHead
    owner: str
    is_waiting: bool
    is_stopped: bool
    is_dormant: bool
    keeper: str
    review_on: datetime.date | None
    since_on: datetime.date | None
    spans: tuple[SpanLine, ...]
    totals: tuple[tuple[str, int], ...]
    is_at_risk: bool
    delay: str
    plan_on: datetime.date | None
    explained_on: datetime.date | None
    keepers: tuple[staff.Colleague, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dormant:
    """A case that waits: for whom, since when, and what is missing."""

    file: uuid.UUID
    reference: str
    owner: str
    since_on: datetime.date | None
    review_on: datetime.date | None = None
    is_taken_on: bool = True

    @property
    def missing(self) -> str:
        """Return in words what is wrong."""
        if not self.is_taken_on:
            return "It came from another system. Nobody has taken it on."
        if self.review_on is None:
            return "Nobody is named to look after it."
        return "Nobody has looked at it by the day that was named."


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DormantPage:
    """Candour's own cases that wait, then those from another system; how many more of each."""

    found: tuple[Dormant, ...]
    more_own: int
    more_not_taken_on: int


def progress(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> Progress:
    """Return where a case stands and whose its days were; none of its words."""
    demand("cases.progress", by=by, at=at, file=file)
    on = at.date()
    head = heads.read(file=file, by=by, on=on)
    case = Case.objects.get(file_id=file)
    held = standing.held(files=[file])[file]
    spans = standing.spans(case=case, held=held, on=on)
    mark = LifeRisk.objects.filter(file_id=file).order_by("-noted_at", "-id").first()
    said = DelayReason.objects.filter(file_id=file).order_by("-noted_at", "-id").first()
    known = staff.called(accounts=hand_case_to.keepers(file=file), by=by, at=at)
    keeper = known.get(held.watch.keeper_id) if held.watch and held.watch.keeper_id else None
    return Progress(
        head=head,
        owner=NAMES[held.owner],
        is_waiting=head.is_open and held.is_waiting,
        is_stopped=held.is_stopped,
        is_dormant=head.is_open and held.is_dormant(on=on),
        keeper=keeper.name if keeper else "",
        review_on=held.watch.review_on if held.watch else None,
        since_on=held.since_on,
        spans=tuple(
            SpanLine(
                owner=NAMES[one.owner],
                from_on=one.from_on,
                until_on=one.until_on,
                days=one.days,
            )
            for one in spans
        ),
        totals=tuple(
            (NAMES[owner], days) for owner, days in ownership.days_by_owner(spans=spans).items()
        ),
        is_at_risk=mark is not None and mark.is_at_risk,
        delay=_DELAYS.get(said.code, "") if said else "",
        plan_on=said.plan_on if said else None,
        explained_on=said.noted_at.date() if said else None,
        keepers=tuple(sorted(known.values(), key=lambda one: (one.name, one.account_id.bytes))),
    )


def dormant(*, by: Actor, at: datetime.datetime) -> DormantPage:
    """Return the open cases that wait without an owner or past their day, the longest first.

    So does an open case from another system: until it is taken on, it has no reader and no clock.
    """
    demand("cases.dormant", by=by, at=at)
    open_cases = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    known = open_cases.filter(file_id__in=standing.had_elsewhere())
    cases = {case.file_id: case for case in known}
    held = standing.held(files=list(cases))
    own = [
        Dormant(
            file=file,
            reference=cases[file].reference,
            owner=NAMES[one.owner],
            since_on=one.since_on,
            review_on=one.watch.review_on if one.watch else None,
        )
        for file, one in held.items()
        if one.is_dormant(on=at.date())
    ]
    own.sort(key=lambda one: (one.since_on or datetime.date.min, one.file.bytes))
    not_taken_on, more = _not_taken_on(open_cases)
    return DormantPage(
        found=(*own[:MOST], *not_taken_on), more_own=len(own[MOST:]), more_not_taken_on=more
    )


def _not_taken_on(open_cases: models.QuerySet[Case]) -> tuple[list[Dormant], int]:
    """Find what came in without its events, and how many more; taking one on records its first."""
    has_begun = models.Exists(Event.objects.filter(file_id=models.OuterRef("file_id")))
    known = open_cases.exclude(source_name="").filter(~has_begun)
    rows = known.order_by("recorded_at", "file_id").values_list(
        "file_id", "reference", "recorded_at"
    )
    found = [
        Dormant(
            file=file,
            reference=reference,
            owner=NAMES[Owner.FORCE],
            since_on=at.date(),
            is_taken_on=False,
        )
        for file, reference, at in rows[:MOST]
    ]
    return found, max(known.count() - MOST, 0)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Extendable:
    """A period that can be given more time: its place, what it is, whose, until when, by whom."""

    place: str
    name: str
    whose: str
    due_on: datetime.date
    by: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MoreTimePage:
    """The periods of a case that can be made longer now."""

    head: CaseHead
    periods: tuple[Extendable, ...]


def more_time(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> MoreTimePage:
    """Return what can be given more time; none of the case's words."""
    demand("cases.progress", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    case = Case.objects.get(file_id=file)
    found = extend_clock.extendable(case=case, on=at.date())
    persons = [(file, uuid.UUID(one.subject) if one.subject else None) for one in found]
    names = whose.called(clocks=persons, by=by, at=at)
    return MoreTimePage(
        head=head,
        periods=tuple(
            Extendable(
                place=f"{one.clock_id}.{one.started_on.isoformat()}.{one.subject or ''}",
                name=one.name,
                whose=names[file, uuid.UUID(one.subject)] if one.subject else "",
                due_on=one.due_on,
                by=wording.parties(_EXTENDED_BY[one.clock_id]),
            )
            for one in found
            if one.due_on is not None
        ),
    )
