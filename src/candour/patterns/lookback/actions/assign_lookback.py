"""Gives an item of a look-back to somebody who was not involved the first time, with its keys."""

import datetime
import uuid

from django.db import IntegrityError, connection, models, transaction

from candour.access import custody, desks
from candour.access.actions.name_readers import NoReader, name_readers
from candour.cases.feeds import opening
from candour.guard import files, keys
from candour.guard.actors import Actor
from candour.guard.keys import Reader, Vault
from candour.guard.log import leaves
from candour.guard.models import FileKey, Grant, KeyWrap, SeatCertificate
from candour.guard.permissions import demand, refused
from candour.patterns.models import LookbackAssignment, LookbackItem

STEP = "patterns.assign_lookback"
ROLE = "looks_again"


class WasInvolved(Exception):
    """Choose somebody else: an item goes to somebody who was not involved the first time."""


class NoKeyToGive(Exception):
    """You hold no key to this matter. Somebody who does must give it."""


@transaction.atomic
def assign_lookback(
    *, file: uuid.UUID, looked: uuid.UUID, account: uuid.UUID, vault: Vault, by: Actor,
    at: datetime.datetime,
) -> LookbackAssignment:  # fmt: skip
    """Record who looks again, and give them the file and its keys; a later one replaces it."""
    demand("patterns.assign_lookback", by=by, at=at, file=file)
    opening.one_at_a_time(file=file)
    item = LookbackItem.objects.filter(id=looked, file_id=file).first()
    if item is None:
        raise refused(STEP, file=file)
    if account not in eligible(file=file):
        raise WasInvolved
    written = _give(item, account, vault, by=by, at=at)
    row = LookbackAssignment(
        file_id=file,
        organisation_id=item.organisation_id,
        looked=item,
        account_id=account,
        assigned_at=at,
        assigned_by=by.account,
        supersedes=item.assignments.filter(superseded_by__isnull=True).first(),
    )
    try:
        with transaction.atomic():
            LookbackAssignment.objects.bulk_create([row])
    except IntegrityError:
        raise WasInvolved from None
    entry = leaves.Entry(
        kind="write",
        what=STEP,
        file=file,
        why="A closed matter is looked at again",
        detail={"recipients": [str(account)]},
        after=[*written, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row


def eligible(*, file: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Return who could be given an item; part of giving it."""
    with connection.cursor() as cursor:
        cursor.execute("select account_id from patterns.may_look_again(%s)", [file])
        return tuple(account for (account,) in cursor.fetchall())


def _give(
    item: LookbackItem, account: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> list[models.Model]:
    written: list[models.Model] = []
    if not FileKey.objects.filter(file_id=item.file_id).exists():
        written += _open(item, by=by, at=at)
    if not Grant.objects.filter(file_id=item.file_id, account_id=account).exists():
        written += files.grant(
            file=item.file_id,
            organisation=item.organisation_id,
            accounts=[account],
            role=ROLE,
            on=at.date(),
        )
    if KeyWrap.objects.filter(file_key__file_id=item.file_id, account_id=account).exists():
        return written
    reader = _certified(account, on=at.date())
    for compartment in keys.COMPARTMENTS:
        place = keys.Place(
            file=item.file_id, organisation=item.organisation_id, compartment=compartment
        )
        try:
            keys.add_reader(place=place, reader=reader, vault=vault)
        except keys.NoKey:
            raise NoKeyToGive from None
    return written


def _open(item: LookbackItem, *, by: Actor, at: datetime.datetime) -> list[models.Model]:
    """Give a matter of another system keys: it came without, since it held no words."""
    files.open_again(file=item.file_id)
    readers = name_readers(file=item.file_id, organisation=item.organisation_id, by=by, at=at)
    opened = custody.open_epochs(
        file=item.file_id,
        organisation=item.organisation_id,
        wanted=custody.first_epochs(),
        readers=readers.certified,
        custody=custody.custody_of(file=item.file_id, on=at.date()),
    )
    return [*readers.grants, *(row for epoch in opened for row in epoch.rows)]


def _certified(account: uuid.UUID, *, on: datetime.date) -> Reader:
    seats = SeatCertificate.objects.filter(account_id=account, revoked_on__isnull=True)
    found = keys.certified(
        seats=[(row.account_id, bytes(row.body), row.signatures) for row in seats],
        officers=desks.officers(),
        on=on,
    )
    if not found:
        raise NoReader
    return found[0]
