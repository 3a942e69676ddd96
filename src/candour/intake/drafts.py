"""Unfinished reports kept under draft words: sealed with a key that only the words derive."""

import datetime
from collections.abc import Mapping

from django.db import connection

from candour.core import mailbox, sealed_state

KEPT = datetime.timedelta(days=30)
# The last day counts to its end, whatever time of day the draft was saved at.
_READABLE = KEPT + datetime.timedelta(days=1)
_LABEL = "candour/draft"


def save(
    *, keys: mailbox.DraftKeys, mapping: Mapping[str, sealed_state.JsonValue], at: datetime.datetime
) -> datetime.date:
    """Keep a draft for thirty days; return the last day on which it can be opened."""
    token = sealed_state.seal_state(
        mapping=mapping, keys=[keys.key], at=at, label=_LABEL, lifetime=_READABLE
    )
    until = (at + KEPT).date()
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.save_draft(%s, %s, %s)", [keys.draft_id, token.encode(), until]
        )
    return until


def drop(*, draft_id: bytes) -> None:
    """Remove a draft whose report has been sent."""
    with connection.cursor() as cursor:
        cursor.execute("select intake.drop_draft(%s)", [draft_id])


def open_draft(
    *, keys: mailbox.DraftKeys, at: datetime.datetime
) -> dict[str, sealed_state.JsonValue] | None:
    """Return a draft's content, None where there is none or it has expired."""
    with connection.cursor() as cursor:
        cursor.execute("select intake.open_draft(%s, %s)", [keys.draft_id, at.date()])
        (found,) = cursor.fetchone()
    if found is None:
        return None
    try:
        return sealed_state.open_state(
            token=bytes(found).decode(), keys=[keys.key], at=at, label=_LABEL
        )
    except (sealed_state.Unreadable, sealed_state.Expired):
        return None
