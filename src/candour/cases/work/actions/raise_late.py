"""Puts late cases to somebody higher: at once where it can't wait, else in the week's digest."""

import dataclasses
import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import QuerySet

from candour.cases.models import Case, ClockEscalation, Deadline, DelayReason, EscalationAnswer
from candour.cases.reading.overdue import overdue
from candour.cases.work import beside
from candour.core import calendar, escalation
from candour.core.escalation import Late, Raised, Standing
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.events import Party
from candour.law.policies.escalation import ASKS_FORCE, CAUSES, WEIGHTS, Because

_CHUNK = 500
_RISKS = {row.weight: row.risk for row in WEIGHTS}
_WAYS = {row.because: row.way for row in CAUSES}
_YOUNGEST_MONTHS = min(row.months for row in CAUSES if row.months is not None)


def raise_late(*, by: Actor, at: datetime.datetime) -> int:
    """Write what is due, each once; return how many rows were written.

    Some hundred cases at a time: whatever stops it, the next round goes on where it ended.
    """
    demand("cases.raise_late", by=by, at=at)
    files = _candidates(on=at.date())
    chunks = (files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK))
    return sum(_raise(chunk, by=by, at=at) for chunk in chunks)


@transaction.atomic
def _raise(files: Sequence[uuid.UUID], *, by: Actor, at: datetime.datetime) -> int:
    with connection.cursor() as cursor:
        # Two rounds at once would raise the same thing twice.
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.raise_late'))")
    on = at.date()
    count = 0
    for place, standing in _standings(files, on=on):
        found = escalation.at_once(standing=standing, on=on) + escalation.for_digest(
            standing=standing, on=escalation.digest_day(on=on)
        )
        if found:
            _write(place, found, by=by, at=at)
            count += len(found)
    return count


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """The file of a case, or of a row that is no case yet, and whose it is."""

    file: uuid.UUID
    organisation: uuid.UUID


def _write(place: _Place, found: Sequence[Raised], *, by: Actor, at: datetime.datetime) -> None:
    rows = [
        ClockEscalation(
            file_id=place.file,
            organisation_id=place.organisation,
            to=one.to.value,
            because=one.because.value,
            clock=one.clock,
            started_on=one.started_on,
            subject_id=one.subject,
            way=_WAYS[one.because].value,
            raised_on=at.date(),
            raised_at=at,
        )
        for one in found
    ]
    ClockEscalation.objects.bulk_create(rows)
    entry = leaves.Entry(
        kind="write",
        what="cases.raise_late",
        file=place.file,
        why="Something of the case is late",
        detail={"raised": sorted({f"{one.because} {one.to}" for one in found})},
        after=rows,
    )
    leaves.append(entry=entry, by=by, at=at)


def _candidates(*, on: datetime.date) -> list[uuid.UUID]:
    """List open cases with a late step or of a great age; those asked about are among them."""
    oldest = calendar.corresponding_day(on=on, months=-_YOUNGEST_MONTHS)
    open_cases = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    late = overdue(on=on).values_list("file_id", flat=True).distinct()
    aged = open_cases.filter(received_on__lte=oldest).values_list("file_id", flat=True)
    silent = open_cases.filter(file_id__in=_asked(on).values("file_id"))
    owed = {one.file for one in beside.everything(reach=_late(on))}
    return sorted({*late, *aged, *silent.values_list("file_id", flat=True), *owed})


def _late(on: datetime.date, files: Sequence[uuid.UUID] | None = None) -> beside.Reach:
    return beside.Reach(until_on=on - datetime.timedelta(days=1), files=files)


def _standings(
    files: Sequence[uuid.UUID], *, on: datetime.date
) -> Iterator[tuple[_Place, Standing]]:
    late: dict[uuid.UUID, list[Late]] = defaultdict(list)
    for row in overdue(on=on).filter(file_id__in=files).order_by("id"):
        if row.late_after is not None:
            late[row.file_id].append(
                Late(
                    clock=row.clock,
                    started_on=row.started_on,
                    late_after=row.late_after,
                    subject=_key(row.subject_id),
                )
            )
    items: dict[uuid.UUID, beside.Waiting] = {}
    for one in beside.everything(reach=_late(on, files)):
        late[one.file].append(
            Late(clock=one.code, started_on=one.since_on, late_after=one.due_on,
                 subject=_key(one.subject))
        )  # fmt: skip
        if not one.is_of_case:
            items[one.file] = one
    weights: dict[uuid.UUID, int] = defaultdict(lambda: 2)
    for file, risk in Deadline.objects.filter(file_id__in=files).values_list("file_id", "risk"):
        weights[file] = max(weights[file], risk)
    raised, unanswered = _raised(files), _unanswered(files, on=on)
    for file, item in sorted(items.items()):
        yield (
            _Place(file=file, organisation=item.organisation_id),
            Standing(
                received_on=item.since_on,
                risk=_RISKS[weights[file]],
                late=tuple(late[file]),
                raised=raised.get(file, frozenset()),
            ),
        )
    for case in Case.objects.filter(file_id__in=files).order_by("file_id"):
        yield (
            _Place(file=case.file_id, organisation=case.organisation_id),
            Standing(
                received_on=case.received_on,
                risk=_RISKS[weights[case.file_id]],
                late=tuple(late[case.file_id]),
                raised=raised.get(case.file_id, frozenset()),
                unanswered=unanswered.get(case.file_id, frozenset()),
            ),
        )


def _raised(files: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, frozenset[Raised]]:
    found: dict[uuid.UUID, set[Raised]] = defaultdict(set)
    for row in ClockEscalation.objects.filter(file_id__in=files):
        found[row.file_id].add(
            Raised(
                to=Party(row.to),
                because=Because(row.because),
                clock=row.clock,
                started_on=row.started_on,
                subject=_key(row.subject_id),
            )
        )
    return {file: frozenset(rows) for file, rows in found.items()}


def _key(person: uuid.UUID | None) -> str | None:
    return None if person is None else str(person)


def _asked(on: datetime.date) -> QuerySet[EscalationAnswer]:
    return EscalationAnswer.objects.filter(code=ASKS_FORCE, reply_due_on__lt=on)


def _unanswered(
    files: Sequence[uuid.UUID], *, on: datetime.date
) -> Mapping[uuid.UUID, frozenset[Party]]:
    said: dict[uuid.UUID, datetime.datetime] = {}
    reasons = DelayReason.objects.filter(file_id__in=files).order_by("noted_at", "id")
    said.update(reasons.values_list("file_id", "noted_at"))
    found: dict[uuid.UUID, set[Party]] = defaultdict(set)
    for answer in _asked(on).filter(file_id__in=files).select_related("escalation"):
        replied_at = said.get(answer.file_id)
        if replied_at is None or replied_at < answer.answered_at:
            found[answer.file_id].add(Party(answer.escalation.to))
    return {file: frozenset(bodies) for file, bodies in found.items()}
