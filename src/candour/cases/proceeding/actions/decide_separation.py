"""Decides how people are kept apart: unless there is a reason, the person complained of moves."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.courses import engine
from candour.cases.courses.engine import Asked
from candour.cases.models import StepTaken
from candour.cases.proceeding.actions.take_step import check_form
from candour.guard.actors import Actor
from candour.guard.permissions import demand

MOVED = "reporter_moves"


class NotAskedFor(Exception):
    """The person who reported moves only if they asked for it, freely. Move the other person."""


@transaction.atomic
def decide_separation(
    *, file: uuid.UUID, asked: Asked, by: Actor, at: datetime.datetime
) -> StepTaken:
    """Record what a named person decides."""
    demand("cases.decide_separation", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    check_form(asked=asked)
    if asked.answers.get("who") == MOVED and asked.answers.get("consents") != "yes":
        raise NotAskedFor
    return engine.take(case=case, asked=asked, by=by, at=at)
