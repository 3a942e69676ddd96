"""Lets a second person, who had no part in a case before, agree with what is proposed, or not."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.models import SecondAnswer, SecondAsk
from candour.guard.actors import Actor
from candour.guard.permissions import demand, refused


class NotSecond(Exception):
    """A second person is somebody else: nobody who proposed, decided or investigated here."""


class NotOutside(Exception):
    """Somebody outside the force answers this: an investigator or reader of another body."""


class Answered(Exception):
    """Somebody has answered this already."""


@transaction.atomic
def answer_second(
    *,
    file: uuid.UUID,
    proposal: uuid.UUID,
    agrees: bool,
    reason: str,
    by: Actor,
    at: datetime.datetime,
) -> SecondAnswer:
    """Record the answer; the database refuses it from anybody who had a part."""
    demand("cases.answer_second", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    asked = SecondAsk.objects.filter(id=proposal, file_id=file).first()
    if asked is None:
        raise refused("cases.answer_second", file=file)
    if SecondAnswer.objects.filter(asked=asked).exists():
        raise Answered
    item = words.seal_reason(case=case, text=reason)
    row = SecondAnswer(
        file_id=file,
        organisation_id=case.organisation_id,
        asked=asked,
        agrees=agrees,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
    )
    try:
        with transaction.atomic():
            SecondAnswer.objects.bulk_create([row])
    except IntegrityError as error:
        if "outside the force" in str(error):
            raise NotOutside from None
        raise NotSecond from None
    detail = {"what": asked.what, "agrees": agrees}
    steps.finish(
        step="cases.answer_second", case=case, after=[item, row], by=by, at=at, detail=detail
    )
    return row
