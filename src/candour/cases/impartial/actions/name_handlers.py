"""Says whose handling a report or case complains of; they and those close can't see it."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import connection, transaction

from candour.access.actions.draw_walls import draw_walls
from candour.access.actions.involve import involve
from candour.cases.impartial import standing
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand

ROLES = ("handler",)


@transaction.atomic
def name_handlers(
    *,
    file: uuid.UUID,
    handlers: Iterable[uuid.UUID],
    vault: Vault | None,
    by: Actor,
    at: datetime.datetime,
) -> None:
    """Make these people the handlers complained of; the file goes on with readers clean of them.

    Whoever names them may be one of them, and has lost the file when this returns.
    """
    demand("cases.name_handlers", by=by, at=at, file=file)
    roles = {(person, "handler") for person in handlers}
    files = standing.opened(file=file)
    for one in files:
        organisation = standing.organisation(file=one)
        involve(file=one, organisation=organisation, roles=roles, by=by, at=at, among=ROLES)
    draw_walls(files=files, by=by, at=at, vault=vault)


def handlers_of(*, case: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Return who reads or investigates a case, apart from those who decide for the force.

    Part of naming them.
    """
    with connection.cursor() as cursor:
        cursor.execute("select person_id from access.handlers_of(%s)", [case])
        return tuple(sorted((person for (person,) in cursor.fetchall()), key=str))
