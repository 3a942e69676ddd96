"""Takes keys from an account: where enough others stay, and never the last key of anything."""

import dataclasses
import datetime
import uuid
from typing import Any, Protocol

from django.db import connection, models

from candour.guard import keys
from candour.guard.ceremony import standing
from candour.guard.custody.splitting import Custody
from candour.guard.keys import Epoch
from candour.guard.models import FileKey, KeyWrap, SeatCertificate

# Every case keeps at least three live readers; a report and a name in confidence two.
FEWEST_OF_CASE, FEWEST = 3, 2
# Below this many others a key stays where it is, useless to whoever is shut out, until others have
# it: with one reader left, one lost passphrase would be the end of the words.
FEWEST_LEFT = 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One compartment of a file, and the accounts that can read it, but for those left out."""

    file: uuid.UUID
    organisation: uuid.UUID
    kind: str
    compartment: str
    accounts: frozenset[uuid.UUID]

    @property
    def fewest(self) -> int:
        """Return how many readers it must have."""
        is_case = self.kind == "case" and self.compartment in keys.COMPARTMENTS
        return FEWEST_OF_CASE if is_case else FEWEST

    @property
    def is_thin(self) -> bool:
        """Say whether it has fewer readers than it must."""
        return len(self.accounts) < self.fewest


class CustodyOf(Protocol):
    """Says who is clean to hold shares of a file's keys: known above, where walls are."""

    def __call__(self, *, file: uuid.UUID, on: datetime.date) -> Custody:
        """Return the custody of a file on a day."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of an account's keys: the rows written, and the files whose keys were kept."""

    files: tuple[uuid.UUID, ...]
    held_back: tuple[uuid.UUID, ...]
    written: tuple[models.Model, ...]


def live_readers(*, files: list[uuid.UUID] | None, on: datetime.date) -> tuple[Held, ...]:
    """Return who can read each compartment of these files, or of all; for the system alone."""
    if files == []:
        return ()
    return read_rows("live_readers", [list(standing.certified_accounts(on=on)), files])


def read_rows(which: str, arguments: list[Any]) -> tuple[Held, ...]:
    """Ask one of the two functions that know who reads what; part of the steps that use it."""
    with connection.cursor() as cursor:
        cursor.execute(_QUERIES[which], arguments)
        return tuple(
            Held(file=file, organisation=organisation, kind=kind, compartment=compartment,
                 accounts=frozenset(accounts))
            for file, organisation, kind, compartment, accounts in cursor.fetchall()
        )  # fmt: skip


_QUERIES = {
    "live_readers": "select * from guard.live_readers(%s, %s)",
    "live_readers_of_mine": "select * from guard.live_readers_of_mine(%s)",
}


def worklist(*, account: uuid.UUID, on: datetime.date) -> tuple[Held, ...]:
    """Return what an account reads and would have too few readers without it."""
    held = live_readers(files=_files_of(account), on=on)
    without = [dataclasses.replace(one, accounts=one.accounts - {account}) for one in held]
    return tuple(one for one in without if one.is_thin)


def take(*, account: uuid.UUID, custody_of: CustodyOf, on: datetime.date) -> Taken:
    """Delete an account's wraps and open a new epoch wherever two others can still read.

    `custody_of` says who is clean to hold shares of a file's new keys.
    The account can't be a reader any more when this is called. Belongs to its caller's transaction.
    """
    written: list[models.Model] = []
    taken, held_back = set(), set()
    for held in live_readers(files=_files_of(account), on=on):
        wraps = KeyWrap.objects.filter(
            file_key__file_id=held.file,
            file_key__compartment=held.compartment,
            account_id=account,
        )
        if len(held.accounts - {account}) < FEWEST_LEFT:
            held_back.add(held.file)
        elif wraps.exists():
            wraps.delete()
            kept = custody_of(file=held.file, on=on)
            written.extend(_fresh_epoch(held, account, custody=kept, on=on).rows)
            taken.add(held.file)
    return Taken(
        files=tuple(sorted(taken - held_back)),
        held_back=tuple(sorted(held_back)),
        written=tuple(written),
    )


def _fresh_epoch(held: Held, without: uuid.UUID, *, custody: Custody, on: datetime.date) -> Epoch:
    rows = SeatCertificate.objects.filter(
        account_id__in=held.accounts - {without}, revoked_on__isnull=True
    ).order_by("account_id")
    readers = keys.certified(
        seats=[(row.account_id, bytes(row.body), row.signatures) for row in rows],
        officers=standing.officers(),
        on=on,
    )
    newest = FileKey.objects.filter(file_id=held.file, compartment=held.compartment)
    epoch = newest.order_by("-epoch").values_list("epoch", flat=True)[0] + 1
    place = keys.Place(file=held.file, organisation=held.organisation, compartment=held.compartment)
    return keys.open_epoch(place=place, epoch=epoch, readers=readers, custody=custody)


def _files_of(account: uuid.UUID) -> list[uuid.UUID]:
    found = KeyWrap.objects.filter(account_id=account).values_list("file_key__file_id", flat=True)
    return sorted(set(found))
