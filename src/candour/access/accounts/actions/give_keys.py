"""Gives a colleague who waits the keys of the files that both may read."""

import datetime
import uuid

from django.db import transaction

from candour.access.accounts import giving, queries
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import KeyWait
from candour.guard.permissions import demand

# One press of the button stays quick; what is left waits for the next.
MOST_AT_ONCE = 50


class NobodyWaits(Exception):
    """Nobody waits for keys that you can give. Somebody else may have given them already."""


@transaction.atomic
def give_keys(*, account: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> int:
    """Wrap for one colleague what she waits for and this vault opens; return how many files.

    Whom a wall keeps from a file is not among those who wait for it.
    """
    demand("access.give_keys", by=by, at=at)
    waiting = [one for one in queries.waiting() if one.account == account][:MOST_AT_ONCE]
    given = giving.give(waiting=waiting, vault=vault, on=at.date())
    if not given:
        raise NobodyWaits
    for file, ones in sorted(given.items()):
        entry = leaves.Entry(
            kind="key",
            what="access.give_keys",
            file=file,
            why="A colleague who waited was given the keys",
            detail={"recipients": [str(account)]},
            gone=[KeyWait(id=one.id) for one in ones],
        )
        leaves.append(entry=entry, by=by, at=at)
    return len(given)
