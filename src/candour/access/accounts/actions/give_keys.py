"""Gives a colleague with a new key the keys of the files that both may read."""

import datetime
import uuid

from django.db import connection, transaction

from candour.access import desks
from candour.access.accounts import queries
from candour.access.accounts.queries import Waiting
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import NoKey, Reader, Vault
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
    given: dict[uuid.UUID, list[Waiting]] = {}
    waiting = [one for one in queries.waiting() if one.account == account][:MOST_AT_ONCE]
    for one in waiting:
        reader = _certified(one, on=at.date())
        if reader is not None and _give(one, reader, vault):
            given.setdefault(one.file, []).append(one)
    if not given:
        raise NobodyWaits
    for file, ones in sorted(given.items()):
        entry = leaves.Entry(
            kind="key",
            what="access.give_keys",
            file=file,
            why="A colleague with a new key was given the keys again",
            detail={"recipients": [str(account)]},
            gone=[KeyWait(id=one.id) for one in ones],
        )
        leaves.append(entry=entry, by=by, at=at)
    return len(given)


def _certified(one: Waiting, *, on: datetime.date) -> Reader | None:
    found = keys.certified(
        seats=[(one.account, one.body, one.signatures)], officers=desks.officers(), on=on
    )
    return found[0] if found else None


def _give(one: Waiting, reader: Reader, vault: Vault) -> bool:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select guard.drop_former_wraps(%s)", [one.id])
            place = keys.Place(
                file=one.file, organisation=one.organisation, compartment=one.compartment
            )
            keys.add_reader(place=place, reader=reader, vault=vault)
            KeyWait.objects.filter(id=one.id).delete()
    except NoKey:
        # An epoch from before this reader came; somebody who has it must help.
        return False
    return True
