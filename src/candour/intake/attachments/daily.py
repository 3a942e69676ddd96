"""Once a day: files that nobody sent go, and those of the day are written anew in no order."""

import dataclasses
import datetime

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.attachments import blobs, objects
from candour.intake.models import Attachment, Blob


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """How many files were written anew, how many expired, and how many strays were found."""

    written: int
    expired: int
    strays: int


def renew_blobs(*, by: Actor, at: datetime.datetime) -> Renewed:
    """Remove what expired, and leave no order of arrival, in the table or in the files.

    For after the daily sealing has committed: files can't be rolled back.
    """
    demand("intake.seal", by=by, at=at)
    with transaction.atomic():
        expired = _renew_rows(on=at.date())
    attached = set(Attachment.objects.values_list("id", flat=True))
    for blob in expired:
        if blob.id not in attached:
            blobs.remove(blob=blob.id)
    # A newer one took its place, and whoever was to remove it was stopped before.
    replaced = objects.replaced()
    for name in replaced:
        blobs.remove(blob=name)
    # What belongs to a report is evidence, whatever became of the note that it arrived.
    known = {
        *Blob.objects.values_list("id", flat=True),
        *Attachment.objects.values_list("id", flat=True),
        *objects.stored().values(),
    } - replaced
    return Renewed(
        written=blobs.rewrite_blobs(known),
        expired=len(expired),
        strays=blobs.sweep(known=known, on=at.date()),
    )


def _renew_rows(*, on: datetime.date) -> list[Blob]:
    with connection.cursor() as cursor:
        # Who attaches a file at this moment waits; nothing slips between reading and emptying.
        cursor.execute("lock table intake_blob in access exclusive mode")
        # Their ids are random: their order says nothing.
        rows = list(Blob.objects.order_by("id"))
        cursor.execute("truncate intake_blob")
    kept = [row for row in rows if row.is_claimed or row.expires_on >= on]
    Blob.objects.bulk_create(kept, batch_size=1_000)
    return [row for row in rows if not row.is_claimed and row.expires_on < on]
