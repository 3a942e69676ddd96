"""Keeps somebody from a file whom no rule keeps out: at once, for a reason that is sealed."""

import datetime
import uuid

from django.db import transaction

from candour.access.actions.draw_walls import draw_walls
from candour.access.models import Walled
from candour.cases import persons
from candour.cases.impartial import standing
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.permissions import demand


class YourOwnAccount(Exception):
    """This is you. If you should not be on it, say so on the page for that."""


class NoAccount(Exception):
    """Nobody with an account is known by that."""


@transaction.atomic
def wall_off(
    *,
    file: uuid.UUID,
    account: uuid.UUID,
    why: str,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> Walled:
    """Wall somebody off by hand; only a second person may take the wall away.

    The reason is sealed once the new epoch is open, so that whoever lost the keys can't open it.
    """
    demand("cases.wall_off", by=by, at=at, file=file)
    if persons.is_one_of(by.account, [account]):
        raise YourOwnAccount
    if not Account.objects.filter(id=account).exists():
        raise NoAccount
    files = standing.opened(file=file)
    organisation = standing.organisation(file=file)
    standing.put_up(files=files, account=account, because="added_by_hand")
    draw_walls(files=files, by=by, at=at, vault=vault)
    place = keys.Place(file=file, organisation=organisation)
    item = keys.seal(place=place, kind="reason", text=why)
    row = Walled(
        file_id=file,
        organisation_id=organisation,
        account_id=account,
        because="added_by_hand",
        made_at=at,
        made_by=by.account,
        item=item,
    )
    Walled.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="wall", what="cases.wall_off", file=file, why="Walled off by hand", after=[item, row]
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
