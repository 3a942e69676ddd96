"""Puts an organisation on the register under its name, unless one is called that already."""

import datetime
import uuid

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.people.models import Organisation, OrganisationName


@transaction.atomic
def record_organisation(*, name: str, kind: str, by: Actor, at: datetime.datetime) -> uuid.UUID:
    """Return the organisation that now bears the name; record it first if none does."""
    demand("people.record_organisation", by=by, at=at)
    known = _named(name)
    if known is not None:
        return known
    organisation = Organisation.objects.bulk_create([Organisation(kind=kind)])[0]
    OrganisationName.objects.bulk_create([OrganisationName(organisation=organisation, name=name)])
    entry = leaves.Entry(
        kind="write",
        what="people.record_organisation",
        detail={"organisation": str(organisation.id), "kind": kind},
    )
    leaves.append(entry=entry, by=by, at=at)
    return organisation.id


def _named(name: str) -> uuid.UUID | None:
    return (
        OrganisationName.objects.filter(name=name, until_on__isnull=True)
        .order_by("organisation_id")
        .values_list("organisation_id", flat=True)
        .first()
    )
