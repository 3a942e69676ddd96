"""Gives the keys that colleagues wait for, as far as an open vault holds them."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import connection, transaction

from candour.access import desks
from candour.access.accounts.queries import Waiting
from candour.guard import keys
from candour.guard.keys import NoKey, Reader, Vault
from candour.guard.models import KeyWait


def give(
    *, waiting: Sequence[Waiting], vault: Vault, on: datetime.date
) -> Mapping[uuid.UUID, list[Waiting]]:
    """Wrap for each who waits what this vault opens; return, file by file, the waits that ended.

    Part of a step that was permitted, in its transaction and under its leaf.
    """
    given: dict[uuid.UUID, list[Waiting]] = {}
    for one in waiting:
        reader = _certified(one, on=on)
        if reader is not None and _give(one, reader, vault):
            given.setdefault(one.file, []).append(one)
    return given


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
