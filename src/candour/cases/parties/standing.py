"""Who has a part in a case now: parties whose part has not ended."""

import uuid

from django.db.models import QuerySet

from candour.cases.models import Party


def parties(*, file: uuid.UUID) -> QuerySet[Party]:
    """Return the parties of a case that still have a part in it, in the order they were named."""
    standing = Party.objects.filter(file_id=file, end__isnull=True)
    return standing.order_by("noted_at", "id")
