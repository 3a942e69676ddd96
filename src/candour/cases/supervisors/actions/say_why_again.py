"""Keeps why the same kind of action is taken of one person again."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.models import LadderReason
from candour.guard.actors import Actor
from candour.guard.permissions import demand


class AlreadySaid(Exception):
    """The reason for this person and this kind of action stands already."""


@transaction.atomic
def say_why_again(
    *, file: uuid.UUID, person: uuid.UUID, rung: str, reason: str, by: Actor,
    at: datetime.datetime,
) -> LadderReason:  # fmt: skip
    """Record the reason; the action itself is then decided on its own page."""
    demand("cases.say_why_again", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    item = words.seal_reason(case=case, text=reason)
    row = LadderReason(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        person_id=person,
        rung=rung,
    )
    try:
        with transaction.atomic():
            LadderReason.objects.bulk_create([row])
    except IntegrityError:
        raise AlreadySaid from None
    steps.finish(
        step="cases.say_why_again", case=case, after=[item, row], by=by, at=at,
        detail={"rung": rung},
    )  # fmt: skip
    return row
