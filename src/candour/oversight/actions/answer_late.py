"""Keeps what a body answers to a late case that was put to it; the force's reply gets a day."""

import datetime
import uuid

from django.db import connection, transaction

from candour.core import escalation
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.policies.escalation import (
    ANSWERS,
    ASKS_FORCE,
    NO_ACTION,
    NO_ACTION_REASONS,
    Way,
)


class NotACode(Exception):
    """Choose an answer, and a reason where nothing is done."""


class NothingToAnswer(Exception):
    """This case is not late any more, or was not put to your body."""


@transaction.atomic
def answer_late(
    *, raised: uuid.UUID, code: str, because: str, by: Actor, at: datetime.datetime
) -> uuid.UUID:
    """Keep the answer as codes; a body that asks is replied to by a day that is computed."""
    demand("oversight.answer_late", by=by, at=at)
    is_known = code in {row.code for row in ANSWERS}
    reasons = {row.code for row in NO_ACTION_REASONS} if code == NO_ACTION else {""}
    if not is_known or because not in reasons:
        raise NotACode
    answer, due_on = uuid.uuid4(), None
    with connection.cursor() as cursor:
        if code == ASKS_FORCE:
            due_on = escalation.reply_due_on(asked_on=at.date(), way=_way(raised, on=at.date()))
        cursor.execute(
            "select cases.answer_escalation(%s, %s, %s, %s, %s, %s, %s)",
            [raised, answer, code, because, at, at.date(), due_on],
        )
        if not cursor.fetchone()[0]:
            raise NothingToAnswer
    entry = leaves.Entry(
        kind="write",
        what="oversight.answer_late",
        why="A late case was answered",
        detail={"raised": str(raised), "answer": str(answer), "code": code, "because": because},
    )
    leaves.append(entry=entry, by=by, at=at)
    return answer


def _way(raised: uuid.UUID, *, on: datetime.date) -> Way:
    with connection.cursor() as cursor:
        cursor.execute(
            "select way from cases.late_for_body(%s) where escalation_id = %s", [on, raised]
        )
        found = cursor.fetchone()
    if found is None:
        raise NothingToAnswer
    return Way(found[0])
