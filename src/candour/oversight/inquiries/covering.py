"""The legal holds in force, and which of them cover some files; never why they were placed."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from candour.cases.models import Case
from candour.guard.models import LegalHold
from candour.people import naming

_IN_FORCE = """
    select hold.id from guard_legalhold as hold where guard.is_in_force(hold.id)
"""
_OVER = """
    select distinct over.hold
    from unnest(%s::uuid[]) as file (id)
    cross join lateral guard.holds_over(file.id) as over (hold)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One hold in force: what it covers, since when, and which body placed it; never why."""

    id: uuid.UUID
    body: str
    placed_on: datetime.date
    organisation: str
    reference: str
    from_on: datetime.date | None
    until_on: datetime.date | None

    @property
    def covers(self) -> str:
        """Say in words what it covers."""
        if self.from_on is None:
            return f"case {self.reference} of {self.organisation}"
        until = "" if self.until_on is None else f" to {self.until_on.isoformat()}"
        return f"everything of {self.organisation} from {self.from_on.isoformat()}{until}"


def applied(*, files: Iterable[uuid.UUID] | None) -> tuple[Standing, ...]:
    """Return the holds in force over some files, or all of them where files is None.

    For actions and queries, which have demanded their own permission. The oldest is first.
    """
    if files is None:
        return _read(_ids(_IN_FORCE, ()))
    return _read(_ids(_OVER, (list(files),)))


def _ids(query: str, values: tuple[list[uuid.UUID], ...]) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values) or None)
        return [hold for (hold,) in cursor.fetchall()]


def _read(ids: list[uuid.UUID]) -> tuple[Standing, ...]:
    rows = list(LegalHold.objects.filter(id__in=ids).order_by("placed_on", "id"))
    cases = Case.objects.filter(file_id__in=[row.case_file_id for row in rows])
    references = dict(cases.values_list("file_id", "reference"))
    bodies = [one for row in rows for one in (row.body_id, row.organisation_id)]
    names = naming.organisation_names(organisations=bodies)
    return tuple(
        Standing(
            id=row.id,
            body=names.get(row.body_id, ""),
            placed_on=row.placed_on,
            organisation=names.get(row.organisation_id, ""),
            reference=references.get(row.case_file_id, "") if row.case_file_id else "",
            from_on=row.from_on,
            until_on=row.until_on,
        )
        for row in rows
    )
