"""Opens a file for a row of another register: walls first, then clean readers and their keys."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable

from django.db import connection, models

from candour.access import custody
from candour.access.actions.draw_walls import draw_walls
from candour.access.actions.involve import involve
from candour.access.actions.name_readers import name_readers
from candour.guard import files
from candour.guard.actors import Actor
from candour.guard.models import Account
from candour.guard.seats import Seat

_DECIDERS = "select account_id from access.clean_deciders(%s, %s)"
_HELD = """
    select count(*) from cases_crimetask as task
    where task.owner_id = %s and not exists (
        select from cases_misconductdecision as done where done.task_id = task.id)
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file with its walls drawn, who reads it, and the rows that a leaf commits to."""

    file: uuid.UUID
    organisation: uuid.UUID
    rows: tuple[models.Model, ...]
    readers: frozenset[uuid.UUID]
    custody: dict[str, object]


def open_file(
    *,
    kind: str,
    organisation: uuid.UUID,
    roles: Iterable[tuple[uuid.UUID, str]],
    by: Actor,
    at: datetime.datetime,
) -> Opened:
    """Open a file that is about these people, for readers whom nothing speaks against.

    Part of the step that was demanded; raises NoReader where nobody clean is left anywhere.
    """
    file = files.open_file(kind=kind, organisation=organisation, on=at.date())
    involve(file=file, organisation=organisation, roles=roles, by=by, at=at)
    draw_walls(files=[file], by=by, at=at)
    readers = name_readers(file=file, organisation=organisation, by=by, at=at)
    held = custody.custody_of(file=file, on=at.date())
    epochs = custody.open_epochs(
        file=file,
        organisation=organisation,
        wanted=custody.first_epochs(),
        readers=readers.certified,
        custody=held,
    )
    made = [row for epoch in epochs for row in epoch.rows]
    return Opened(
        file=file,
        organisation=organisation,
        rows=(*readers.grants, *made),
        readers=readers.accounts,
        custody=dict(held.said),
    )


def one_at_a_time(*, file: uuid.UUID) -> None:
    """Let one transaction at a time decide on a file; the next builds on what this one decides."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.feeds ' || %s))", [str(file)])


def owner_of(*, file: uuid.UUID, organisation: uuid.UUID) -> uuid.UUID | None:
    """Return who of the authority owns what is owed: clean, and with the least to do already."""
    with connection.cursor() as cursor:
        cursor.execute(_DECIDERS, [file, organisation])
        clean = sorted({account for (account,) in cursor.fetchall()}, key=lambda one: one.bytes)
        seated = set(
            Account.objects.filter(id__in=clean, seat=Seat.APPROPRIATE_AUTHORITY.value).values_list(
                "id", flat=True
            )
        )
        load = []
        for account in clean:
            if account in seated:
                cursor.execute(_HELD, [account])
                load.append((cursor.fetchone()[0], account.bytes, account))
    return min(load)[2] if load else None
