"""Who has a part in a case now: parties whose part has not ended, and those that must end."""

import dataclasses
import datetime
import uuid
from collections.abc import Collection

from django.db import connection
from django.db.models import QuerySet

from candour.cases.models import Party


def parties(*, file: uuid.UUID) -> QuerySet[Party]:
    """Return the parties of a case that still have a part in it, in the order they were named."""
    standing = Party.objects.filter(file_id=file, end__isnull=True)
    return standing.order_by("noted_at", "id")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wrongly:
    """Somebody who stands in a case and may not any more, and since when they were named."""

    file: uuid.UUID
    party: uuid.UUID
    since: datetime.datetime


def wrongly(*, files: Collection[uuid.UUID] | None, is_shown: bool) -> list[Wrongly]:
    """Return who stands in some cases, or in any, and may not any more.

    Since a case was tied they, or somebody of their branch, stand or stood by the other side there,
    and did so first; or they review a case that they got near to. The database knows, also where
    whoever asks sees one of the cases only. is_shown: what is shown before anybody tries to give
    something, which tells nothing of a case that they don't see.
    """
    wanted = None if files is None else list(files)
    with connection.cursor() as cursor:
        cursor.execute(
            "select file_id, party_id, noted_at from cases.stand_wrongly(%s::uuid[], %s)",
            [wanted, is_shown],
        )
        return [
            Wrongly(file=file, party=party, since=since) for file, party, since in cursor.fetchall()
        ]
