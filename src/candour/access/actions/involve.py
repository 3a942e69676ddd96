"""Tells the walls whom a file concerns."""

import datetime
import uuid
from collections.abc import Iterable

from candour.access.models import Involvement
from candour.guard.actors import Actor
from candour.guard.permissions import demand

# Whom a report may be about: what screening and link decisions settle.
DESCRIBED = ("subject", "candidate")


def involve(
    *,
    file: uuid.UUID,
    organisation: uuid.UUID,
    roles: Iterable[tuple[uuid.UUID, str]],
    by: Actor,
    at: datetime.datetime,
    among: tuple[str, ...] = DESCRIBED,
) -> None:
    """Make `roles`, pairs of person and role, all whom this file concerns in the roles `among`.

    The walls follow when `draw_walls` is called, in the same transaction.
    """
    demand("access.involve", by=by, at=at, file=file)
    wanted = set(roles)
    known = Involvement.objects.filter(file_id=file, role__in=among)
    present = {(row.person_id, row.role): row for row in known}
    gone = [row.id for pair, row in present.items() if pair not in wanted]
    Involvement.objects.filter(id__in=gone).delete()
    Involvement.objects.bulk_create(
        Involvement(file_id=file, organisation_id=organisation, person_id=person, role=role)
        for person, role in sorted(wanted - present.keys(), key=str)
    )
