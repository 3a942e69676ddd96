"""Sends a thousand reports at once, and does to the database what only an administrator could."""

import datetime
import uuid

from django.conf import settings
from django.db import connection

import story
from candour.access import desks
from candour.access.desks import Asked
from candour.core import mailbox, words
from candour.intake import mailboxes, package
from candour.intake.package import Recipients, Sending
from cast import NOW, World

THOUSAND = 1_000
# A table's rows of one report, in the order in which they can be deleted.
_OF_A_REPORT = (
    "delete from intake_mailbox where correspondent_id in"
    " (select id from intake_correspondent where file_id = %(file)s)",
    "delete from intake_progress where file_id = %(file)s",
    "delete from intake_correspondent where file_id = %(file)s",
    "delete from intake_report where file_id = %(file)s",
    "delete from guard_sealeditem where file_id = %(file)s",
    "delete from guard_keywrap where file_key_id in"
    " (select id from guard_filekey where file_id = %(file)s)",
    "delete from guard_keyshare where file_id = %(file)s",
    "delete from guard_filekey where file_id = %(file)s",
    "delete from guard_grant where file_id = %(file)s",
    "delete from guard_wall where file_id = %(file)s",
    "delete from guard_file where id = %(file)s",
)


def send(world: World, *, count: int, at: datetime.datetime = NOW) -> list[uuid.UUID]:
    """Send reports that one desk gets; return their files."""
    said = story.said(world)
    receiver = next(one for one in desks.receivers() if one.organisation_id == said.force)
    asked = Asked(receiver=receiver, written=package.written(said), on=at.date())
    to = Recipients(desk=desks.choose(asked=asked, is_outside=False))
    return [_send(said, to, at=at) for _ in range(count)]


def _send(said: package.Said, to: Recipients, *, at: datetime.datetime) -> uuid.UUID:
    sending = Sending(
        keys=mailbox.derive_mailbox(
            words=words.generate(count=words.MAILBOX_WORDS), salt=settings.DEPLOYMENT_SALT
        ),
        day=at.date(),
        file=uuid.uuid4(),
        correspondent=uuid.uuid4(),
        content=b"{}",
    )
    built = package.build(said=said, sending=sending, to=to)
    mailboxes.submit(keys=sending.keys, day=sending.day, package=built, is_urgent=False)
    return sending.file


def erase(file: uuid.UUID) -> None:
    """Delete every row of a report, past everything that would refuse it."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all deferred")
        for statement in _OF_A_REPORT:
            cursor.execute(statement, {"file": file})


def change(statement: str, *parameters: object) -> None:
    """Run one statement as the owner of the database."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
