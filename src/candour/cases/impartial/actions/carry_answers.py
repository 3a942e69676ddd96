"""Puts the answers of forces that were asked among a case's events, so that their clock stops."""

import datetime
import uuid

from django.db import connection, transaction

from candour.cases import steps
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.events import EventKind

_KINDS = {
    "accepted": EventKind.OTHER_FORCE_ACCEPTED,
    "declined": EventKind.OTHER_FORCE_DECLINED,
}


def carry_answers(*, by: Actor, at: datetime.datetime) -> int:
    """Record each answer once as an event of its case; return how many were recorded."""
    demand("cases.carry_answers", by=by, at=at)
    untold = _untold()
    for file, answer, on in untold:
        with transaction.atomic():
            case = steps.get_case(file=file)
            events = steps.events(case=case, facts={_KINDS[answer]: on}, by=by, at=at)
            steps.finish(step="cases.carry_answers", case=case, after=events, by=by, at=at)
    return len(untold)


def _untold() -> list[tuple[uuid.UUID, str, datetime.date]]:
    with connection.cursor() as cursor:
        cursor.execute("select file_id, answer, answered_at from cases.untold_answers()")
        return [(file, answer, moment.date()) for file, answer, moment in cursor.fetchall()]
