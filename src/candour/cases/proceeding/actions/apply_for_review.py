"""Records an application for a review, where the law gives one or a reviewer is named for it."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.courses import engine, reviewing, standing
from candour.cases.courses.engine import Asked
from candour.cases.models import StepTaken
from candour.cases.parties import standing as standing_in
from candour.cases.proceeding.actions.take_step import check_form
from candour.core.states import Guard
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.review_rights import Standing


class NoRight(Exception):
    """There is no right to a review here. The page says what can be done instead."""


class NoReviewer(Exception):
    """Only policy gives this review. Ask a reviewer outside, and name them under Parties first."""


@transaction.atomic
def apply_for_review(
    *, file: uuid.UUID, asked: Asked, by: Actor, at: datetime.datetime
) -> StepTaken:
    """Open the review; whether in time is what the table asks."""
    demand("cases.apply_for_review", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    check_form(asked=asked)
    has_agreed = asked.answers.get("reviewer_agreed") == "yes"
    own = standing.own(case=case)
    right = reviewing.right_of(case=case, own=own, has_named_reviewer=has_agreed)
    if right.row.standing is Standing.NONE:
        raise NoRight
    if right.standing is Standing.LAW:
        return engine.take(case=case, asked=asked, by=by, at=at)
    if not (has_agreed and standing_in.parties(file=file).filter(kind="reviewer").exists()):
        raise NoReviewer
    return engine.take(case=case, asked=asked, by=by, at=at, gives=(Guard.HAS_PARITY_REVIEW,))
