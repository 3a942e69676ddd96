"""Records that the force has a case again that waited for somebody else."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import Hold
from candour.cases.work import standing
from candour.cases.work.actions.hand_case_to import InTheFuture
from candour.cases.work.actions.look_again import NotWaiting
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.events import EventKind
from candour.law.policies.ownership import Owner


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """Since when the force has it again, and why."""

    since_on: datetime.date
    why: str = dataclasses.field(repr=False)


@transaction.atomic
def take_back(*, file: uuid.UUID, back: Back, by: Actor, at: datetime.datetime) -> Hold:
    """Record it; where handling was stopped, the event that lets clocks run again as well."""
    demand("cases.take_back", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    held = standing.held(files=[file])[file]
    if not held.is_waiting:
        raise NotWaiting
    if not (held.since_on or case.received_on) <= back.since_on <= at.date():
        raise InTheFuture
    item = words.seal_reason(case=case, text=back.why)
    row = Hold(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        owner=Owner.FORCE.value,
        since_on=back.since_on,
        made_on=at.date(),
    )
    again = {EventKind.RESTARTED: back.since_on} if held.is_stopped else {}
    events = steps.events(case=case, facts=again, by=by, at=at, item=item)
    Hold.objects.bulk_create([row])
    steps.finish(step="cases.take_back", case=case, after=[item, row, *events], by=by, at=at)
    return row
