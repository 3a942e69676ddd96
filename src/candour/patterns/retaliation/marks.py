"""Marks of those who reported, under the deployment's own secret."""

import uuid

from django.conf import settings

from candour.core.retaliation import marks


def mark_of(*, person: uuid.UUID) -> bytes:
    """Return the mark of a person; whoever reads the database alone can't tell whose it is."""
    return marks.mark_of(person=person, secret=settings.FILE_SECRET)
