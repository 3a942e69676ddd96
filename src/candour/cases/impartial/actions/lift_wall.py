"""Takes away a wall that somebody decided on: a second person, whom it does not keep out."""

import datetime
import uuid

from django.db import connection, transaction

from candour.access.actions.draw_walls import draw_walls
from candour.access.models import Walled, WallLift
from candour.cases import persons
from candour.cases.impartial import standing
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.permissions import demand


class NeedsSecondPerson(Exception):
    """Whoever put the wall up can't take it away. Ask another reader."""


class NoSuchWall(Exception):
    """There is no such wall, or it has been taken away."""


@transaction.atomic
def lift_wall(
    *, file: uuid.UUID, wall: uuid.UUID, why: str, vault: Vault, by: Actor, at: datetime.datetime
) -> WallLift:
    """Take the wall away for a reason; every other reason for a wall stands.

    Keys and grants don't come back with it: somebody gives them again.
    """
    demand("cases.lift_wall", by=by, at=at, file=file)
    files = standing.opened(file=file)
    found = Walled.objects.filter(id=wall, file_id=file, lift__isnull=True).first()
    if found is None:
        raise NoSuchWall
    if persons.is_one_of(by.account, [found.made_by, found.account_id]):
        raise NeedsSecondPerson
    place = keys.Place(file=file, organisation=found.organisation_id)
    item = keys.seal(place=place, kind="reason", text=why)
    row = WallLift(
        file_id=file,
        organisation_id=found.organisation_id,
        wall=found,
        lifted_at=at,
        lifted_by=by.account,
        item=item,
    )
    WallLift.objects.bulk_create([row])
    with connection.cursor() as cursor:
        cursor.execute("select access.end_walled(%s, %s)", [found.id, files])
    draw_walls(files=files, by=by, at=at, vault=vault)
    entry = leaves.Entry(
        kind="wall", what="cases.lift_wall", file=file, why="A wall was lifted", after=[item, row]
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
