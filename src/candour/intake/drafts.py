"""Unfinished reports kept under draft words: sealed with a key that only the words derive."""

import dataclasses
import datetime
from collections.abc import Mapping

from django.db import connection

from candour.core import mailbox, sealed_state

KEPT = datetime.timedelta(days=30)
# So long before its last day, whoever opens a draft is told that it will be deleted.
ENDING = datetime.timedelta(days=7)
# So long afterwards, its words are still told that it was.
REMEMBERED = datetime.timedelta(days=30)
# The last day counts to its end, whatever time of day the draft was saved at.
_READABLE = KEPT + datetime.timedelta(days=1)
_LABEL = "candour/draft"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What words opened: the draft and its last day; the draft is None once it was deleted."""

    mapping: dict[str, sealed_state.JsonValue] | None = dataclasses.field(repr=False)
    until: datetime.date


def save(
    *, keys: mailbox.DraftKeys, mapping: Mapping[str, sealed_state.JsonValue], at: datetime.datetime
) -> datetime.date:
    """Keep a draft for thirty days in place of an earlier one; return its last day."""
    token = sealed_state.seal_state(
        mapping=mapping, keys=[keys.key], at=at, label=_LABEL, lifetime=_READABLE
    )
    until = (at + KEPT).date()
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.save_draft(%s, %s, %s)", [keys.draft_id, token.encode(), until]
        )
    return until


def is_renewal_due(*, on: datetime.date) -> bool:
    """Say whether a draft still holds what has expired, or is remembered for too long."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from intake_draft"
            " where expires_on < %s or (expires_on < %s and ciphertext <> ''))",
            [on - REMEMBERED, on],
        )
        return bool(cursor.fetchone()[0])


def drop(*, draft_id: bytes) -> None:
    """Remove a draft whose report has been sent."""
    with connection.cursor() as cursor:
        cursor.execute("select intake.drop_draft(%s)", [draft_id])


def find(*, keys: mailbox.DraftKeys, at: datetime.datetime) -> Draft | None:
    """Return what the words open, None where there is nothing and was nothing lately."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select ciphertext, expires_on from intake.find_draft(%s, %s)",
            [keys.draft_id, at.date()],
        )
        found = cursor.fetchone()
    if found is None:
        return None
    ciphertext, until = found
    if ciphertext is None:
        return Draft(mapping=None, until=until)
    try:
        mapping = sealed_state.open_state(
            token=bytes(ciphertext).decode(), keys=[keys.key], at=at, label=_LABEL
        )
    except (sealed_state.Unreadable, sealed_state.Expired):
        return None
    return Draft(mapping=mapping, until=until)


def open_draft(
    *, keys: mailbox.DraftKeys, at: datetime.datetime
) -> dict[str, sealed_state.JsonValue] | None:
    """Return a draft's content, None where there is none or it has expired."""
    found = find(keys=keys, at=at)
    return found.mapping if found else None
