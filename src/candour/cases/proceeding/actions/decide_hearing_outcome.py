"""Decides the outcome of proceedings, with its reasons, for every allegation of one person."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.actions.assess_severity import ScreeningIncomplete
from candour.cases.courses import engine, persons, standing
from candour.cases.courses.engine import Asked
from candour.cases.courses.sheets import codes
from candour.cases.models import Allegation, Case, Outcome, StepTaken
from candour.cases.proceeding import checks
from candour.cases.proceeding.actions.decide_case_to_answer import ChecksMissing
from candour.cases.proceeding.actions.take_step import check_form
from candour.cases.rules import ladder
from candour.core.regime import layers
from candour.core.regime.discipline import Facing
from candour.core.states import Guard, Machine
from candour.guard.actors import Actor
from candour.guard.models import SealedItem
from candour.guard.permissions import demand
from candour.law.outcomes import Proceedings


@transaction.atomic
def decide_hearing_outcome(
    *, file: uuid.UUID, asked: Asked, by: Actor, at: datetime.datetime
) -> StepTaken:
    """Record the finding and what follows; each allegation of the person gets it as its outcome."""
    demand("cases.decide_hearing_outcome", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    check_form(asked=asked)
    missing = _missing(case, asked)
    if missing:
        raise ChecksMissing(missing)
    ladder.demand_reason(person=asked.subject, file=file, sanction=str(asked.answers["sanction"]))
    item = words.seal_reason(case=case, text=asked.reason)
    gives = {Guard.OUTCOME_HAS_REASONS}
    if checks.is_dismissal(asked.answers):
        gives.add(Guard.IS_DISMISSAL)
    written = _outcomes(case, asked, item, by=by, at=at)
    return engine.take(case=case, asked=asked, by=by, at=at, gives=gives, also=[item, *written])


def _missing(case: Case, asked: Asked) -> list[str]:
    """Return what the outcome lacks under the rules that govern the matter, or its employer's."""
    if asked.machine is Machine.POLICE_STAFF:
        return checks.of_staff(
            finding=str(asked.answers["finding"]), sanction=str(asked.answers["sanction"])
        )
    taken = standing.own(case=case).taken
    left_on = None
    if asked.subject is not None:
        left_on = persons.left_on(case=case, person=asked.subject, taken=taken, on=asked.on)
    selecting = layers.Selecting(law_on=case.received_on)
    facing = Facing(
        proceedings=_proceedings(asked, taken),
        finding=str(asked.answers["finding"]),
        layers=layers.governing(selecting=selecting).layers,
        has_final_warning=asked.answers.get("final_warning") == "yes",
        unconnected_incidents=2 if asked.answers.get("incidents") == "yes" else 1,
        has_left=left_on is not None,
    )
    return checks.of_sanction(
        facing=facing,
        sanction=str(asked.answers["sanction"]),
        exceptional=str(asked.answers.get("exceptional", "")),
    )


def _proceedings(asked: Asked, taken: Sequence[StepTaken]) -> Proceedings:
    if asked.machine is Machine.ACCELERATED_HEARING:
        return Proceedings.ACCELERATED_HEARING
    sent = [row.answers["proceedings"] for row in taken
            if row.about_id == asked.subject and "proceedings" in row.answers]  # fmt: skip
    is_meeting = bool(sent) and sent[-1] == "meeting"
    return Proceedings.MISCONDUCT_MEETING if is_meeting else Proceedings.MISCONDUCT_HEARING


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
