"""Counts answers about equality and handling once enough wait, and keeps no row about a person."""

import datetime
import json
import uuid
from collections import Counter

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake import equality
from candour.intake.models import EqualityCount

_COUNT = """
    insert into intake_equalitycount (id, organisation_id, month, question, answer, number)
    values (%s, %s, %s, %s, %s, %s)
    on conflict (organisation_id, month, question, answer)
    do update set number = intake_equalitycount.number + excluded.number
"""

Row = tuple[bytes, uuid.UUID, datetime.date, dict[str, str]]
# A force, and whether the answers are about handling.
Pool = tuple[uuid.UUID, bool]


def count_equality(*, by: Actor, at: datetime.datetime) -> int:
    """Turn a force's answers into numbers where ten or more wait; return how many were counted.

    Those that still wait are written anew in hash order: nothing tells which came first.
    """
    demand("intake.seal", by=by, at=at)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("lock table intake_equalitypool in access exclusive mode")
        cursor.execute(
            "select id, organisation_id, month, answers::text from intake_equalitypool order by id"
        )
        waiting: list[Row] = [
            (bytes(id_), force, month, json.loads(said)) for id_, force, month, said in cursor
        ]
        if not waiting:
            return 0
        enough = {
            pool
            for pool, number in Counter(_pool(row) for row in waiting).items()
            if number >= equality.FEWEST
        }
        # The month of the counting: by the months of answering, some numbers would be of one.
        _count(waiting, enough, month=at.date().replace(day=1))
        cursor.execute("truncate intake_equalitypool")
        cursor.executemany(
            "insert into intake_equalitypool (id, organisation_id, month, answers)"
            " values (%s, %s, %s, %s::jsonb)",
            [
                (row[0], row[1], row[2], json.dumps(row[3], sort_keys=True))
                for row in waiting
                if _pool(row) not in enough
            ],
        )
    return sum(_pool(row) in enough for row in waiting)


def _pool(row: Row) -> Pool:
    """Return with which others answers wait: few of one kind don't hide among many of another."""
    _, force, _, said = row
    return force, equality.are_themes(said)


def _count(waiting: list[Row], enough: set[Pool], *, month: datetime.date) -> None:
    numbers = Counter(
        (row[1], question, answer)
        for row in waiting
        if _pool(row) in enough
        for question, answer in row[3].items()
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            _COUNT,
            [
                (EqualityCount().id, force, month, question, answer, number)
                for (force, question, answer), number in sorted(numbers.items())
            ],
        )
