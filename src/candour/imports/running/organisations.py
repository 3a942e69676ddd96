"""Finds the organisation whose records are imported, or puts it on the register."""

import datetime
import uuid
from dataclasses import dataclass

from candour.guard.actors import Actor
from candour.people.actions.record_organisation import record_organisation
from candour.people.models import Organisation, OrganisationName


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """The organisation whose records these are."""

    organisation: uuid.UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The name that was said, whether to record it if nobody bears it, and as what."""

    name: str
    is_new: bool
    kind: str


class NoSuchOrganisation(Exception):
    """No organisation on the register has that name, or none was named and there are several."""


def find(*, own: str, said: Wanted, by: Actor, at: datetime.datetime) -> Whose:
    """Return the source's own organisation, or the one said, or the only force there is.

    Only a force goes without saying, and no force stands in for another body. The one said may be
    recorded if it is wanted as new; the source's own always may.
    """
    name = own or said.name
    if own or (said.name and said.is_new):
        made = record_organisation(name=name, kind=said.kind, by=by, at=at)
        return Whose(organisation=made, name=name)
    names = OrganisationName.objects.filter(until_on__isnull=True)
    if name or said.kind != "police_force":
        found = names.filter(name=name).order_by("organisation_id").first()
    else:
        forces = Organisation.objects.filter(kind="police_force")
        found = names.filter(organisation__in=forces).first() if forces.count() == 1 else None
    if found is None or _is_stand_in(found, said):
        message = "Say whose records these are: no single organisation on the register fits."
        raise NoSuchOrganisation(message)
    return Whose(organisation=found.organisation_id, name=found.name)


def _is_stand_in(found: OrganisationName, said: Wanted) -> bool:
    force = "police_force"
    return said.kind != force and found.organisation.kind == force
