"""Takes in a report that comes without a mailbox: from an outside line, sealed to a clean desk."""

import dataclasses
import datetime
import hashlib
import json
import secrets
import uuid

from django.db import connection, transaction

from candour.access import desks
from candour.access.desks import Asked, Receiver
from candour.core import mailbox, words
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake import package
from candour.intake.package import Recipients, Said, Sending


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What was said, the force it is about, and the content that its leaf commits to."""

    said: Said
    receiver: Receiver
    content: bytes = dataclasses.field(repr=False)


@transaction.atomic
def take_in(*, incoming: Incoming, by: Actor, at: datetime.datetime) -> uuid.UUID:
    """Seal a report to the desk that may have it and release it at once; return its file.

    It opens exactly as a report that its reporter sent, but for the mailbox: the words that would
    open one are drawn and forgotten here, so nobody can be written to. Its leaf is stored with the
    day's others. Raises desks.NoDesk where no certified reader may get it.
    """
    demand("intake.take_in", by=by, at=at)
    asked = Asked(receiver=incoming.receiver, written=package.written(incoming.said), on=at.date())
    desk = desks.choose(asked=asked, is_outside=False)
    sending = Sending(
        keys=mailbox.derive_mailbox(
            words=words.generate(count=words.MAILBOX_WORDS),
            # No mailbox is made, and the deployment's salt is for the report site alone.
            salt=secrets.token_bytes(mailbox.SALT_BYTES),
        ),
        day=at.date(),
        file=uuid.uuid4(),
        correspondent=uuid.uuid4(),
        content=incoming.content,
    )
    built = package.build(said=incoming.said, sending=sending, to=Recipients(desk=desk))
    box = hashlib.sha256(secrets.token_bytes(32)).digest()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into intake_staged (mailbox_hash, day, leaf_body, leaf_hash, package)"
            " values (%s, %s, %s, %s, %s)",
            [box, at.date(), built.leaf_body, built.leaf_hash, json.dumps(built.sealed)],
        )
        cursor.execute("select intake.release(%s)", [box])
        cursor.execute("delete from intake_mailbox where mailbox_hash = %s", [box])
        cursor.execute(
            "update intake_correspondent set is_reachable = false where file_id = %s",
            [sending.file],
        )
        cursor.execute("select intake.log_released(%s, %s, %s)", [[sending.file], [], at.date()])
    return sending.file
