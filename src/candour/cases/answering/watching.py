"""Who reads or decides the files that a watch walls, and so can't be walled off by it."""

import dataclasses
import uuid

from django.db import connection

from candour.guard.keys import NARRATIVE

_HOLDERS = "select account_id from access.remaining_readers(%s, %s)"
_DESK = "select account_id from access.clean_readers(%s, %s)"
_DECIDERS = "select account_id from access.clean_deciders(%s, %s)"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """Who reads a file or its desk's reports, and who decides for its body; none of them walled."""

    readers: frozenset[uuid.UUID]
    deciders: frozenset[uuid.UUID]


def seats(*, file: uuid.UUID, organisation: uuid.UUID) -> Seats:
    """Return whom a watch on a file must leave alone; part of starting one."""
    return Seats(
        readers=_asked(_HOLDERS, file, NARRATIVE) | _asked(_DESK, file, organisation),
        deciders=_asked(_DECIDERS, file, organisation),
    )


def _asked(question: str, file: uuid.UUID, of: str | uuid.UUID) -> frozenset[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute(question, [file, of])
        return frozenset(account for (account,) in cursor.fetchall())
