"""The report that a case came from: its walls follow the case's, whoever of the case draws them."""

import uuid

from django.db import connection

from candour.guard import files


def open_report_of(*, case: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Return the report a case came from, if any, open for this transaction to draw its walls."""
    files.token()
    with connection.cursor() as cursor:
        cursor.execute("select access.open_report_of(%s)", [case])
        return tuple(file for (file,) in cursor.fetchall() if file is not None)
