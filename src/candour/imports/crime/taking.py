"""Takes the rows of the crime side in, one after the other: what can't be taken stops none."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from candour.access.actions.name_readers import NoReader
from candour.cases.crime.actions.record_crime import ContradictsEarlier, Taken, record_crime
from candour.cases.crime.rows import CrimeRow, Feed
from candour.guard.actors import Actor
from candour.imports.source import Mark


@dataclass(slots=True, kw_only=True)
class Result:
    """What became of the rows of one batch."""

    new: set[int] = field(default_factory=set)
    rejected: list[Mark] = field(default_factory=list)
    noted: list[Mark] = field(default_factory=list)
    matters: int = 0
    waiting: int = 0


def take(*, rows: Sequence[CrimeRow], feed: Feed, by: Actor, at: datetime.datetime) -> Result:
    """Record each row in the caller's transaction, under a savepoint of its own."""
    result = Result()
    for row in rows:
        try:
            with transaction.atomic():
                taken = record_crime(row=row, feed=feed, by=by, at=at)
        except ContradictsEarlier:
            result.rejected.append(Mark(row=row.row, reason="contradicts_earlier_row"))
            continue
        except NoReader:
            result.rejected.append(Mark(row=row.row, reason="no_desk"))
            continue
        if taken in (Taken.MATTER, Taken.WAITS):
            result.new.add(row.row)
            result.matters += taken is Taken.MATTER
            result.waiting += taken is Taken.WAITS
        if taken is Taken.WAITS:
            result.noted.append(Mark(row=row.row, reason="waits_for_decision"))
    return result
