"""Records what a force learns of a case: on a policy, a unit or itself, with an owner and a day."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import Learning
from candour.cases.work.actions.hand_case_to import keepers
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.people.models import Unit

UNIT = "unit"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What is to change on what, who sees to it, and by when."""

    learned_on: str
    unit: str
    owner: uuid.UUID
    by_on: datetime.date
    words: str = dataclasses.field(repr=False)


class UnitUnknown(Exception):
    """Write the name of a unit of this force as the register has it."""


class NotAnOwner(Exception):
    """Choose somebody who has this case."""


class InThePast(Exception):
    """The day by which it is done must lie ahead."""


@transaction.atomic
def note_learning(
    *, file: uuid.UUID, learned: Learned, by: Actor, at: datetime.datetime
) -> Learning:
    """Record it; it is an outcome of the case beside those of its allegations."""
    demand("cases.note_learning", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if learned.owner not in keepers(file=file):
        raise NotAnOwner
    if learned.by_on <= at.date():
        raise InThePast
    unit = None
    if learned.learned_on == UNIT:
        unit = _unit(learned.unit, organisation=case.organisation_id)
    item = words.seal_reason(case=case, text=learned.words)
    row = Learning(
        file_id=file,
        organisation_id=case.organisation_id,
        learned_on=learned.learned_on,
        unit_id=unit,
        owner_id=learned.owner,
        by_on=learned.by_on,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
    )
    Learning.objects.bulk_create([row])
    detail = {"learned_on": row.learned_on}
    steps.finish(
        step="cases.note_learning", case=case, after=[item, row], by=by, at=at, detail=detail
    )
    return row


def _unit(name: str, *, organisation: uuid.UUID) -> uuid.UUID:
    found = Unit.objects.filter(organisation_id=organisation, name__iexact=name.strip()).first()
    if found is None:
        raise UnitUnknown
    return found.id
