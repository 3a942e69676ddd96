"""Takes a step that needs no more than the table of steps and its form."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.courses import engine, seconded
from candour.cases.courses.engine import Asked
from candour.cases.courses.sheets import rows as sheets
from candour.cases.disclosure import waiting, weighed
from candour.cases.models import StepTaken
from candour.cases.models.proceeding import LONGEST_REVIEW_DAYS
from candour.cases.rules import ladder, links
from candour.core.states import Machine, Step
from candour.guard.actors import Actor
from candour.guard.permissions import demand

# The notice of referral, where it was served without Candour.
_NOTICE = (Machine.PROCEEDINGS, Step.SERVE_NOTICE)
# Steps that take in what the other side says.
RESPONSES = (Step.RECEIVE_REPRESENTATIONS, Step.RESPOND)


class NoOwner(Exception):
    """What rests has an owner and a day, within 28 days, on which it is looked at again."""


class ReasonMissing(Exception):
    """Give the reason: this decision may be reviewed."""


class OnItsOwnPage(Exception):
    """This step is taken on its own page of the case."""


class SecondPersonTakes(Exception):
    """You agreed to this as the second person. Somebody else takes the step."""


@transaction.atomic
def take_step(*, file: uuid.UUID, asked: Asked, by: Actor, at: datetime.datetime) -> StepTaken:
    """Take one step, or say in plain words why it is not allowed."""
    demand("cases.take_step", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    check_form(asked=asked)
    ladder.demand_reason(person=asked.subject or asked.about, file=file, step=asked.step.value)
    links.demand_two_for_step(person=asked.about or asked.subject, file=file, step=asked.step)
    if (asked.machine, asked.step) == _NOTICE and asked.answers.get("weighed_given") != "yes":
        weighed.demand_given(file=file, person=asked.subject, by=by, at=at)
    row = seconded.OF_STEP.get(asked.step)
    if row is not None and by.account in seconded.agreed_by(
        file=file, what=row.code, about=asked.subject
    ):
        raise SecondPersonTakes
    taken = engine.take(case=case, asked=asked, by=by, at=at)
    if asked.step in RESPONSES and taken.reason_item is not None:
        waiting.responded(case=case, item=taken.reason_item, on=asked.on, by=by, at=at)
    return taken


def check_form(*, asked: Asked) -> None:
    """Refuse a step that lacks its reason, its owner or its day of review; part of every step."""
    sheet = sheets.sheet(asked.step, is_of_case=asked.subject is None, machine=asked.machine)
    if sheet.elsewhere:
        raise OnItsOwnPage
    if sheet.reason and not asked.reason.strip():
        raise ReasonMissing
    if not sheet.rests:
        return
    last = asked.on + datetime.timedelta(days=LONGEST_REVIEW_DAYS)
    if not asked.owner or asked.review_on is None or not asked.on <= asked.review_on <= last:
        raise NoOwner
