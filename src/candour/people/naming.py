"""What organisations are called today: public, so nobody is asked for leave."""

import uuid
from collections.abc import Iterable

from candour.people.models import OrganisationName


def organisation_names(*, organisations: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the present names of organisations; they are public."""
    rows = OrganisationName.objects.filter(
        until_on__isnull=True, organisation_id__in=set(organisations)
    )
    return dict(rows.order_by("id").values_list("organisation_id", "name"))
