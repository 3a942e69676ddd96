"""Settles a difference between the two systems: a named person says who is right, and why."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Place
from candour.guard.log import leaves
from candour.guard.permissions import demand, refused
from candour.imports.models import Difference, Settlement


class AlreadySettled(Exception):
    """Somebody has settled this difference, or both systems agree by now."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """Which system is right, and why."""

    answer: str
    reason: str = dataclasses.field(repr=False)


@transaction.atomic
def settle_difference(
    *, file: uuid.UUID, difference: uuid.UUID, said: Settling, by: Actor, at: datetime.datetime
) -> Settlement:
    """Record the answer with its reason, sealed. Neither system is changed by it."""
    demand("imports.settle_difference", by=by, at=at, file=file)
    found = Difference.objects.filter(id=difference, file_id=file).first()
    if found is None:
        raise refused("imports.settle_difference", file=file)
    if found.gone_on is not None or Settlement.objects.filter(difference=found).exists():
        raise AlreadySettled
    place = Place(file=file, organisation=found.organisation_id)
    item = keys.seal(place=place, kind="reason", text=said.reason)
    row = Settlement(
        file_id=file,
        organisation_id=found.organisation_id,
        difference=found,
        answer=said.answer,
        item=item,
        settled_at=at,
        settled_by=by.account,
    )
    Settlement.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="imports.settle_difference",
        file=file,
        why="Which of two systems is right",
        detail={"difference": str(difference), "answer": said.answer},
        after=[item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
