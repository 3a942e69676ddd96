"""Gathers for the monthly test what happened to those who reported, in days round their report."""

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence

from django.db.models import Q

from candour.access.actions.involve import DESCRIBED
from candour.access.models import Involvement
from candour.cases.models import Case
from candour.core import retaliation
from candour.imports import models as imported
from candour.patterns.retaliation import followed
from candour.people.models import Person, Service
from candour.stats.self_controlled import AFTER_DAYS, BEFORE_DAYS, LEFT_OUT_DAYS, History

Days = Mapping[uuid.UUID, Sequence[datetime.date]]
Reports = Mapping[uuid.UUID, datetime.date]


def reports(*, organisation: uuid.UUID) -> Reports:
    """Return the first report of everybody known to have reported in a force, by person."""
    known = {
        mark: [one for one in mine if one.organisation_id == organisation]
        for mark, mine in followed.marked().items()
    }
    everybody = Person.objects.order_by("id").values_list("id", flat=True).iterator()
    found = followed.people_marked(persons=everybody, known=known)
    return {person: min(one.since_on for one in mine) for person, mine in found.items()}


def matters_about(*, persons: Sequence[uuid.UUID]) -> Days:
    """Return the days on which matters arrived that are about each person, or may be."""
    rows = list(
        Involvement.objects.filter(person_id__in=persons, role__in=DESCRIBED)
        .values_list("person_id", "file_id", "file__opened_on")
        .distinct()
    )
    files = {file for _, file, _ in rows}
    cases = Case.objects.filter(Q(file_id__in=files) | Q(report_file_id__in=files))
    received = {one.file_id: one.received_on for one in cases}
    recorded = {one.report_file_id for one in cases}
    found: dict[uuid.UUID, list[datetime.date]] = {person: [] for person in persons}
    for person, file, opened_on in rows:
        if file not in recorded:
            found[person].append(received.get(file, opened_on))
    return found


def hr_days(*, persons: Sequence[uuid.UUID]) -> Days:
    """Return the days of each person's unfavourable events that are not only planned."""
    return {
        person: [
            one.on
            for one in retaliation.unfavourable(events=[event for _, event in events])
            if not one.is_planned
        ]
        for person, events in followed.events_of(persons=persons).items()
    }


def histories(
    *,
    organisation: uuid.UUID,
    days_of: Callable[[Sequence[uuid.UUID]], Days],
    known_from: datetime.date | None,
    as_of: datetime.date,
) -> tuple[History, ...]:
    """Return each reporter's days round the report, as far as service and knowledge reach."""
    made = reports(organisation=organisation)
    persons = sorted(made, key=lambda person: person.bytes)
    found = days_of(persons)
    served = _served(persons, organisation)
    return tuple(
        _history(made[person], found[person], served.get(person, (None, None)), known_from, as_of)
        for person in persons
        if made[person] <= as_of
    )


def hr_known_from(*, employer: uuid.UUID) -> datetime.date | None:
    """Return the first day that HR's feed tells of; before it nothing is known."""
    rows = imported.HrEvent.objects.filter(employer_id=employer).order_by("happened_on", "id")
    return rows.values_list("happened_on", flat=True).first()


def _served(
    persons: Sequence[uuid.UUID], organisation: uuid.UUID
) -> dict[uuid.UUID, tuple[datetime.date | None, datetime.date | None]]:
    rows = Service.objects.filter(person_id__in=persons, organisation_id=organisation)
    return {one.person_id: (one.joined_on, one.left_on) for one in rows.order_by("joined_on", "id")}


def _history(
    reported_on: datetime.date,
    days: Sequence[datetime.date],
    served: tuple[datetime.date | None, datetime.date | None],
    known_from: datetime.date | None,
    as_of: datetime.date,
) -> History:
    joined_on, left_on = served
    starts = [(one - reported_on).days for one in (joined_on, known_from) if one is not None]
    ends = [(one - reported_on).days + 1 for one in (left_on, as_of) if one is not None]
    return History(
        events=tuple((day - reported_on).days for day in days),
        watched_from=min(0, max([-(BEFORE_DAYS + LEFT_OUT_DAYS), *starts])),
        watched_until=max(0, min([AFTER_DAYS, *ends])),
    )
