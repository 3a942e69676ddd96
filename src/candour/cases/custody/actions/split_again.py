"""A reader splits the keys of a case anew, among the custodians who are clean for it today."""

import datetime
import uuid

from django.db import connection, transaction

from candour.access import custody
from candour.cases import steps
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import FileKey, KeyShare
from candour.guard.permissions import demand


@transaction.atomic
def split_again(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> dict[str, object]:
    """Replace every share of a case; return how its keys are kept from now on.

    Raises keys.NoKey where the vault can't open one of them.
    """
    demand("cases.split_again", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    held = custody.custody_of(file=file, on=at.date())
    with connection.cursor() as cursor:
        cursor.execute("select share_id from access.take_shares(%s)", [file])
        gone = [KeyShare(id=share) for (share,) in cursor.fetchall()]
    made = [
        share
        for key in FileKey.objects.filter(file_id=file, compartment__in=keys.COMPARTMENTS)
        for share in keys.split_again(key=key, vault=vault, custody=held)
    ]
    entry = leaves.Entry(
        kind="key",
        what="cases.split_again",
        file=case.file_id,
        why="Keys split anew among custodians",
        detail={"custody": held.said},
        after=made,
        gone=gone,
    )
    leaves.append(entry=entry, by=by, at=at)
    return held.said
