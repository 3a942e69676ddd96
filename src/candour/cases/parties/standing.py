"""Who has a part in a case now: parties whose part has not ended, and those that must end."""

import datetime
import uuid

from django.db import connection
from django.db.models import QuerySet

from candour.cases.models import Party


def parties(*, file: uuid.UUID) -> QuerySet[Party]:
    """Return the parties of a case that still have a part in it, in the order they were named."""
    standing = Party.objects.filter(file_id=file, end__isnull=True)
    return standing.order_by("noted_at", "id")


def wrongly(*, file: uuid.UUID) -> list[tuple[uuid.UUID, datetime.datetime]]:
    """Return who stands in a case and may not any more, since it was tied to another one.

    They, or somebody of their branch, stand or stood by the other side there, and did so first.
    The database knows, also where whoever asks sees one of the cases only.
    """
    with connection.cursor() as cursor:
        cursor.execute("select party_id, noted_at from cases.stands_wrongly(%s)", [file])
        rows: list[tuple[uuid.UUID, datetime.datetime]] = cursor.fetchall()
    return rows
