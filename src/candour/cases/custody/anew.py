"""Gives one attached file a new key: stored anew, and every item that holds the key changed."""

import datetime
import json
import uuid

from django.db import connection, transaction

from candour.cases.models import Case
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Place
from candour.guard.log import leaves
from candour.guard.models import File, SealedItem
from candour.intake.attachments import blobs, objects, opening
from candour.intake.attachments.attached import Attached
from candour.intake.models import Attachment, SealedAnew, SealingOwed


def file_anew(*, item: SealedItem, text: bytes, by: Actor, at: datetime.datetime) -> bytes:
    """Return what an item that describes a file must say from now on; part of carrying out orders.

    Where the file is owed a new key it is stored anew first, and the report or case beside this one
    is told the new key, without anybody's secret: its readers go on opening the file. The old bytes
    go when everything is written. Raises opening.Missing or blobs.NoRoom, and changes nothing.
    """
    described = opening.described(text.decode())
    if described is None:
        return text
    _one_at_a_time(described.id)
    case = _case_of(item.file_id)
    due = objects.owed(case=case).get(described.id) if case else None
    if due is None:
        return text
    made = objects.seal_anew(of=described)
    said = json.dumps(made.for_handlers())
    _write(item, due, made, said, by=by, at=at)
    old = described.stored_as
    transaction.on_commit(lambda: blobs.remove(blob=old))
    return said.encode()


def _one_at_a_time(attachment: uuid.UUID) -> None:
    # Two workers with an order each would otherwise store one file under two names.
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext('file anew ' || %s))", [str(attachment)]
        )


def _case_of(file: uuid.UUID) -> uuid.UUID | None:
    cases = Case.objects.filter(file_id=file) | Case.objects.filter(report_file_id=file)
    return cases.values_list("file_id", flat=True).first()


def _write(
    item: SealedItem, due: SealingOwed, made: Attached, said: str, *,
    by: Actor, at: datetime.datetime,
) -> None:  # fmt: skip
    row = SealedAnew(
        id=made.stored_as,
        file_id=due.file_id,
        organisation_id=due.organisation_id,
        attachment_id=made.id,
        number=objects.next_number(attachment=made.id),
        owed=due,
        is_of_case=item.file_id == due.file_id,
    )
    SealedAnew.objects.bulk_create([row])
    beside = Attachment.objects.values_list("file_id", flat=True).get(id=made.id)
    told = [] if beside == item.file_id else [_tell(beside, said)]
    entry = leaves.Entry(
        kind="write",
        what="cases.carry_out_orders",
        file=due.file_id,
        why="An attached file stored under a new key",
        detail={"file": str(made.id)},
        after=[row, *told],
    )
    leaves.append(entry=entry, by=by, at=at)


def _tell(file: uuid.UUID, said: str) -> SealedItem:
    """Seal what opens a file to the readers of the report it came with: it was theirs before.

    The item there that holds the old key stays: it opens nothing any more.
    """
    organisation = File.objects.values_list("organisation_id", flat=True).get(id=file)
    place = Place(file=file, organisation=organisation)
    return keys.seal(place=place, kind=opening.KIND, text=said)
