"""Where the contacts of each route stand: each in exactly one place, counted for a whole force."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.people.models import OrganisationName

# A line owes a decision on a contact within so many days; a policy of this product, not law.
PENDING_DAYS = 7

# The columns of the page, and the states that each of them counts.
PLACES: Mapping[str, frozenset[str]] = {
    "With the desk": frozenset({"with_desk", "read", "handed_on"}),
    "Recorded": frozenset({"recorded", "referred", "investigating", "under_review"}),
    "Answered": frozenset({"outcome_given", "answered"}),
    "Closed": frozenset({"closed"}),
    "Handed on": frozenset({"moved"}),
    "Refused": frozenset({"refused"}),
    "Pending": frozenset({"pending"}),
}
NOWHERE = "No state"
_PLACE_OF = {state: place for place, states in PLACES.items() for state in states}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One route to one force: how many came in, where they stand, how many are overdue."""

    organisation_id: uuid.UUID
    organisation: str
    route: str
    standing: Mapping[str, int]
    overdue: int

    @property
    def received(self) -> int:
        """Return how many came in: each stands in exactly one place."""
        return sum(self.standing.values())


def channels(*, on: datetime.date, by: Actor, at: datetime.datetime) -> tuple[Channel, ...]:
    """Return the routes by which anything came to the actor's forces, and where it stands."""
    demand("oversight.channels", by=by, at=at)
    standing: dict[tuple[uuid.UUID, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    overdue: dict[tuple[uuid.UUID, str], int] = defaultdict(int)
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, route, state, number, overdue from oversight.channels(%s, %s)",
            [on, PENDING_DAYS],
        )
        for organisation, route, state, number, late in cursor.fetchall():
            standing[organisation, route][_PLACE_OF.get(state, NOWHERE)] += number
            overdue[organisation, route] += late
    names = dict(
        OrganisationName.objects.filter(
            organisation_id__in={organisation for organisation, _ in standing},
            until_on__isnull=True,
        ).values_list("organisation_id", "name")
    )
    return tuple(
        Channel(
            organisation_id=organisation,
            organisation=names.get(organisation, ""),
            route=route,
            standing={place: found.get(place, 0) for place in (*PLACES, NOWHERE)},
            overdue=overdue[organisation, route],
        )
        for (organisation, route), found in sorted(
            standing.items(), key=lambda item: (names.get(item[0][0], ""), item[0][1])
        )
    )
