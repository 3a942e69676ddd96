"""Gives a case's keys, and its report's, to everybody who waits for them and is clean."""

import datetime
import uuid

from django.db import transaction

from candour.access import reports
from candour.access.accounts import giving, queries
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import KeyWait
from candour.guard.permissions import demand


@transaction.atomic
def give_back(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> int:
    """Return to how many people the keys were given; none where nobody waits.

    For a step after which somebody may be clean again: nobody has to ask for what was theirs. Where
    this vault lacks a key they go on waiting, and other readers see that.
    """
    demand("access.give_back", by=by, at=at, file=file)
    files = {file, *reports.open_report_of(case=file)}
    waiting = [one for one in queries.waiting() if one.file in files]
    given = giving.give(waiting=waiting, vault=vault, on=at.date())
    for one, ended in sorted(given.items()):
        entry = leaves.Entry(
            kind="key",
            what="access.give_back",
            file=one,
            why="A colleague whom no wall keeps out any more was given the keys",
            detail={"recipients": sorted({str(wait.account) for wait in ended})},
            gone=[KeyWait(id=wait.id) for wait in ended],
        )
        leaves.append(entry=entry, by=by, at=at)
    return len({wait.account for ended in given.values() for wait in ended})
