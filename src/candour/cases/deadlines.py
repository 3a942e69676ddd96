"""A case's deadlines: always computed from its events; the stored days are a cache of that."""

import dataclasses
import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

from candour.cases.models import Case, Deadline, Event
from candour.core.deadlines import Deadline as Computed
from candour.core.deadlines import Matter, deadlines_of
from candour.law.events import CaseKind, EventKind, ReporterKind
from candour.law.events import Event as Fact

_CHUNK = 2_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A stored day that is not what the events give."""

    reference: str
    clock: str
    stored: str
    computed: str


def of_cases(*, cases: Sequence[Case], on: datetime.date) -> dict[uuid.UUID, tuple[Computed, ...]]:
    """Return every deadline of these cases as it stands on a day."""
    events: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    rows = Event.objects.filter(file_id__in=[case.file_id for case in cases])
    for file, kind, happened_on in rows.values_list("file_id", "kind", "happened_on"):
        events[file].append(Fact(kind=EventKind(kind), on=happened_on))
    return {
        case.file_id: deadlines_of(matter=_matter(case), events=tuple(events[case.file_id]), on=on)
        for case in cases
    }


def refresh(*, cases: Sequence[Case], on: datetime.date) -> int:
    """Store the days that the events of these cases give; return how many rows there are."""
    computed = of_cases(cases=cases, on=on)
    Deadline.objects.filter(file_id__in=list(computed)).delete()
    rows = [
        Deadline(
            file_id=case.file_id,
            organisation_id=case.organisation_id,
            clock=one.clock_id,
            started_on=one.started_on,
            due_on=one.due_on,
            met_on=one.met_on,
            stopped_on=one.stopped_on,
        )
        for case in cases
        for one in _kept(computed[case.file_id])
    ]
    Deadline.objects.bulk_create(rows)
    return len(rows)


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
        computed = of_cases(cases=cases, on=on)
        stored = _stored([case.file_id for case in cases])
        for case in cases:
            found.extend(_compare(case, stored[case.file_id], _keys(computed[case.file_id])))
        count += len(cases)
    return count, found


def _compare(case: Case, stored: set[str], computed: set[str]) -> Iterable[Difference]:
    for key in sorted(stored ^ computed):
        clock = key.split(" ", 1)[0]
        is_stored = key in stored
        yield Difference(
            reference=case.reference,
            clock=clock,
            stored=key if is_stored else "nothing",
            computed="nothing" if is_stored else key,
        )


def _keys(computed: Iterable[Computed]) -> set[str]:
    return {
        _key(one.clock_id, one.started_on, one.due_on, one.met_on, one.stopped_on)
        for one in _kept(computed)
    }


def _kept(computed: Iterable[Computed]) -> Iterable[Computed]:
    """Keep one row for each start of a clock: one met on its first day gives way to the next."""
    in_order = sorted(computed, key=lambda one: one.period)
    return {(one.clock_id, one.started_on): one for one in in_order}.values()


def _stored(files: list[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for row in Deadline.objects.filter(file_id__in=files):
        key = _key(row.clock, row.started_on, row.due_on, row.met_on, row.stopped_on)
        found[row.file_id].add(key)
    return found


def _key(clock: str, *days: datetime.date | None) -> str:
    started, due, met, stopped = (day.isoformat() if day else "-" for day in days)
    return f"{clock} from {started} due {due} met {met} stopped {stopped}"


def _matter(case: Case) -> Matter:
    return Matter(
        kind=CaseKind(case.kind),
        reporter_kind=ReporterKind(case.reporter_kind) if case.reporter_kind else None,
        law_on=case.received_on,
    )


def _open_cases() -> Iterable[list[Case]]:
    open_cases = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    batch: list[Case] = []
    for case in open_cases.order_by("file_id").iterator(chunk_size=_CHUNK):
        batch.append(case)
        if len(batch) == _CHUNK:
            yield batch
            batch = []
    if batch:
        yield batch
