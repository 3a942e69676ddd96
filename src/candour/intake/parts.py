"""Reports that are made of another one: sealed to a desk and released at once, with no mailbox."""

import dataclasses
import datetime
import json
import secrets
import uuid

from django.db import connection

from candour.access.desks import Desk
from candour.core import mailbox, words
from candour.intake import package
from candour.intake.package import Recipients, Said, Sending


def give(*, report: uuid.UUID, said: Said, desk: Desk, on: datetime.date) -> uuid.UUID:
    """Seal a report to a desk and release it; return its file, which leads back to nothing.

    Whoever calls has demanded what made it; `report` is the one that it was made of.
    """
    # The words that would open its mailbox are drawn and forgotten here, and so is their salt:
    # it has none, and the deployment's own is for the report site alone.
    drawn = words.generate(count=words.MAILBOX_WORDS)
    sending = Sending(
        keys=mailbox.derive_mailbox(words=drawn, salt=secrets.token_bytes(mailbox.SALT_BYTES)),
        day=on,
        file=uuid.uuid4(),
        correspondent=uuid.uuid4(),
        content=json.dumps(dataclasses.asdict(said), default=str, sort_keys=True).encode(),
    )
    built = package.build(said=said, sending=sending, to=Recipients(desk=desk))
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.release_part(%s, %s, %s, %s, %s)",
            [report, json.dumps(built.sealed), built.leaf_body, built.leaf_hash, on],
        )
    return sending.file
