"""Counts answers about equality once enough wait together, and keeps no row about one person."""

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
            force
            for force, number in Counter(force for _, force, _, _ in waiting).items()
            if number >= equality.FEWEST
        }
        # The month of the counting: by the months of answering, some numbers would be of one.
        _count(waiting, enough, month=at.date().replace(day=1))
        cursor.execute("truncate intake_equalitypool")
        cursor.executemany(
            "insert into intake_equalitypool (id, organisation_id, month, answers)"
            " values (%s, %s, %s, %s::jsonb)",
            [
                (id_, force, month, json.dumps(said, sort_keys=True))
                for id_, force, month, said in waiting
                if force not in enough
            ],
        )
    return sum(force in enough for _, force, _, _ in waiting)


def _count(waiting: list[Row], enough: set[uuid.UUID], *, month: datetime.date) -> None:
    numbers = Counter(
        (force, question, answer)
        for _, force, _, said in waiting
        if force in enough
        for question, answer in said.items()
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            _COUNT,
            [
                (EqualityCount().id, force, month, question, answer, number)
                for (force, question, answer), number in sorted(numbers.items())
            ],
        )
