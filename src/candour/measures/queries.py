"""Reads of kept figures, for overseers: which there are, and one of them."""

import datetime
import uuid
from dataclasses import dataclass

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.measures import result, running
from candour.measures.beside import kept
from candour.measures.beside.kept import Kept as Beside
from candour.measures.entry import Entry
from candour.measures.models import Figure
from candour.measures.result import Result
from candour.people.models import OrganisationName


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A kept figure: whose it is, and what it says."""

    organisation_id: uuid.UUID
    organisation: str
    as_of: datetime.date
    computed_at: datetime.datetime
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A measure, and as of when there is a figure of it; None where there is none yet."""

    entry: Entry
    as_of: datetime.date | None


def listed(*, by: Actor, at: datetime.datetime) -> tuple[Listed, ...]:
    """Return every measure with the day of its newest figure in sight."""
    demand("measures.list", by=by, at=at)
    newest = dict(Figure.objects.order_by("as_of").values_list("measure", "as_of"))
    return tuple(
        Listed(entry=entry, as_of=newest.get(name)) for name, entry in running.entries().items()
    )


def figures_of(*, measure: str, by: Actor, at: datetime.datetime) -> tuple[Kept, ...]:
    """Return a measure's figures in sight, by the name of the organisation."""
    demand("measures.read", by=by, at=at)
    return _kept(measure)


def download(*, measure: str, by: Actor, at: datetime.datetime) -> tuple[Kept, ...]:
    """Return the same figures for taking them away."""
    demand("measures.download", by=by, at=at)
    return _kept(measure)


def published_beside(*, by: Actor, at: datetime.datetime) -> Beside:
    """Return published figures beside what this version measures on an invented force."""
    demand("measures.read", by=by, at=at)
    return kept.read()


def _kept(measure: str) -> tuple[Kept, ...]:
    # Row security shows one row for each organisation in sight: the one without walled cases.
    rows = list(Figure.objects.filter(measure=measure).order_by("organisation_id", "id"))
    names = dict(
        OrganisationName.objects.filter(
            organisation_id__in=[row.organisation_id for row in rows], until_on__isnull=True
        ).values_list("organisation_id", "name")
    )
    kept = [
        Kept(
            organisation_id=row.organisation_id,
            organisation=names.get(row.organisation_id, ""),
            as_of=row.as_of,
            computed_at=row.computed_at,
            result=result.from_json(row.result),
        )
        for row in rows
    ]
    return tuple(sorted(kept, key=lambda one: (one.organisation, str(one.organisation_id))))
