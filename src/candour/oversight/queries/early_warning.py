"""How good the flags of early warning are in the forces an overseer watches, group by group."""

import datetime
import uuid
from dataclasses import dataclass

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.patterns.models import WarningAudit, WarningRound
from candour.people.models import OrganisationName


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of one force, in counts: of all, of those flagged, of those it came to."""

    organisation_id: uuid.UUID
    organisation: str
    kind: str
    name: str
    people: int
    happened: int
    flagged: int
    false_flags: int
    missed: int
    expected: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The newest round and its groups; `as_of` None: there was no round yet."""

    as_of: datetime.date | None
    groups: tuple[Group, ...]


def audit(*, by: Actor, at: datetime.datetime) -> Audit:
    """Return the newest audit, exact: the page rounds it."""
    demand("patterns.flag_audit", by=by, at=at)
    newest = WarningRound.objects.order_by("-as_of", "id").first()
    if newest is None:
        return Audit(as_of=None, groups=())
    found = list(
        WarningAudit.objects.filter(round=newest).order_by("organisation_id", "kind", "name", "id")
    )
    names = dict(
        OrganisationName.objects.filter(
            organisation_id__in={one.organisation_id for one in found}, until_on__isnull=True
        ).values_list("organisation_id", "name")
    )
    return Audit(
        as_of=newest.as_of,
        groups=tuple(
            Group(
                organisation_id=one.organisation_id,
                organisation=names.get(one.organisation_id, ""),
                kind=one.kind,
                name=one.name,
                people=one.people,
                happened=one.happened,
                flagged=one.flagged,
                false_flags=one.false_flags,
                missed=one.missed,
                expected=one.expected,
            )
            for one in found
        ),
    )
