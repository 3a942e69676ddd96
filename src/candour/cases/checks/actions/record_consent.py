"""Records, from outside the force, whether whoever reported consents freely to an informal end."""

import dataclasses
import datetime
import uuid
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction

from candour.cases.courses import seconded
from candour.cases.models import SecondAnswer
from candour.core import envelope
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What whoever reported said: yes or no, and words of their own if they wanted to add some."""

    agrees: bool
    words: str = dataclasses.field(default="", repr=False)


class NothingAsked(Exception):
    """Nothing like it is asked of you, or it has been answered."""


class _Written(NamedTuple):
    """A row that was written, in the columns' order of cases.record_consent."""

    file: uuid.UUID
    table: str
    id: uuid.UUID
    version: int
    image: bytes


@transaction.atomic
def record_consent(
    *, ask: uuid.UUID, answered: Answered, by: Actor, at: datetime.datetime
) -> SecondAnswer:
    """Record yes or no, and the words that go with it, sealed to those who read the case.

    Whoever records it was asked this one question and sees no case; the words are for its readers
    from then on, and not for the one who wrote them down.
    """
    demand("cases.record_consent", by=by, at=at)
    row = SecondAnswer(asked_id=ask, agrees=answered.agrees, decided_at=at, decided_by=by.account)
    written = _write(row, _sealed(ask, answered.words))
    if not written:
        raise NothingAsked
    entry = leaves.Entry(
        kind="write",
        what="cases.record_consent",
        file=written[0].file,
        why="Free consent was asked outside the force",
        detail={"what": seconded.CONSENT.code, "agrees": answered.agrees},
        images=[(one.table, one.version, str(one.id), bytes(one.image).hex()) for one in written],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row


def _sealed(ask: uuid.UUID, words: str) -> tuple[uuid.UUID | None, int | None, bytes | None]:
    """Return the words as an item of the case: its id, epoch and ciphertext; nothing for none.

    The key comes from the database for whoever is asked now, who sees neither it nor the case.
    """
    if not words.strip():
        return None, None, None
    with connection.cursor() as cursor:
        cursor.execute("select file_id, epoch, public_key from cases.consent_target(%s)", [ask])
        target = cursor.fetchone()
    if target is None:
        raise NothingAsked
    file, epoch, public = target
    item = uuid.uuid4()
    key = envelope.KeyContext(file_id=file, compartment=keys.NARRATIVE, epoch=epoch)
    ciphertext = envelope.seal_item(
        plaintext=words.encode(),
        epoch_public=keys.own_public(stamped=bytes(public), context=key),
        context=envelope.ItemContext(key=key, item_id=item),
    )
    return item, epoch, ciphertext


def _write(
    row: SecondAnswer, sealed: tuple[uuid.UUID | None, int | None, bytes | None]
) -> list[_Written]:
    # Whoever is not a second person any more is told what everybody is told who was not asked.
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select file_id, table_name, row_id, version, image"
                " from cases.record_consent(%s, %s, %s, %s, %s, %s, %s)",
                [row.id, row.asked_id, row.agrees, row.decided_at, *sealed],
            )
            return [_Written._make(one) for one in cursor.fetchall()]
    except IntegrityError:
        return []
