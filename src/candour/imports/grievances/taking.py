"""Screens the rows of HR's register, one after the other: what can't be taken stops none."""

import datetime
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from candour.access.actions.name_readers import NoReader
from candour.cases.grievances.actions.record_grievance import record_grievance
from candour.cases.grievances.rows import GrievanceRow
from candour.guard.actors import Actor
from candour.imports.source import Mark


@dataclass(slots=True, kw_only=True)
class Result:
    """What became of the rows of one batch, and how many were screened as what."""

    new: set[int] = field(default_factory=set)
    rejected: list[Mark] = field(default_factory=list)
    results: Counter[str] = field(default_factory=Counter)


def take(
    *, rows: Sequence[GrievanceRow], employer: uuid.UUID, by: Actor, at: datetime.datetime
) -> Result:
    """Screen each row in the caller's transaction, under a savepoint of its own."""
    result = Result()
    for row in rows:
        try:
            with transaction.atomic():
                found = record_grievance(row=row, employer=employer, by=by, at=at)
        except NoReader:
            result.rejected.append(Mark(row=row.row, reason="no_desk"))
            continue
        if found is not None:
            result.new.add(row.row)
            result.results[found.value] += 1
    return result
