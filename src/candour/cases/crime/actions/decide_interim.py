"""Decides the same day on suspension, restricted duties and firearms: each yes or no, with why."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.db import IntegrityError, models, transaction

from candour.cases import steps, words
from candour.cases.models import CrimeTask, InterimDecision
from candour.guard.actors import Actor
from candour.guard.permissions import demand, refused
from candour.law.policies.crime_side import QUESTIONS, Owed

STEP = "cases.decide_interim"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Yes or no to one of the questions, and why."""

    is_yes: bool
    reason: str = dataclasses.field(repr=False)


class AnswerMissing(Exception):
    """Answer every question, yes or no, and give a reason for each."""


class NotYours(Exception):
    """Only the appropriate authority decides this, and nobody about themselves."""


@transaction.atomic
def decide_interim(
    *,
    file: uuid.UUID,
    task: uuid.UUID,
    answers: Mapping[str, Answer],
    by: Actor,
    at: datetime.datetime,
) -> tuple[InterimDecision, ...]:
    """Record one decision for each question; a later one supersedes an earlier one."""
    demand("cases.decide_interim", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    owed = CrimeTask.objects.filter(id=task, file_id=file, owed=Owed.INTERIM.value).first()
    if owed is None:
        raise refused(STEP, file=file)
    for question in QUESTIONS:
        given = answers.get(question.code)
        if given is None or not given.reason.strip():
            raise AnswerMissing
    before = {one.question: one for one in owed.interim.filter(superseded_by__isnull=True)}
    rows, after = [], []
    for question in QUESTIONS:
        given = answers[question.code]
        item = words.seal_reason(case=case, text=given.reason)
        rows.append(
            InterimDecision(
                file_id=file,
                organisation_id=case.organisation_id,
                task=owed,
                question=question.code,
                is_yes=given.is_yes,
                reason_item=item,
                decided_at=at,
                decided_by=by.account,
                supersedes=before.get(question.code),
            )
        )
        after.append(item)
    try:
        with transaction.atomic():
            InterimDecision.objects.bulk_create(rows)
    except IntegrityError:
        raise NotYours from None
    written: list[models.Model] = [*after, *rows]
    answered = {one.question: one.is_yes for one in rows}
    steps.finish(step=STEP, case=case, after=written, by=by, at=at, detail=answered)
    return tuple(rows)
