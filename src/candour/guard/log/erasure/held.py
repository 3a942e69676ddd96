"""Says whether a legal hold keeps a file, before anything of it is erased."""

import uuid

from django.db import connection


class Held(Exception):
    """A legal hold keeps this; the words name the hold and nothing that it covers."""


def refuse(*, file: uuid.UUID | None) -> None:
    """Raise Held where a hold in force covers the file; the database refuses as well."""
    with connection.cursor() as cursor:
        cursor.execute("select guard.holds_over(%s)", [file])
        holds = [str(hold) for (hold,) in cursor.fetchall()]
    if holds:
        message = (
            f"Legal hold {', '.join(holds)} keeps this. It can be erased once two people outside"
            " the force have lifted the hold."
        )
        raise Held(message)
