"""Under which name each attached file is stored: its own, or the one it was sealed anew under."""

import secrets
import uuid
from collections.abc import Sequence

from django.db.models import Max

from candour.core import stream
from candour.intake.attachments import attached, blobs, opening
from candour.intake.attachments.attached import Attached
from candour.intake.models import Attachment, SealedAnew, SealingOwed


def owe(
    *, case: uuid.UUID, files: Sequence[uuid.UUID], organisation: uuid.UUID
) -> list[SealingOwed]:
    """Write that every attached file of these must be sealed under a new key.

    Two removals at once may count alike: what the second owes then stays owed beside the first.
    """
    held = Attachment.objects.filter(file_id__in=files).order_by("id").values_list("id", flat=True)
    counted = SealingOwed.objects.filter(attachment_id__in=held).values_list("attachment_id")
    last = dict(counted.annotate(last=Max("number")))
    return SealingOwed.objects.bulk_create(
        SealingOwed(
            file_id=case,
            organisation_id=organisation,
            attachment_id=attachment,
            number=last.get(attachment, 0) + 1,
        )
        for attachment in held
    )


def owed(*, case: uuid.UUID) -> dict[uuid.UUID, SealingOwed]:
    """Return what is still owed for a case, the newest of each file; doing it settles the older."""
    done = SealedAnew.objects.filter(file_id=case).select_related("owed").order_by("number")
    settled = {row.attachment_id: row.owed.number for row in done}
    ended = {row.owed_id for row in done}
    return {
        row.attachment_id: row
        for row in SealingOwed.objects.filter(file_id=case).order_by("number", "id")
        if row.id not in ended
        and (row.attachment_id not in settled or row.number >= settled[row.attachment_id])
    }


def asked(*, case: uuid.UUID) -> int:
    """Return how many attached files of a case had to be sealed anew, done or not."""
    return SealingOwed.objects.filter(file_id=case).values("attachment_id").distinct().count()


def seal_anew(*, of: Attached) -> Attached:
    """Store a file's content under another name and a new key, piece by piece; return that.

    Nothing is left of it where it fails: raises Missing if the stored file is not what arrived,
    and NoRoom. The old one stays until somebody removes it.
    """
    made = attached.anew(of=of, name=uuid.uuid4(), key=secrets.token_bytes(stream.KEY_BYTES))
    blob = blobs.Blob(blob=made.stored_as)
    try:
        sealer = stream.Sealer(key=made.key, context=made.stored_as.bytes)
        for piece in opening.whole(of):
            blob.write(sealer.push(piece))
        for sealed in sealer.finish():
            blob.write(sealed)
        blob.keep()
    except BaseException:
        blob.discard()
        raise
    return made


def stored() -> dict[uuid.UUID, uuid.UUID]:
    """Return the name under which each file is stored now that was sealed anew."""
    rows = SealedAnew.objects.order_by("number", "id")
    return dict(rows.values_list("attachment_id", "id"))


def replaced() -> set[uuid.UUID]:
    """Return the names of stored files that a newer one took the place of."""
    names = SealedAnew.objects.values_list("attachment_id", "id")
    return {name for pair in names for name in pair} - set(stored().values())


def next_number(*, attachment: uuid.UUID) -> int:
    """Return how often a file will have been sealed anew."""
    rows = SealedAnew.objects.filter(attachment_id=attachment)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1
