"""Who is involved in a case otherwise than as somebody it may be about."""

import uuid

from candour.access.models import Involvement

# Whom screening decides on; everybody else who is involved stays so.
BY_SCREENING = ("candidate", "subject")


def others(*, file: uuid.UUID) -> set[tuple[uuid.UUID, str]]:
    """Return the persons and roles that screening does not change, such as witnesses."""
    rows = Involvement.objects.filter(file_id=file).exclude(role__in=BY_SCREENING)
    return set(rows.values_list("person_id", "role"))
