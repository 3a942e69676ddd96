"""Starts the 72 hours of a manager who was told, and keeps the manager from ever seeing it."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, connection, transaction

from candour.access.actions.draw_walls import draw_walls
from candour.cases import twins
from candour.cases.answering import watching
from candour.cases.models import ManagerWatch
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import Account, File
from candour.guard.permissions import demand


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Informed:
    """Which manager was told, on which day, and how that is known."""

    person: uuid.UUID
    told_on: datetime.date
    how: str = dataclasses.field(repr=False)


class AlreadyWatched(Exception):
    """This manager is watched for this report already."""


class NotYet(Exception):
    """The day on which the manager was told can't lie in the future."""


class YourOwnMatter(Exception):
    """This would be about you. Leave it to another reader."""


class HoldsASeat(Exception):
    """This manager is a reader of this file or of its desk. Ask the outside body."""


class LastAuthority(Exception):
    """No other appropriate authority could decide about this. Ask the outside body."""


@transaction.atomic
def watch_manager(
    *, file: uuid.UUID, informed: Informed, vault: Vault, by: Actor, at: datetime.datetime
) -> ManagerWatch:
    """Start the watch on a report or a case, and wall the manager off from both.

    One reader's word never takes a file from those who read or decide it.
    """
    demand("cases.watch_manager", by=by, at=at, file=file)
    accounts = frozenset(
        Account.objects.filter(person_id=informed.person).values_list("id", flat=True)
    )
    _check(file, informed, accounts, by=by, on=at.date())
    organisation = File.objects.values_list("organisation_id", flat=True).get(id=file)
    files = twins.files_of(file=file)
    _check_seats(files, accounts, organisation)
    place = keys.Place(file=file, organisation=organisation)
    item = keys.seal(place=place, kind="reason", text=informed.how)
    watch = ManagerWatch(
        file_id=file,
        organisation_id=organisation,
        noted_at=at,
        noted_by=by.account,
        item=item,
        person_id=informed.person,
        told_on=informed.told_on,
    )
    try:
        with transaction.atomic():
            ManagerWatch.objects.bulk_create([watch])
    except IntegrityError:
        raise AlreadyWatched from None
    entry = leaves.Entry(
        kind="write",
        what="cases.watch_manager",
        file=file,
        why="A manager was told",
        after=[item, watch],
    )
    leaves.append(entry=entry, by=by, at=at)
    with connection.cursor() as cursor:
        for one in files:
            cursor.execute(
                "select access.wall_off(%s, %s, 'watched_manager')", [one, list(accounts)]
            )
    draw_walls(files=files, by=by, at=at, vault=vault)
    return watch


def _check(
    file: uuid.UUID,
    informed: Informed,
    accounts: frozenset[uuid.UUID],
    *,
    by: Actor,
    on: datetime.date,
) -> None:
    if by.account_id in accounts:
        raise YourOwnMatter
    if informed.told_on > on:
        raise NotYet
    if ManagerWatch.objects.filter(file_id=file, person_id=informed.person).exists():
        raise AlreadyWatched


def _check_seats(
    files: list[uuid.UUID], accounts: frozenset[uuid.UUID], organisation: uuid.UUID
) -> None:
    for file in files:
        seats = watching.seats(file=file, organisation=organisation)
        if accounts & seats.readers:
            raise HoldsASeat
        if accounts & seats.deciders and not seats.deciders - accounts:
            raise LastAuthority
