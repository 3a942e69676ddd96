"""What grievances were screened as in the forces an overseer watches, and what became of them."""

import datetime
import uuid
from dataclasses import dataclass

from candour.cases.grievances import queries as grievances
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.people.models import OrganisationName

# Counts reach back so far.
SINCE = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How often one thing happened to grievances of one employer in the last year, in a code."""

    organisation_id: uuid.UUID
    organisation: str
    what: str
    number: int


def counts(*, on: datetime.date, by: Actor, at: datetime.datetime) -> tuple[Counted, ...]:
    """Return the counts of each force, exact: the page rounds them."""
    demand("oversight.grievances", by=by, at=at)
    found = grievances.grievance_counts(since=on - SINCE, by=by, at=at)
    names = dict(
        OrganisationName.objects.filter(
            organisation_id__in={one.organisation_id for one in found}, until_on__isnull=True
        ).values_list("organisation_id", "name")
    )
    return tuple(
        Counted(
            organisation_id=one.organisation_id,
            organisation=names.get(one.organisation_id, ""),
            what=one.what,
            number=one.number,
        )
        for one in found
    )
