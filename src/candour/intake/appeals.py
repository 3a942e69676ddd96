"""Public appeals for witnesses: an outside body asks who knows something, about when and whom."""

import dataclasses
import datetime
import uuid

from django.db import connection


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """One appeal: the body that asks and gets the answers, the force and days it is about."""

    id: uuid.UUID
    body_id: uuid.UUID
    body: str
    force_id: uuid.UUID
    force: str
    title: str
    about: str
    from_on: datetime.date
    until_on: datetime.date
    closes_on: datetime.date


def known(*, on: datetime.date) -> tuple[Appeal, ...]:
    """Return the appeals that can be answered, and those that closed less than a month ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, body_id, body, force_id, force, title, about, from_on, until_on, closes_on"
            " from intake.appeals(%s)",
            [on],
        )
        names = [column.name for column in cursor.description]
        return tuple(Appeal(**dict(zip(names, row, strict=True))) for row in cursor)


def open_on(on: datetime.date) -> tuple[Appeal, ...]:
    """Return the appeals that are open on a day."""
    return tuple(appeal for appeal in known(on=on) if appeal.closes_on >= on)
