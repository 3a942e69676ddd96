"""Decides whether a supervisor who knew failed to report or to challenge."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.models import SupervisorDecision, SupervisorNoted
from candour.guard.actors import Actor
from candour.guard.permissions import demand, refused


class NotYours(Exception):
    """The appropriate authority decides, and nobody decides about themselves."""


@transaction.atomic
def decide_supervisor(
    *, noted: uuid.UUID, file: uuid.UUID, answer: str, reason: str, by: Actor,
    at: datetime.datetime,
) -> SupervisorDecision:  # fmt: skip
    """Record the decision with its reason; a failure counts at every gate of that supervisor."""
    demand("cases.decide_supervisor", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    about = SupervisorNoted.objects.filter(id=noted, file_id=file).first()
    if about is None:
        raise refused("cases.decide_supervisor", file=file)
    item = words.seal_reason(case=case, text=reason)
    row = SupervisorDecision(
        file_id=file,
        organisation_id=case.organisation_id,
        noted=about,
        answer=answer,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
        supersedes=about.decisions.filter(superseded_by__isnull=True).first(),
    )
    try:
        with transaction.atomic():
            SupervisorDecision.objects.bulk_create([row])
    except IntegrityError:
        raise NotYours from None
    steps.finish(
        step="cases.decide_supervisor", case=case, after=[item, row], by=by, at=at,
        detail={"answer": answer},
    )  # fmt: skip
    return row
