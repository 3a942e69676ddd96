"""Records, from outside the force, whether whoever reported consents freely to an informal end."""

import datetime
import uuid

from django.db import IntegrityError, connection, transaction

from candour.cases.courses import seconded
from candour.cases.models import SecondAnswer
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand


class NothingAsked(Exception):
    """Nothing like it is asked of you, or it has been answered."""


@transaction.atomic
def record_consent(
    *, ask: uuid.UUID, agrees: bool, by: Actor, at: datetime.datetime
) -> SecondAnswer:
    """Record yes or no; whoever records it was asked this one question and sees no case."""
    demand("cases.record_consent", by=by, at=at)
    row = SecondAnswer(asked_id=ask, agrees=agrees, decided_at=at, decided_by=by.account)
    written = _write(row, ask, agrees, at)
    if written is None:
        raise NothingAsked
    file, version, image = written
    entry = leaves.Entry(
        kind="write",
        what="cases.record_consent",
        file=file,
        why="Free consent was asked outside the force",
        detail={"what": seconded.CONSENT.code, "agrees": agrees},
        images=[(row._meta.db_table, version, str(row.id), bytes(image).hex())],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row


def _write(
    row: SecondAnswer, ask: uuid.UUID, agrees: bool, at: datetime.datetime
) -> tuple[uuid.UUID, int, bytes] | None:
    # Whoever is not a second person any more is told what everybody is told who was not asked.
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select file_id, version, image from cases.record_consent(%s, %s, %s, %s)",
                [row.id, ask, agrees, at],
            )
            written: tuple[uuid.UUID, int, bytes] | None = cursor.fetchone()
    except IntegrityError:
        return None
    return written
