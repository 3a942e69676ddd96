"""Names more readers of a case that has too few, and gives them its keys."""

import datetime
import uuid

from django.db import transaction

from candour.access.accounts import queries
from candour.access.actions.name_readers import NoReader, name_readers
from candour.guard import files, keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import Grant
from candour.guard.permissions import demand


class NobodyElse(Exception):
    """No other certified reader is clean for this case. A new one must be certified first."""


@transaction.atomic
def name_more_readers(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> int:
    """Give the case, with its keys, to every clean reader who lacks them; return how many."""
    demand("access.name_more_readers", by=by, at=at, file=file)
    held = [one for one in queries.live_readers_of_mine(on=at.date()) if one.file == file]
    if not held:
        raise NobodyElse
    files.token()
    try:
        named = name_readers(file=file, organisation=held[0].organisation, by=by, at=at)
    except NoReader:
        raise NobodyElse from None
    fresh: set[uuid.UUID] = set()
    for one in held:
        place = keys.Place(file=file, organisation=one.organisation, compartment=one.compartment)
        for reader in named.certified:
            if one.compartment in keys.COMPARTMENTS and reader.account_id not in one.accounts:
                keys.add_reader(place=place, reader=reader, vault=vault)
                fresh.add(reader.account_id)
    if not fresh:
        raise NobodyElse
    made = Grant.objects.filter(id__in=[grant.id for grant in named.grants])
    entry = leaves.Entry(
        kind="key",
        what="access.name_more_readers",
        file=file,
        why="More readers were named, since too few were left",
        detail={"recipients": sorted(map(str, fresh))},
        after=list(made),
    )
    leaves.append(entry=entry, by=by, at=at)
    return len(fresh)
