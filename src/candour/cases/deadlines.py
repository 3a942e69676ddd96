"""A case's deadlines: always computed from its events; the stored days are a cache of that."""

import dataclasses
import datetime
import functools
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from candour.cases.models import Case
from candour.cases.rules import weights
from candour.core.deadlines import Deadline as Computed
from candour.core.deadlines import Extension, Matter, deadlines_of
from candour.core.deadlines.lines import Line, lines_of
from candour.law.events import CaseKind, EventKind, Party, ReporterKind
from candour.law.events import Event as Fact

_CHUNK = 2_000
# Keys come as text: an id is looked up far faster so than as an object, tens of millions of times.
_KEPT = """
    select file_id::text, id::text, clock, subject_id::text, started_on, due_on, met_on, stopped_on,
           late_after, risk
    from cases_deadline where file_id = any(%s::uuid[])
"""
_FACTS = """
    select file_id::text, kind, happened_on, subject_id::text
    from cases_event where file_id = any(%s::uuid[])
"""
_LONGER = """
    select file_id::text, clock, started_on, until_on, granted_on, granted_by, subject_id::text
    from cases_clockextension where file_id = any(%s::uuid[])
"""
_BECAME = """
    select distinct file_id::text from cases_steptaken
    where file_id = any(%s::uuid[]) and subject_id is null
      and to_state = 'continues_as_conduct_matter'
"""
_GONE = "delete from cases_deadline where id = any(%s::uuid[])"
# As many rows as there are, in one statement: row security checks them like any other.
_NEW = """
    insert into cases_deadline (id, file_id, organisation_id, clock, subject_id, started_on, due_on,
                                met_on, stopped_on, late_after, risk)
    select gen_random_uuid(), made.*
    from unnest(%s::uuid[], %s::uuid[], %s::text[], %s::uuid[], %s::date[], %s::date[], %s::date[],
                %s::date[], %s::date[], %s::smallint[]) as made
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A stored day that is not what the events give."""

    reference: str
    clock: str
    stored: str
    computed: str


class Kept(NamedTuple):
    """One stored period as it is compared: its days, and the weight of the case."""

    line: Line
    risk: int

    def __str__(self) -> str:
        return f"{self.line} weight {self.risk}"


def of_cases(*, cases: Sequence[Case], on: datetime.date) -> dict[uuid.UUID, tuple[Computed, ...]]:
    """Return every deadline of these cases as it stands on a day, with its reasons."""
    events, longer, became = _events(cases), _extensions(cases), _became(cases)
    return {
        case.file_id: deadlines_of(
            matter=_matter(case, became),
            events=tuple(events[str(case.file_id)]),
            on=on,
            extensions=longer.get(str(case.file_id), ()),
        )
        for case in cases
    }


def refresh(*, cases: Sequence[Case], on: datetime.date) -> int:
    """Store the days that the events of these cases give; return how many rows there are.

    Only what differs is written: most of what is computed again is as it was.
    """
    computed = _computed(cases, on=on)
    stored = _stored(cases)
    gone: list[str] = []
    new: list[tuple[Case, Kept]] = []
    for case in cases:
        file = str(case.file_id)
        known, wanted = stored.get(file, {}), computed[file]
        if known.keys() == wanted:
            continue
        gone.extend(known[kept] for kept in known.keys() - wanted)
        new.extend((case, kept) for kept in wanted - known.keys())
    _write(gone, new)
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
        computed = _computed(cases, on=on)
        stored = _stored(cases)
        for case in cases:
            file = str(case.file_id)
            found.extend(_compare(case, set(stored.get(file, ())), computed[file]))
        count += len(cases)
    return count, found


def _compare(case: Case, stored: set[Kept], computed: set[Kept]) -> Iterable[Difference]:
    for kept in sorted(stored ^ computed, key=str):
        is_stored = kept in stored
        yield Difference(
            reference=case.reference,
            clock=kept.line.clock,
            stored=str(kept) if is_stored else "nothing",
            computed="nothing" if is_stored else str(kept),
        )


def _computed(cases: Sequence[Case], *, on: datetime.date) -> dict[str, set[Kept]]:
    """Compute what is stored of each case; the reasons are left to the pages that show them."""
    events, risks = _events(cases), weights.weights(cases=cases)
    longer, became = _extensions(cases), _became(cases)
    found: dict[str, set[Kept]] = {}
    for case in cases:
        file = str(case.file_id)
        risk = risks[file]
        lines = lines_of(
            matter=_matter(case, became),
            events=events[file],
            on=on,
            extensions=longer.get(file, ()),
        )
        found[file] = {Kept(line, risk) for line in lines}
    return found


def _stored(cases: Sequence[Case]) -> dict[str, dict[Kept, str]]:
    found: dict[str, dict[Kept, str]] = defaultdict(dict)
    for file, row, *days, risk in _rows(_KEPT, cases):
        found[file][Kept(Line(*days), risk)] = row
    return found


def _rows(statement: str, cases: Sequence[Case]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [weights.array(cases=cases)])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _write(gone: Sequence[str], new: Sequence[tuple[Case, Kept]]) -> None:
    with connection.cursor() as cursor:
        if gone:
            cursor.execute(_GONE, [list(gone)])
        if new:
            rows = [(case.file_id, case.organisation_id, *line, risk) for case, (line, risk) in new]
            cursor.execute(_NEW, [list(column) for column in zip(*rows, strict=True)])


def _events(cases: Sequence[Case]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {str(case.file_id): [] for case in cases}
    for file, kind, on, subject in _rows(_FACTS, cases):
        found[file].append(_fact(kind, on, subject))
    return found


def _extensions(cases: Sequence[Case]) -> dict[str, tuple[Extension, ...]]:
    found: dict[str, tuple[Extension, ...]] = {}
    for file, clock, started_on, until_on, granted_on, party, subject in _rows(_LONGER, cases):
        one = Extension(
            clock_id=clock,
            started_on=started_on,
            until_on=until_on,
            granted_on=granted_on,
            by=Party(party),
            subject=subject,
        )
        found[file] = (*found.get(file, ()), one)
    return found


@functools.lru_cache(maxsize=65_536)
def _fact(kind: str, on: datetime.date, subject: str | None) -> Fact:
    return Fact(kind=EventKind(kind), on=on, subject=subject)


def _became(cases: Sequence[Case]) -> frozenset[str]:
    """Return which of these became a conduct matter: its clocks are those of one from then on."""
    return frozenset(file for (file,) in _rows(_BECAME, cases))


def _matter(case: Case, became: frozenset[str]) -> Matter:
    return Matter(
        kind=CaseKind.CONDUCT_MATTER if str(case.file_id) in became else CaseKind(case.kind),
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
