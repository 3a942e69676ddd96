"""Decides the outcome of proceedings, with its reasons, for every allegation of one person."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.actions.assess_severity import ScreeningIncomplete
from candour.cases.models import Allegation, Case, Outcome, StepTaken
from candour.cases.proceeding import checks, engine, persons, standing
from candour.cases.proceeding.actions.decide_case_to_answer import ChecksMissing
from candour.cases.proceeding.actions.take_step import check_form
from candour.cases.proceeding.engine import Asked
from candour.cases.proceeding.sheets import codes
from candour.core.states import Guard, Machine
from candour.guard.actors import Actor
from candour.guard.models import SealedItem
from candour.guard.permissions import demand
from candour.law.outcomes import SANCTIONS, Proceedings

WOULD_HAVE = "would_have_been_dismissed"
_AT = {row.code: row.at for row in SANCTIONS}


@transaction.atomic
def decide_hearing_outcome(
    *, file: uuid.UUID, asked: Asked, by: Actor, at: datetime.datetime
) -> StepTaken:
    """Record the finding and what follows; each allegation of the person gets it as its outcome."""
    demand("cases.decide_hearing_outcome", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    check_form(asked=asked)
    missing = [*checks.of_sanction(asked.answers), *_unfit(case, asked)]
    if missing:
        raise ChecksMissing(missing)
    item = words.seal_reason(case=case, text=asked.reason)
    gives = {Guard.OUTCOME_HAS_REASONS}
    if checks.is_dismissal(asked.answers):
        gives.add(Guard.IS_DISMISSAL)
    written = _outcomes(case, asked, item, by=by, at=at)
    return engine.take(case=case, asked=asked, by=by, at=at, gives=gives, also=[item, *written])


def _unfit(case: Case, asked: Asked) -> list[str]:
    """Return why the outcome doesn't fit the person or the kind of proceedings."""
    if asked.subject is None:
        return []
    taken = standing.own(case=case).taken
    has_left = persons.left_on(case=case, person=asked.subject, taken=taken, on=asked.on)
    sanction = str(asked.answers.get("sanction"))
    missing = []
    if sanction == WOULD_HAVE and has_left is None:
        missing.append("The person still serves: choose dismissal, not that they would have been.")
    if sanction == "dismissal_without_notice" and has_left is not None:
        missing.append("The person has left: choose that they would have been dismissed.")
    if asked.machine is Machine.PROCEEDINGS and sanction in _AT:
        sent = [row.answers.get("proceedings") for row in taken
                if row.about_id == asked.subject and row.answers.get("proceedings")]  # fmt: skip
        is_meeting = bool(sent) and sent[-1] == "meeting"
        if is_meeting and Proceedings.MISCONDUCT_MEETING not in _AT[sanction]:
            missing.append("A meeting can't decide that. Only a hearing can.")
    return missing


def _outcomes(
    case: Case, asked: Asked, item: SealedItem, *, by: Actor, at: datetime.datetime
) -> list[Outcome]:
    before = {
        row.allegation_id: row
        for row in Outcome.objects.filter(file_id=case.file_id, superseded_by__isnull=True)
    }
    sanction = str(asked.answers["sanction"])
    rows = [
        Outcome(
            file_id=case.file_id,
            organisation_id=case.organisation_id,
            allegation=allegation,
            result=str(asked.answers["finding"]),
            sanction="" if sanction == codes.NO_ACTION else sanction,
            decided_on=asked.on,
            reason_item=item,
            decided_at=at,
            decided_by=by.account,
            supersedes=before.get(allegation.id),
        )
        for allegation in Allegation.objects.filter(
            file_id=case.file_id, subject_id=asked.subject
        ).order_by("number")
    ]
    try:
        with transaction.atomic():
            Outcome.objects.bulk_create(rows)
    except IntegrityError:
        raise ScreeningIncomplete from None
    return rows
