"""A case's deadlines: always computed from its events; the stored days are a cache of that."""

import dataclasses
import datetime
import functools
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from candour.cases.models import Allegation, Case, Deadline, Event, LifeRisk, SeverityAssessment
from candour.cases.rules.severity import HISTORY
from candour.core.calendar import ENGLAND_AND_WALES
from candour.core.deadlines import Deadline as Computed
from candour.core.deadlines import Matter, deadlines_of
from candour.core.deadlines.facts import Facts, applies
from candour.core.deadlines.periods import Period, periods_of
from candour.core.escalation.risks import risk_of
from candour.law.clocks import CLOCKS, Clock, Nature
from candour.law.events import CaseKind, EventKind, ReporterKind
from candour.law.events import Event as Fact
from candour.law.policies.escalation import weight_of
from candour.law.severity import LEVELS, SeverityLevel

_CHUNK = 2_000
_SECOND_PERSON = frozenset(row.level for row in LEVELS if row.needs_second_person)
_CACHED = ("clock", "started_on", "due_on", "met_on", "stopped_on", "late_after", "risk")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A stored day that is not what the events give."""

    reference: str
    clock: str
    stored: str
    computed: str


class Line(NamedTuple):
    """One stored period as it is compared: the clock, its days, and the weight of the case."""

    clock: str
    started_on: datetime.date
    due_on: datetime.date | None
    met_on: datetime.date | None
    stopped_on: datetime.date | None
    late_after: datetime.date | None
    risk: int

    def __str__(self) -> str:
        days = [
            day.isoformat() if day else "-"
            for day in (self.started_on, self.due_on, self.met_on, self.stopped_on, self.late_after)
        ]
        started, due, met, stopped, late = days
        return (
            f"{self.clock} from {started} due {due} met {met} stopped {stopped}"
            f" late after {late} weight {self.risk}"
        )


def of_cases(*, cases: Sequence[Case], on: datetime.date) -> dict[uuid.UUID, tuple[Computed, ...]]:
    """Return every deadline of these cases as it stands on a day, with its reasons."""
    events = _events(cases)
    return {
        case.file_id: deadlines_of(matter=_matter(case), events=events[case.file_id], on=on)
        for case in cases
    }


def refresh(*, cases: Sequence[Case], on: datetime.date) -> int:
    """Store the days that the events of these cases give; return how many rows there are.

    Only what differs is written: most of what is computed again is as it was.
    """
    computed = _lines(cases, on=on)
    stored = _stored([case.file_id for case in cases])
    gone: list[uuid.UUID] = []
    new: list[Deadline] = []
    for case in cases:
        known, wanted = stored[case.file_id], computed[case.file_id]
        gone.extend(known[line] for line in known.keys() - wanted)
        new.extend(_row(case, line) for line in sorted(wanted - known.keys(), key=str))
    if gone:
        Deadline.objects.filter(id__in=gone).delete()
    Deadline.objects.bulk_create(new, batch_size=_CHUNK)
    return sum(len(lines) for lines in computed.values())


def refresh_open(*, on: datetime.date) -> int:
    """Recompute the deadlines of every case that is open; return how many cases there are."""
    count = 0
    for cases in _open_cases():
        refresh(cases=cases, on=on)
        count += len(cases)
    return count


def differences(*, on: datetime.date) -> tuple[int, list[Difference]]:
    """Recompute every open case and compare with the stored days; return (cases, differences)."""
    found: list[Difference] = []
    count = 0
    for cases in _open_cases():
        computed = _lines(cases, on=on)
        stored = _stored([case.file_id for case in cases])
        for case in cases:
            found.extend(_compare(case, set(stored[case.file_id]), computed[case.file_id]))
        count += len(cases)
    return count, found


def _compare(case: Case, stored: set[Line], computed: set[Line]) -> Iterable[Difference]:
    for line in sorted(stored ^ computed, key=str):
        is_stored = line in stored
        yield Difference(
            reference=case.reference,
            clock=line.clock,
            stored=str(line) if is_stored else "nothing",
            computed="nothing" if is_stored else str(line),
        )


def _lines(cases: Sequence[Case], *, on: datetime.date) -> dict[uuid.UUID, set[Line]]:
    """Compute what is stored of each case; the reasons are left to the pages that show them."""
    events, risks = _events(cases), _risks(cases)
    return {
        case.file_id: _lines_of(case, events[case.file_id], risk=risks[case.file_id], on=on)
        for case in cases
    }


def _lines_of(case: Case, events: tuple[Fact, ...], *, risk: int, on: datetime.date) -> set[Line]:
    matter, facts = _matter(case), Facts.of(events=events, on=on)
    kept: dict[tuple[str, datetime.date], Line] = {}
    for clock in _clocks_begun_by(frozenset(event.kind for event in events)):
        if not applies(clock=clock, matter=matter, facts=facts):
            continue
        for period in periods_of(clock=clock, facts=facts, days=ENGLAND_AND_WALES):
            # One row for each start: a clock met on its first day gives way to the next.
            kept[clock.id, period.started_on] = _line(clock, period, risk=risk)
    return set(kept.values())


@functools.lru_cache(maxsize=4_096)
def _clocks_begun_by(kinds: frozenset[EventKind]) -> tuple[Clock, ...]:
    """Return the clocks that some of these facts can start; no other has a period."""
    return tuple(clock for clock in CLOCKS if not kinds.isdisjoint(clock.starts))


def _line(clock: Clock, period: Period, *, risk: int) -> Line:
    return Line(
        clock.id,
        period.started_on,
        period.due_on,
        period.met_on,
        period.stopped_on,
        None if clock.nature is Nature.RIGHT else period.late_after,
        risk,
    )


def _row(case: Case, line: Line) -> Deadline:
    days = {name: getattr(line, name) for name in _CACHED}
    return Deadline(file_id=case.file_id, organisation_id=case.organisation_id, **days)


def _stored(files: list[uuid.UUID]) -> dict[uuid.UUID, dict[Line, uuid.UUID]]:
    found: dict[uuid.UUID, dict[Line, uuid.UUID]] = defaultdict(dict)
    rows = Deadline.objects.filter(file_id__in=files)
    for file, row, *days in rows.values_list("file_id", "id", *_CACHED):
        found[file][Line(*days)] = row
    return found


def _events(cases: Sequence[Case]) -> dict[uuid.UUID, tuple[Fact, ...]]:
    found: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    rows = Event.objects.filter(file_id__in=[case.file_id for case in cases])
    for file, kind, happened_on in rows.values_list("file_id", "kind", "happened_on"):
        found[file].append(_fact(kind, happened_on))
    return {case.file_id: tuple(found[case.file_id]) for case in cases}


@functools.lru_cache(maxsize=65_536)
def _fact(kind: str, on: datetime.date) -> Fact:
    return Fact(kind=EventKind(kind), on=on)


def _risks(cases: Sequence[Case]) -> Mapping[uuid.UUID, int]:
    """Weigh each case by its codes: the mark, the kind, the categories and the levels."""
    files = [case.file_id for case in cases]
    marked = LifeRisk.objects.filter(file_id__in=files).order_by("noted_at", "id")
    at_risk = dict(marked.values_list("file_id", "is_at_risk"))
    levels = _levels(files)
    about: dict[uuid.UUID, list[tuple[str, SeverityLevel | None]]] = defaultdict(list)
    rows = Allegation.objects.filter(file_id__in=files)
    for file, allegation, category in rows.values_list("file_id", "id", "category"):
        about[file].append((category, levels.get(allegation)))
    return {
        case.file_id: weight_of(
            risk_of(
                kind=CaseKind(case.kind),
                is_marked=at_risk.get(case.file_id, False),
                categories=tuple(category for category, _ in about[case.file_id]),
                levels=tuple(level for _, level in about[case.file_id]),
            )
        ).weight
        for case in cases
    }


def _levels(files: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, SeverityLevel]:
    """Return the level of each allegation that was last assessed with the history.

    What waits for a second person counts as not assessed: nothing is weighed lower before.
    """
    rows = SeverityAssessment.objects.filter(file_id__in=files, basis=HISTORY)
    by: dict[uuid.UUID, list[tuple[SeverityLevel, uuid.UUID | None]]] = defaultdict(list)
    for allegation, level, who in rows.order_by("decided_at", "id").values_list(
        "allegation_id", "level", "decided_by"
    ):
        by[allegation].append((SeverityLevel(level), who))
    return {allegation: found[-1][0] for allegation, found in by.items() if _stands(found)}


def _stands(assessed: Iterable[tuple[SeverityLevel, uuid.UUID | None]]) -> bool:
    *before, (level, by) = assessed
    if level not in _SECOND_PERSON:
        return True
    return bool(before) and before[-1][0] is level and before[-1][1] not in (None, by)


def _matter(case: Case) -> Matter:
    return Matter(
        kind=CaseKind(case.kind),
        reporter_kind=ReporterKind(case.reporter_kind) if case.reporter_kind else None,
        law_on=case.received_on,
    )


def _open_cases() -> Iterator[list[Case]]:
    open_cases = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    batch: list[Case] = []
    for case in open_cases.order_by("file_id").iterator(chunk_size=_CHUNK):
        batch.append(case)
        if len(batch) == _CHUNK:
            yield batch
            batch = []
    if batch:
        yield batch
