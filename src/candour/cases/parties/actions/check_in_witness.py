"""Records how a witness fares, on the reporter's days and about the same kinds of harm."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.models import WitnessCheckIn
from candour.cases.parties import witnesses
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.permissions import demand


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fares:
    """What a witness said: safe or not, what happened and what is feared, apart, and the rest."""

    safe: str
    actual: tuple[str, ...]
    perceived: tuple[str, ...]
    text: str = dataclasses.field(default="", repr=False)


class NotDue(Exception):
    """No check-in is due, or this one was recorded already."""


@transaction.atomic
def check_in_witness(
    *, file: uuid.UUID, witness: uuid.UUID, fares: Fares, by: Actor, at: datetime.datetime
) -> WitnessCheckIn:
    """Record the check-in that is due; what was said in words goes into the compartment."""
    demand("cases.check_in_witness", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    found = witnesses.for_named("cases.check_in_witness", file=file, witness=witness, by=by, at=at)
    day = witnesses.due_day(witness=found, at=at)
    if not day:
        raise NotDue
    place = witnesses.place(case=case, letter=found.letter)
    item = keys.seal(place=place, kind=witnesses.KIND, text=fares.text)
    row = WitnessCheckIn(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        witness=found,
        day=day,
        asked_on=at.date(),
        safe=fares.safe,
        actual=sorted(fares.actual),
        perceived=sorted(fares.perceived),
    )
    WitnessCheckIn.objects.bulk_create([row])
    steps.finish(step="cases.check_in_witness", case=case, after=[item, row], by=by, at=at)
    return row
