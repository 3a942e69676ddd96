"""What followed reports in the forces an overseer watches, and the month's test of it."""

import datetime
import uuid
from dataclasses import dataclass

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.patterns.retaliation import queries as patterns
from candour.patterns.retaliation.queries import Counted, MonthTested
from candour.people.models import OrganisationName

# Counts reach back so far.
SINCE = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Exact counts and the monthly tests, with what each force is called: the page rounds them."""

    counts: tuple[Counted, ...]
    tests: tuple[MonthTested, ...]
    names: dict[uuid.UUID, str]


def followed(*, on: datetime.date, by: Actor, at: datetime.datetime) -> Followed:
    """Return what followed reports in each force that the actor oversees."""
    demand("oversight.retaliation", by=by, at=at)
    counts = patterns.retaliation_counts(since=on - SINCE, by=by, at=at)
    tests = patterns.excess_tests(by=by, at=at)
    forces = {one.organisation_id for one in counts} | {one.organisation_id for one in tests}
    named = OrganisationName.objects.filter(organisation_id__in=forces, until_on__isnull=True)
    return Followed(
        counts=counts, tests=tests, names=dict(named.values_list("organisation_id", "name"))
    )
