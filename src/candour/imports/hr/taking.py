"""Keeps the rows of HR's feed: a person by number, each row once, a leaf for a batch."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from candour.core.retaliation.feed import HrRow
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.imports.models import HrEvent
from candour.imports.source import Mark
from candour.people.models import Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """The employer, the run that brings the rows, and the moment of the import."""

    employer: uuid.UUID
    run: uuid.UUID
    by: Actor
    at: datetime.datetime


@dataclass(slots=True, kw_only=True)
class Result:
    """What became of the rows of one batch."""

    new: set[int] = field(default_factory=set)
    rejected: list[Mark] = field(default_factory=list)


def take(*, rows: Sequence[HrRow], whose: Whose) -> Result:
    """Write what is new, in the caller's transaction; one leaf commits to every event."""
    holders = _holders(whose.employer, {row.number for row in rows})
    known = {
        one.ref: one
        for one in HrEvent.objects.filter(
            employer_id=whose.employer, ref__in=[row.ref for row in rows]
        )
    }
    result = Result()
    events = []
    for row in rows:
        person = _person(row, holders)
        if person is None:
            mark = Mark(row=row.row, reason="unknown_number", columns=("number",))
            result.rejected.append(mark)
        elif row.ref not in known:
            events.append(_event(row, person, whose))
            result.new.add(row.row)
        elif not _is_same(known[row.ref], row, person):
            result.rejected.append(Mark(row=row.row, reason="contradicts_earlier_row"))
    if events:
        HrEvent.objects.bulk_create(events)
        entry = leaves.Entry(
            kind="write",
            what="imports.hr_events",
            why="A batch of HR's feed of events",
            detail={"employer": str(whose.employer), "run": str(whose.run)},
            after=events,
        )
        leaves.append(entry=entry, by=whose.by, at=whose.at)
    return result


def _holders(employer: uuid.UUID, numbers: set[str]) -> Mapping[str, list[Identifier]]:
    held = defaultdict(list)
    found = Identifier.objects.filter(organisation_id=employer, value__in=numbers)
    for one in found.order_by("id"):
        held[one.value].append(one)
    return held


def _person(row: HrRow, holders: Mapping[str, list[Identifier]]) -> uuid.UUID | None:
    """Return who alone held the number on the day; numbers are used again."""
    found = {
        one.person_id
        for one in holders.get(row.number, ())
        if (one.from_on is None or one.from_on <= row.happened_on)
        and (one.until_on is None or one.until_on >= row.happened_on)
    }
    return found.pop() if len(found) == 1 else None


def _is_same(known: HrEvent, row: HrRow, person: uuid.UUID) -> bool:
    said = (row.kind, row.happened_on, row.is_planned, row.is_asked_for, row.value, person)
    return said == (
        known.kind, known.happened_on, known.is_planned, known.is_asked_for, known.value,
        known.person_id,
    )  # fmt: skip


def _event(row: HrRow, person: uuid.UUID, whose: Whose) -> HrEvent:
    return HrEvent(
        employer_id=whose.employer,
        run_id=whose.run,
        ref=row.ref,
        person_id=person,
        kind=row.kind,
        happened_on=row.happened_on,
        is_planned=row.is_planned,
        is_asked_for=row.is_asked_for,
        value=row.value,
        recorded_on=whose.at.date(),
    )
