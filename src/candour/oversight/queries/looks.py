"""How often looks were asked about, withheld or refused in the forces an overseer watches."""

import datetime
import uuid
from dataclasses import dataclass

from candour.cases.lookers import queries as lookers
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.people.models import OrganisationName

# Counts reach back so far.
SINCE = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How often one thing happened in one force in the last year, in a code."""

    organisation_id: uuid.UUID
    organisation: str
    what: str
    number: int


def looks(*, on: datetime.date, by: Actor, at: datetime.datetime) -> tuple[Counted, ...]:
    """Return the counts of each force, exact: the page rounds them."""
    demand("oversight.looks", by=by, at=at)
    found = lookers.counts(since=on - SINCE, on=on, by=by, at=at)
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
