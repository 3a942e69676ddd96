"""Supporters: somebody she trusts reads along with words of their own, until she ends it."""

import datetime

from django.db import connection

from candour.intake.mailboxes import reading
from candour.intake.mailboxes.opening import Opened, Secret


def add(*, opened: Opened, words: tuple[str, ...], on: datetime.date) -> bool:
    """Let new words read along; say whether there was room. Adding twice is adding once."""
    keys = Secret(words=words).supporter_keys()
    access = reading.seal_access(
        private=opened.keys.x25519_private,
        public=keys.x25519_public,
        correspondent=opened.box.correspondent,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.add_supporter(%s, %s, %s, %s)",
            [opened.keys.mailbox_id, keys.mailbox_id, access, on],
        )
        return bool(cursor.fetchone()[0])


def remove(*, opened: Opened, supporter: bytes) -> bool:
    """Take a supporter's words back at once; say whether there were any."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.remove_supporter(%s, %s)", [opened.keys.mailbox_id, supporter]
        )
        return bool(cursor.fetchone()[0])
