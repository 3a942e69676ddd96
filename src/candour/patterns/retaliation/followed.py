"""Finds what followed a report: later matters about whoever made it, and what HR did to them."""

import dataclasses
import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import Q

from candour.access.actions.involve import DESCRIBED
from candour.access.models import Involvement
from candour.cases.models import Case
from candour.cases.reading import heads
from candour.core import retaliation
from candour.core.retaliation import Because, HrEvent, Watch
from candour.imports import models as imported
from candour.law.policies import retaliation as policy
from candour.law.policies.retaliation import HrKind
from candour.patterns.models import ActionDecision, KnownReporter
from candour.patterns.retaliation import marks
from candour.people.models import Posting, Service

Marked = Mapping[bytes, Sequence[KnownReporter]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that followed a report: a file or an event, on which day, and why it is put."""

    reporter: KnownReporter
    on: datetime.date
    because: tuple[Because, ...]
    later_file: uuid.UUID | None = None
    event: uuid.UUID | None = None
    what: str = ""


def marked() -> Marked:
    """Return every known reporter by mark."""
    found: dict[bytes, list[KnownReporter]] = defaultdict(list)
    for one in KnownReporter.objects.order_by("id"):
        found[bytes(one.mark)].append(one)
    return found


def people_marked(
    *, persons: Iterable[uuid.UUID], known: Marked
) -> dict[uuid.UUID, list[KnownReporter]]:
    """Return which of these people are known to have reported, and what."""
    found = {}
    for person in set(persons):
        mine = known.get(marks.mark_of(person=person))
        if mine:
            found[person] = list(mine)
    return found


def matters(*, known: Marked) -> Iterator[Found]:
    """Yield each later report or case that may be about somebody who reported."""
    since = min(one.since_on for mine in known.values() for one in mine)
    rows = list(
        Involvement.objects.filter(role__in=DESCRIBED, file__opened_on__gte=since)
        .values_list("person_id", "file_id", "file__opened_on")
        .distinct()
        .order_by("file_id", "person_id")
    )
    mine = people_marked(persons=(person for person, _, _ in rows), known=known)
    near = [row for row in rows if row[0] in mine]
    cases = _cases([file for _, file, _ in near], mine)
    recorded = {one.report_file_id for one in cases.values()}
    for person, file, opened_on in near:
        arrived_on = cases[file].received_on if file in cases else opened_on
        for reporter in mine[person] if file not in recorded else ():
            found = _matter(reporter, file, arrived_on, cases)
            if found is not None:
                yield found


def _cases(
    files: Sequence[uuid.UUID], mine: Mapping[uuid.UUID, Sequence[KnownReporter]]
) -> dict[uuid.UUID, Case]:
    wanted = {*files, *(one.file_id for reporters in mine.values() for one in reporters)}
    rows = Case.objects.filter(Q(file_id__in=wanted) | Q(report_file_id__in=wanted))
    return {one.file_id: one for one in rows}


def _matter(
    reporter: KnownReporter,
    file: uuid.UUID,
    arrived_on: datetime.date,
    cases: Mapping[uuid.UUID, Case],
) -> Found | None:
    first = cases.get(reporter.file_id)
    if file == reporter.file_id or first is None or file == first.report_file_id:
        return None
    because = retaliation.is_counter(
        reported_on=reporter.since_on, arrived_on=arrived_on, is_first_open=heads.is_open(first)
    )
    if not because:
        return None
    return Found(reporter=reporter, on=arrived_on, because=because, later_file=file)


def hr_events(*, known: Marked) -> Iterator[Found]:
    """Yield each event of HR's feed that stands out, or needed a decision that nobody took."""
    persons = imported.HrEvent.objects.order_by("person_id").values_list("person_id", flat=True)
    mine = people_marked(persons=persons.distinct(), known=known)
    for person, reporters in sorted(mine.items(), key=lambda one: one[0].bytes):
        own = events_of(persons=[person])[person]
        for reporter in reporters:
            yield from _hr(person, reporter, own)


def events_of(*, persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[tuple[uuid.UUID, HrEvent]]]:
    """Return the events of these people, the oldest first, each with its row's id."""
    wanted = list(persons)
    found: dict[uuid.UUID, list[tuple[uuid.UUID, HrEvent]]] = {one: [] for one in wanted}
    rows = imported.HrEvent.objects.filter(person_id__in=wanted)
    for row in rows.order_by("happened_on", "id"):
        event = HrEvent(
            kind=HrKind(row.kind),
            on=row.happened_on,
            value=row.value,
            is_asked_for=row.is_asked_for,
            is_planned=row.is_planned,
        )
        found[row.person_id].append((row.id, event))
    return found


def _hr(
    person: uuid.UUID, reporter: KnownReporter, own: Sequence[tuple[uuid.UUID, HrEvent]]
) -> Iterator[Found]:
    watch = Watch(since_on=reporter.since_on, allowed=_allowed(reporter))
    end = reporter.since_on + datetime.timedelta(days=policy.WATCHED_DAYS)
    if not any(reporter.since_on <= event.on <= end for _, event in own):
        return
    theirs = events_of(persons=_peers(person, reporter))
    peers = [[event for _, event in events] for events in theirs.values()]
    mine = [event for _, event in own]
    for row, event in own:
        because = retaliation.why_propose(event=event, own=mine, peers=peers, watch=watch)
        if because:
            yield Found(
                reporter=reporter, on=event.on, because=because, event=row, what=event.kind.value
            )


def _allowed(reporter: KnownReporter) -> tuple[tuple[HrKind, datetime.date], ...]:
    rows = ActionDecision.objects.filter(reporter=reporter, superseded_by__isnull=True)
    given = rows.filter(answer="allowed").order_by("decided_at", "id")
    return tuple((HrKind(one.action), one.decided_at.date()) for one in given)


def _peers(person: uuid.UUID, reporter: KnownReporter) -> list[uuid.UUID]:
    """Return who served in the same unit on the day; where they are few, the whole force."""
    on = reporter.since_on
    then = Posting.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), from_on__lte=on)
    units = then.filter(person_id=person).values("unit_id")
    beside = then.filter(unit_id__in=units).exclude(person_id=person)
    near = list(beside.order_by("person_id").values_list("person_id", flat=True).distinct())
    if len(near) >= policy.FEWEST_PEERS:
        return near
    serving = Service.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gte=on), organisation_id=reporter.organisation_id
    ).exclude(person_id=person)
    return list(
        serving.filter(Q(joined_on__isnull=True) | Q(joined_on__lte=on))
        .order_by("person_id")
        .values_list("person_id", flat=True)
        .distinct()
    )
