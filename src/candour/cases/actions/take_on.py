"""Takes on an open case that came from another system: it gets readers, keys and running clocks."""

import datetime
import uuid

from django.db import transaction

from candour.access import custody
from candour.access.actions.name_readers import name_readers
from candour.cases import steps
from candour.cases.models import Case, Event
from candour.guard import files
from candour.guard.actors import Actor
from candour.guard.models import FileKey
from candour.guard.permissions import demand
from candour.law.events import CaseKind, EventKind


class AlreadyHasReaders(Exception):
    """This case has its readers already."""


class NotOpen(Exception):
    """A closed case is history; it is read, not taken on."""


@transaction.atomic
def take_on(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> Case:
    """Name clean readers, give them keys, and let the clocks run from what the source tells.

    History comes in without keys, since it holds no words; the first step needs both.
    """
    demand("cases.take_on", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if case.closed_on is not None or case.is_closed_undated:
        raise NotOpen
    files.open_again(file=file)
    readers = name_readers(file=file, organisation=case.organisation_id, by=by, at=at)
    if FileKey.objects.filter(file_id=file).exists():
        raise AlreadyHasReaders
    held = custody.custody_of(file=file, on=at.date())
    opened = custody.open_epochs(
        file=file,
        organisation=case.organisation_id,
        wanted=custody.first_epochs(),
        readers=readers.certified,
        custody=held,
    )
    made = [row for epoch in opened for row in epoch.rows]
    after = [*readers.grants, *made, *_events(case, by=by, at=at)]
    detail = {"custody": held.said}
    steps.finish(step="cases.take_on", case=case, after=after, by=by, at=at, detail=detail)
    return case


def _events(case: Case, *, by: Actor, at: datetime.datetime) -> list[Event]:
    is_complaint = case.kind == CaseKind.COMPLAINT.value
    made = EventKind.COMPLAINT_MADE if is_complaint else EventKind.CAME_TO_ATTENTION
    facts = {made: case.received_on, EventKind.HANDLING_STARTED: at.date()}
    return steps.events(case=case, facts=facts, by=by, at=at)
