"""Assesses an allegation: on the facts alone, then again with the history on the screen."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.models import Allegation, SeverityAssessment
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.severity import SeverityLevel


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What the assessor decides: on which basis, which level, and why."""

    allegation: uuid.UUID
    basis: str
    level: SeverityLevel
    reason: str


class ScreeningIncomplete(Exception):
    """Decide every suggestion first, and screen again if something new has arrived."""


@transaction.atomic
def assess_severity(
    *, file: uuid.UUID, assessed: Assessed, by: Actor, at: datetime.datetime
) -> SeverityAssessment:
    """Record one assessment; the database refuses it while a screening is open or out of date."""
    demand("cases.assess_severity", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    allegation = Allegation.objects.get(id=assessed.allegation, file_id=file)
    item = words.seal_reason(case=case, text=assessed.reason)
    row = SeverityAssessment(
        file_id=file,
        organisation_id=case.organisation_id,
        allegation=allegation,
        basis=assessed.basis,
        level=assessed.level.value,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
        supersedes=SeverityAssessment.objects.filter(
            allegation=allegation, basis=assessed.basis, superseded_by__isnull=True
        ).first(),
    )
    try:
        with transaction.atomic():
            SeverityAssessment.objects.bulk_create([row])
    except IntegrityError:
        raise ScreeningIncomplete from None
    steps.finish(step="cases.assess_severity", case=case, after=[item, row], by=by, at=at)
    return row
