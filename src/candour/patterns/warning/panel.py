"""How many people a panel needs, and how many have given their view of a flag."""

import uuid

from django.db import connection

NEEDED = 2


def views_given(*, flag: uuid.UUID) -> int:
    """Count the views on a flag, which are hidden until it is decided."""
    with connection.cursor() as cursor:
        cursor.execute("select patterns.views_given(%s)", [flag])
        return int(cursor.fetchone()[0])
