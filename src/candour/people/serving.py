"""Whether and where people of the register serve, and the year they were born, for certainty."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.people.models import Identifier, Person, Service


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What the register knows of one person: the year of birth, where they serve or served then."""

    birth_year: int | None
    organisation: uuid.UUID | None
    is_serving: bool


def of(
    *, persons: Iterable[uuid.UUID], on: datetime.date, by: Actor, at: datetime.datetime
) -> dict[uuid.UUID, Serving]:
    """Return these people's service on a day or today, by id."""
    demand("people.candidates", by=by, at=at)
    wanted = list(persons)
    years = dict(Person.objects.filter(id__in=wanted).values_list("id", "birth_year"))
    spells: dict[uuid.UUID, list[Service]] = {}
    for spell in Service.objects.filter(person_id__in=wanted).order_by("joined_on", "id"):
        spells.setdefault(spell.person_id, []).append(spell)
    return {one: _serving(years.get(one), spells.get(one, []), {on, at.date()}) for one in wanted}


def by_number(
    *, number: str, organisation: uuid.UUID, by: Actor, at: datetime.datetime
) -> uuid.UUID | None:
    """Return the only person who has a number of an organisation today; None if there is none."""
    demand("people.candidates", by=by, at=at)
    held = Identifier.objects.filter(organisation_id=organisation, value=number.strip())
    held = held.exclude(kind="source_id").exclude(until_on__lt=at.date())
    found = set(held.values_list("person_id", flat=True)[:2])
    return found.pop() if len(found) == 1 else None


def _serving(birth_year: int | None, spells: list[Service], days: set[datetime.date]) -> Serving:
    during = [one for one in spells if any(_covers(one, day) for day in days)]
    latest = (during or spells)[-1] if spells else None
    return Serving(
        birth_year=birth_year,
        organisation=latest.organisation_id if latest else None,
        is_serving=bool(during),
    )


def _covers(spell: Service, day: datetime.date) -> bool:
    begun = spell.joined_on is None or spell.joined_on <= day
    return begun and (spell.left_on is None or spell.left_on >= day)
