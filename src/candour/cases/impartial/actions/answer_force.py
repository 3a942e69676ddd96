"""Answers another force that asks this one to investigate: accepted, or declined for a reason."""

import datetime
import uuid

from django.db import connection, transaction

from candour.cases.models import ForceAnswer
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand


class NothingAsked(Exception):
    """Nothing like it is asked of you, or it has been answered."""


@transaction.atomic
def answer_force(
    *, request: uuid.UUID, reason: str, by: Actor, at: datetime.datetime
) -> ForceAnswer:
    """Accept with no reason, decline with one; the case itself is not seen before it is given."""
    demand("cases.answer_force", by=by, at=at)
    row = ForceAnswer(
        request_id=request,
        answer="declined" if reason else "accepted",
        reason=reason,
        answered_at=at,
        answered_by=by.account,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "select cases.answer_request(%s, %s, %s, %s, %s)",
            [row.id, request, row.answer, row.reason, at],
        )
        (is_answered,) = cursor.fetchone()
    if not is_answered:
        raise NothingAsked
    entry = leaves.Entry(
        kind="write", what="cases.answer_force", why="Another force asked", after=[row]
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
