"""The case's authority lets a colleague in until a day, or leaves the case closed to them."""

import datetime
import uuid

from django.db import IntegrityError, models, transaction

from candour.cases.models import LookAsked, LookPermit
from candour.guard import files
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.duties import LOOK_PERMIT

# A grant of rows alone: keys come with being a reader or the investigator.
ROLE = "permitted"


class AlreadyDecided(Exception):
    """This has been decided already."""


class TooLong(Exception):
    """Choose from one day to seven."""


class YourOwn(Exception):
    """You can't decide what you asked for yourself."""


@transaction.atomic
def decide_asked(
    *, file: uuid.UUID, asked: uuid.UUID, days: int | None, by: Actor, at: datetime.datetime
) -> LookPermit:
    """Let them in for so many days, codes and dates but no words; None does not let them in."""
    demand("cases.decide_asked", by=by, at=at, file=file)
    request = LookAsked.objects.get(id=asked, file_id=file)
    _check(request, days, by)
    permit = LookPermit(
        file_id=file,
        organisation_id=request.organisation_id,
        asked=request,
        is_allowed=days is not None,
        until_on=None if days is None else at.date() + datetime.timedelta(days=days),
        decided_at=at,
        decided_by=by.account,
    )
    try:
        with transaction.atomic():
            LookPermit.objects.bulk_create([permit])
    except IntegrityError:
        raise AlreadyDecided from None
    after: list[models.Model] = [permit]
    if permit.is_allowed:
        files.open_again(file=file)
        after += files.grant(
            file=file,
            organisation=request.organisation_id,
            accounts=[request.account_id],
            role=ROLE,
            on=at.date(),
        )
    entry = leaves.Entry(
        kind="write",
        what="cases.decide_asked",
        file=file,
        why="Let in for a time" if permit.is_allowed else "Not let in",
        detail={"recipients": [str(request.account_id)]} if permit.is_allowed else {},
        after=after,
    )
    leaves.append(entry=entry, by=by, at=at)
    return permit


def _check(request: LookAsked, days: int | None, by: Actor) -> None:
    if request.account_id == by.account:
        raise YourOwn
    if days is not None and not 1 <= days <= LOOK_PERMIT.number:
        raise TooLong
