"""A new key in the place of a former one: what it opens must be given to it again by colleagues."""

import base64
import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django.db import models

from candour.core.certificates import OfficerSignature
from candour.guard import keys
from candour.guard.ceremony import taking
from candour.guard.models import Account, KeyRequest, KeyWait, KeyWrap, Unlock, VaultKey


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What became of the keys of files: the rows written, the files that wait for a colleague, and
    those that no one else can read.
    """

    files: tuple[uuid.UUID, ...] = ()
    held_back: tuple[uuid.UUID, ...] = ()
    written: tuple[models.Model, ...] = ()


def stored(*, signatures: Sequence[OfficerSignature]) -> list[dict[str, str]]:
    """Return signatures as a certificate's row keeps them."""
    return [
        {
            "officer": str(signed.officer_id),
            "signature": base64.b64encode(signed.signature).decode(),
        }
        for signed in signatures
    ]


def change_key(*, account: Account, request: KeyRequest, on: datetime.date) -> Moved:
    """Retire an account's key and put the requested one into use, in its caller's transaction.

    Its wraps open nothing any more. Where others can read, they are taken and a colleague is asked;
    where nobody else can, they stay, since the former words may be found again.
    """
    Unlock.objects.filter(account=account).delete()
    VaultKey.objects.filter(account=account, retired_on__isnull=True).update(retired_on=on)
    VaultKey.objects.create(
        account=account,
        public_key=bytes(request.public_key),
        sealed_private_key=bytes(request.sealed_private_key),
        made_on=request.made_on,
    )
    request.delete()
    return _ask_colleagues(account.id, on=on)


def _ask_colleagues(account: uuid.UUID, *, on: datetime.date) -> Moved:
    wraps = KeyWrap.objects.filter(account_id=account)
    files = sorted(set(wraps.values_list("file_key__file_id", flat=True)))
    waiting: list[KeyWait] = []
    held_back = set()
    for held in taking.live_readers(files=files, on=on):
        own = wraps.filter(file_key__file_id=held.file, file_key__compartment=held.compartment)
        if not own.exists():
            continue
        if held.accounts - {account}:
            own.delete()
        else:
            held_back.add(held.file)
        if held.compartment in keys.COMPARTMENTS:
            waiting.append(
                KeyWait(
                    file_id=held.file,
                    organisation_id=held.organisation,
                    account_id=account,
                    compartment=held.compartment,
                    since_on=on,
                )
            )
    known = KeyWait.objects.filter(account_id=account)
    present = set(known.values_list("file_id", "compartment"))
    fresh = [one for one in waiting if (one.file_id, one.compartment) not in present]
    KeyWait.objects.bulk_create(fresh)
    return Moved(
        files=tuple(sorted({one.file_id for one in waiting} - held_back)),
        held_back=tuple(sorted(held_back)),
        written=tuple(fresh),
    )
