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


class NoSuchOrganisation(Exception):
    """No organisation on the register has that name, or none was named and there are several."""


def find(*, own: str, said: str, is_new: bool, by: Actor, at: datetime.datetime) -> Whose:
    """Return the source's own organisation, or the one said, or the only force there is.

    is_new: the one said may be recorded; the source's own always may.
    """
    name = own or said
    if own or (said and is_new):
        made = record_organisation(name=name, kind="police_force", by=by, at=at)
        return Whose(organisation=made, name=name)
    names = OrganisationName.objects.filter(until_on__isnull=True)
    if name:
        found = names.filter(name=name).order_by("organisation_id").first()
    else:
        forces = Organisation.objects.filter(kind="police_force")
        found = names.filter(organisation__in=forces).first() if forces.count() == 1 else None
    if found is None:
        message = "Say whose records these are: no single organisation on the register fits."
        raise NoSuchOrganisation(message)
    return Whose(organisation=found.organisation_id, name=found.name)
