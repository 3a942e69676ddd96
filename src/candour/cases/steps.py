"""What every step leaves behind: an event, a leaf with the rows written, fresh deadlines."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, models, transaction

from candour.cases import deadlines
from candour.cases.models import Case, Event
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import SealedItem
from candour.guard.permissions import refused
from candour.law.events import EventKind


class MisconductFirst(Exception):
    """The criminal outcome is known: the authority decides the misconduct question first."""


def get_case(*, file: uuid.UUID) -> Case:
    """Return a case that the caller has already been allowed to use, locked until the step ends.

    Two people may take a step at once; the second then builds on what the first has decided.
    """
    case = Case.objects.select_for_update().filter(file_id=file).first()
    if case is None:
        # A file that is seen, but is no case: a report, asked for as if it were one.
        raise refused("cases.read", file=file)
    return case


def events(
    *,
    case: Case,
    facts: Mapping[EventKind, datetime.date],
    by: Actor,
    at: datetime.datetime,
    item: SealedItem | None = None,
    subject: uuid.UUID | None = None,
) -> list[Event]:
    """Add events of these kinds on these days; `item` holds the words that go with them.

    subject: the person whose clocks they move; none where they count for everybody in the case.
    """
    rows = [
        Event(
            file_id=case.file_id,
            organisation_id=case.organisation_id,
            kind=kind.value,
            happened_on=happened_on,
            recorded_at=at,
            recorded_by=by.account_id,
            item=item,
            subject_id=subject,
        )
        for kind, happened_on in facts.items()
    ]
    try:
        with transaction.atomic():
            return Event.objects.bulk_create(rows)
    except IntegrityError as error:
        if "misconduct question" not in str(error):
            raise
        raise MisconductFirst from None


def finish(
    *,
    step: str,
    case: Case,
    after: Sequence[models.Model],
    by: Actor,
    at: datetime.datetime,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Log what the step wrote and recompute the case's deadlines, in the step's transaction."""
    entry = leaves.Entry(
        kind="write", what=step, file=case.file_id, why=step, detail=detail or {}, after=after
    )
    leaves.append(entry=entry, by=by, at=at)
    deadlines.refresh(cases=[case], on=at.date())
