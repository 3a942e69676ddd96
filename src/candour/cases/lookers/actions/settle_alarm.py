"""Settles an alarm: a clean person says what became of a refused look, in codes."""

import datetime
import uuid

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.policies.looks import BECAUSE, OUTCOMES


class NothingToSettle(Exception):
    """This has been settled already."""


class NotACode(Exception):
    """Choose what became of it and what that rests on."""


@transaction.atomic
def settle_alarm(
    *, alarm: uuid.UUID, outcome: str, because: str, by: Actor, at: datetime.datetime
) -> uuid.UUID:
    """Keep what was found; another refused look after it makes another alarm."""
    demand("cases.settle_alarm", by=by, at=at)
    if outcome not in _codes(OUTCOMES) or because not in _codes(BECAUSE):
        raise NotACode
    triage = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "select cases.settle_alarm(%s, %s, %s, %s, %s, %s)",
            [alarm, triage, outcome, because, at, at.date()],
        )
        if not cursor.fetchone()[0]:
            raise NothingToSettle
    entry = leaves.Entry(
        kind="write",
        what="cases.settle_alarm",
        why="A refused look was triaged",
        detail={"alarm": str(alarm), "triage": str(triage), "outcome": outcome},
    )
    leaves.append(entry=entry, by=by, at=at)
    return triage


def _codes(rows: tuple) -> set[str]:  # type: ignore[type-arg] # rows of one of the two tables
    return {row.code for row in rows}
