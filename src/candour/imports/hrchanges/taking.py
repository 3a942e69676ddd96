"""Keeps planned changes, each reference of an employer's once."""

import datetime
import uuid
from collections.abc import Sequence

from candour.imports.models import PlannedChange
from candour.imports.stated.planned import PlannedRow


def take(
    *, rows: Sequence[PlannedRow], employer: uuid.UUID, run: uuid.UUID, on: datetime.date
) -> frozenset[int]:
    """Keep what is new, in the caller's transaction; return its rows.

    What a reference once asked stays asked: HR plans something else under another reference.
    """
    known = set(
        PlannedChange.objects.filter(
            employer_id=employer, ref__in=[row.ref for row in rows]
        ).values_list("ref", flat=True)
    )
    fresh = [row for row in rows if row.ref not in known]
    PlannedChange.objects.bulk_create(
        PlannedChange(
            employer_id=employer,
            run_id=run,
            ref=row.ref,
            number=row.number,
            change=row.change,
            planned_on=row.planned_on,
            came_on=on,
        )
        for row in fresh
    )
    return frozenset(row.row for row in fresh)
