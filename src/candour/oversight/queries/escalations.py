"""What was put to oversight of the forces it watches: references, reasons, days and counts."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from candour.cases.answering import queries as answering
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.people.models import OrganisationName

MOST = 500
# Counts reach back so far.
SINCE = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """A report or a case that was put to oversight: whose, why, when, if it still waits."""

    organisation: str
    reference: str
    because: str
    on: datetime.date
    is_answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How often one thing happened in the last year, in a code: see cases.answering.queries."""

    organisation: str
    what: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalations:
    """What was put to oversight, what waits first, how many more there are, and the counts."""

    rows: tuple[Escalated, ...]
    more: int
    counts: tuple[Counted, ...]


def escalations(*, on: datetime.date, by: Actor, at: datetime.datetime) -> Escalations:
    """Return what the actor's forces left lying; what a wall hides is in no row and no count."""
    demand("oversight.escalations", by=by, at=at)
    counted = answering.reporter_counts(since=on - SINCE, by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, reference, because, on_day, is_answered, count(*) over ()"
            " from cases.escalations() limit %s",
            [MOST],
        )
        found = list(cursor.fetchall())
    names = _names([*(row[0] for row in found), *(one.organisation_id for one in counted)])
    return Escalations(
        rows=tuple(
            Escalated(
                organisation=names.get(organisation, ""),
                reference=reference,
                because=answering.BECAUSE.get(because, because),
                on=on_day,
                is_answered=is_answered,
            )
            for organisation, reference, because, on_day, is_answered, _ in found
        ),
        more=found[0][5] - len(found) if found else 0,
        counts=tuple(
            Counted(
                organisation=names.get(one.organisation_id, ""), what=one.what, number=one.number
            )
            for one in counted
        ),
    )


def _names(organisations: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    named = OrganisationName.objects.filter(
        organisation_id__in=set(organisations), until_on__isnull=True
    )
    return dict(named.values_list("organisation_id", "name"))
