"""Tells the walls whom a file concerns."""

import datetime
import uuid
from collections.abc import Iterable

from candour.access.models import Involvement
from candour.guard.actors import Actor
from candour.guard.permissions import demand


def involve(
    *,
    file: uuid.UUID,
    organisation: uuid.UUID,
    roles: Iterable[tuple[uuid.UUID, str]],
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Make `roles`, pairs of person and role, the people this file concerns, and no others.

    The walls follow when `draw_walls` is called, in the same transaction.
    """
    demand("access.involve", by=by, at=at, file=file)
    wanted = set(roles)
    present = {(row.person_id, row.role): row for row in Involvement.objects.filter(file_id=file)}
    gone = [row.id for pair, row in present.items() if pair not in wanted]
    Involvement.objects.filter(id__in=gone).delete()
    Involvement.objects.bulk_create(
        Involvement(file_id=file, organisation_id=organisation, person_id=person, role=role)
        for person, role in sorted(wanted - present.keys(), key=str)
    )
