"""What the teams of a force lost in a month to suspension and restricted duties."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.db.models import Q

from candour.core import calendar
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.patterns.places import days_lost
from candour.patterns.places.days_lost import Lost
from candour.patterns.places.register import Posting
from candour.people import models as people


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """One team of the month: its name, and what it lost."""

    name: str
    lost: Lost


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LostPage:
    """A month that is over, its teams, the most days first, and the months one can choose."""

    month_on: datetime.date
    months: tuple[datetime.date, ...]
    teams: tuple[TeamLine, ...]

    @property
    def days(self) -> int:
        """Return the days of all teams."""
        return sum(one.lost.days for one in self.teams)

    @property
    def posts(self) -> float:
        """Return the whole posts that it takes to stand in for all of them."""
        return sum(one.lost.posts for one in self.teams)


def lost_page(*, month: str, by: Actor, at: datetime.datetime) -> LostPage:
    """Return a month, the last one where none that can be chosen is asked for.

    Only what is recorded in cases that the actor sees is counted: a wall hides its days, too.
    """
    demand("patterns.days_lost", by=by, at=at)
    months = days_lost.months_over(on=at.date())
    chosen = next((one for one in months if f"{one:%Y-%m}" == month), months[0])
    force = by.organisation_id
    found = () if force is None else _lost(force, chosen, on=at.date())
    names = {} if force is None else _names(force)
    return LostPage(
        month_on=chosen,
        months=months,
        teams=tuple(TeamLine(name=names.get(one.team) or one.team, lost=one) for one in found),
    )


def _names(force: uuid.UUID) -> Mapping[str, str]:
    units = people.Unit.objects.filter(organisation_id=force)
    return dict(units.values_list("code", "name"))


def _lost(force: uuid.UUID, month_on: datetime.date, *, on: datetime.date) -> tuple[Lost, ...]:
    return days_lost.days_lost(
        spells=days_lost.spells(),
        postings=_postings(force, month_on),
        month_on=month_on,
        as_of=on,
        is_standards_department=True,
    )


def _postings(force: uuid.UUID, first: datetime.date) -> tuple[Posting, ...]:
    rows = people.Posting.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=first),
        unit__organisation_id=force,
        from_on__lt=calendar.corresponding_day(on=first, months=1),
    )
    return tuple(
        Posting(person=str(person), team=team, from_on=from_on, until_on=until_on)
        for person, team, from_on, until_on in rows.order_by("person_id", "from_on", "id")
        .values_list("person_id", "unit__code", "from_on", "until_on")
    )  # fmt: skip
