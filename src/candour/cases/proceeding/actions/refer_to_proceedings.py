"""Refers one person to a meeting or a hearing; gross misconduct goes to a hearing."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.courses import engine, established, standing
from candour.cases.courses.engine import Asked
from candour.cases.models import StepTaken
from candour.cases.proceeding.actions.take_step import check_form
from candour.guard.actors import Actor
from candour.guard.permissions import demand

GROSS = "case_to_answer_gross_misconduct"


class NeedsHearing(Exception):
    """A case to answer for gross misconduct goes to a hearing, never to a meeting."""


@transaction.atomic
def refer_to_proceedings(
    *, file: uuid.UUID, asked: Asked, by: Actor, at: datetime.datetime
) -> StepTaken:
    """Open the proceedings of one person, beside those of every other."""
    demand("cases.refer_to_proceedings", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    check_form(asked=asked)
    findings = established.findings(own=standing.own(case=case))
    is_gross = findings.get(str(asked.about)) == GROSS
    if is_gross and asked.answers.get("proceedings") == "meeting":
        raise NeedsHearing
    return engine.take(case=case, asked=asked, by=by, at=at)
