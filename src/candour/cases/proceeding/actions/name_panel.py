"""Names who hears proceedings: nobody whom a wall keeps from the case, nobody who worked on it."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.courses import engine, panels
from candour.cases.courses.engine import Asked
from candour.cases.models import StepTaken
from candour.cases.proceeding.actions.take_step import check_form
from candour.core.states import Guard
from candour.guard.actors import Actor
from candour.guard.permissions import demand


class TooClose(Exception):
    """Somebody of this panel can't sit in it. Choose somebody else."""


@transaction.atomic
def name_panel(*, file: uuid.UUID, asked: Asked, by: Actor, at: datetime.datetime) -> StepTaken:
    """Record the panel; why somebody can't sit is never said."""
    demand("cases.name_panel", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    check_form(asked=asked)
    sitting = panels.sitting({name: str(value) for name, value in asked.answers.items()})
    if not sitting or panels.conflicts(file=file, sitting=sitting):
        raise TooClose
    return engine.take(case=case, asked=asked, by=by, at=at, gives=(Guard.PANEL_HAS_NO_CONFLICT,))
