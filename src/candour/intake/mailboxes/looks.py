"""Who looked at a reporter's file, read with her mailbox id: bodies, seats and days, no name."""

import dataclasses
import datetime

from django.conf import settings
from django.db import connection

from candour.core import lookers
from candour.core.lookers import Look, Seen
from candour.core.mailbox import MailboxKeys

# As many as the database returns: what is older than these is not on the page.
MOST = 2000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Entries of people, newest first; parts of the system by name; whether older ones are left."""

    people: tuple[Seen, ...]
    services: tuple[str, ...]
    is_cut: bool


def looked(*, keys: MailboxKeys, on: datetime.date) -> Looked:
    """Return who looked, up to the end of yesterday: the hour and the day itself would tell more.

    In a demonstration, which seals all the time, today counts too.
    """
    before = on + datetime.timedelta(days=1) if settings.SEAL_SECONDS else on
    with connection.cursor() as cursor:
        cursor.execute(
            "select reader, what, seat, body, on_date, number, leaf_id, asked_on, answered_on"
            " from intake.looks(%s, %s, %s, %s)",
            [keys.mailbox_id, before, on, settings.TIME_ZONE],
        )
        rows = cursor.fetchall()
        cursor.execute("select service from intake.automated(%s)", [keys.mailbox_id])
        services = tuple(service for (service,) in cursor.fetchall())
    found = lookers.fold(
        Look(
            reader=reader,
            what=what,
            seat=seat,
            body=body or "",
            on=on_date,
            number=number,
            leaf=leaf,
            asked_on=asked_on,
            answered_on=answered_on,
        )
        for reader, what, seat, body, on_date, number, leaf, asked_on, answered_on in rows
    )
    return Looked(people=found, services=services, is_cut=len(rows) == MOST)
