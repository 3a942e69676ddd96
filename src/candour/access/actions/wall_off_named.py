"""Walls off whoever the reporter said must not see it, in words, wherever they hold an account."""

import datetime
import uuid

from django.db import connection

from candour.core.matching import conflicts
from candour.guard.actors import Actor
from candour.guard.permissions import demand


def wall_off_named(
    *, file: uuid.UUID, like: uuid.UUID, names: str, by: Actor, at: datetime.datetime
) -> None:
    """Give a case the walls of its report, and compare the reporter's list with every account.

    Belongs to its caller's transaction: a case and its walls are written together.
    """
    demand("access.wall_off_named", by=by, at=at, file=file)
    written = conflicts.Written(about_people=tuple(names.splitlines()), story="")
    with connection.cursor() as cursor:
        cursor.execute("select access.carry_named_walls(%s, %s)", [like, file])
        cursor.execute("select account_id, names, numbers from access.holder_facts()")
        hit = [
            account
            for account, called, numbers in cursor.fetchall()
            if conflicts.may_concern(written=written, reader=_facts(called, numbers))
        ]
        cursor.execute("select access.wall_off(%s, %s, 'named_by_reporter')", [file, hit])


def _facts(called: list[str], numbers: list[str]) -> conflicts.ReaderFacts:
    return conflicts.ReaderFacts(
        names=tuple(called), numbers=tuple(numbers), units=(), close_names=()
    )
