"""The newest keys of a file and who still holds them: certified, and behind no wall."""

import datetime
import uuid

from django.db import connection

from candour.access import desks
from candour.guard import keys
from candour.guard.keys import Place, Reader
from candour.guard.models import FileKey


def latest_keys(*, file: uuid.UUID) -> list[FileKey]:
    """Return the newest key of each compartment that handlers open."""
    # A name given in confidence is held by others, outside, and by none of these readers.
    return list(
        FileKey.objects.filter(file_id=file, compartment__in=keys.COMPARTMENTS)
        .order_by("compartment", "-epoch")
        .distinct("compartment")
    )


def keys_of_few(*, file: uuid.UUID) -> list[FileKey]:
    """Return the newest key of each compartment that only some readers were named to open."""
    return list(
        FileKey.objects.filter(file_id=file)
        .exclude(compartment__in=(*keys.COMPARTMENTS, keys.IDENTITY))
        .order_by("compartment", "-epoch")
        .distinct("compartment")
    )


def remaining(*, key: FileKey, on: datetime.date) -> tuple[Reader, ...]:
    """Return who holds a key of its compartment, is certified and not walled."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select account_id, body, signatures from access.remaining_readers(%s, %s)",
            [key.file_id, key.compartment],
        )
        seats = [(account, bytes(body), signed) for account, body, signed in cursor.fetchall()]
    return keys.certified(seats=seats, officers=desks.officers(), on=on)


def place_of(*, key: FileKey) -> Place:
    """Return where a key belongs."""
    return Place(file=key.file_id, organisation=key.organisation_id, compartment=key.compartment)
