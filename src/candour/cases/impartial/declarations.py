"""Whether the actor owes a declaration of conflict, as the database answers it."""

import uuid

from django.db import connection


def is_owed(*, file: uuid.UUID) -> bool:
    """Say whether whoever asks must sign about this file before any of its words open."""
    with connection.cursor() as cursor:
        cursor.execute("select %s = any(access.my_owed_declarations())", [file])
        (owed,) = cursor.fetchone()
        return bool(owed)
