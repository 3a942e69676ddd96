"""Begins a look-back: its scope, and the seed by which its sample is drawn."""

import dataclasses
import datetime
import json
import uuid

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.patterns.lookback.scope import Scope
from candour.patterns.models import Lookback


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A name, what is in scope, how many are drawn to be looked at first, by which seed."""

    name: str
    scope: Scope
    seed: str
    sample: int


class NameTaken(Exception):
    """A look-back of this name was begun before."""


class NotADay(Exception):
    """The last day of the scope can't come before its first, or lie ahead."""


@transaction.atomic
def begin_lookback(*, begun: Begun, by: Actor, at: datetime.datetime) -> uuid.UUID:
    """Write it down; the worker lists what is in scope at its next round."""
    demand("patterns.begin_lookback", by=by, at=at)
    if not begun.scope.from_on <= begun.scope.until_on <= at.date():
        raise NotADay
    key = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "select patterns.begin_lookback(%s, %s, %s, %s, %s, %s)",
            [key, begun.name, json.dumps(begun.scope.stored()), begun.seed, begun.sample, at],
        )
        if not cursor.fetchone()[0]:
            raise NameTaken
    entry = leaves.Entry(
        kind="write",
        what="patterns.begin_lookback",
        why="Closed matters are looked at again",
        detail={"sample": begun.sample},
        after=[Lookback(id=key)],
    )
    leaves.append(entry=entry, by=by, at=at)
    return key
