"""Puts back what a sealing had to set aside, once its fault is mended; nothing is dropped."""

import dataclasses
import datetime
import uuid

from django.db import DatabaseError, connection, transaction

from candour.guard.actors import Actor
from candour.guard.permissions import demand

# Reports first: a letter needs its mailbox.
_HELD = """
    select id, kind, mailbox_hash from intake_quarantined
    order by kind desc, leaf_hash, day, id
"""
_STAGE_REPORT = """
    insert into intake_staged (mailbox_hash, day, leaf_body, leaf_hash, package)
    select mailbox_hash, day, leaf_body, leaf_hash, package
    from intake_quarantined where id = %s
"""
_STAGE_LETTER = """
    insert into intake_stagedletter (id, mailbox_hash, day, not_before, package)
    select id, mailbox_hash, day, not_before, package from intake_quarantined where id = %s
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """How much was put back, and how much still can't be released."""

    put_back: int
    left: int


class _NotReleased(Exception):
    """The words belong to another report already: this one stays where it is."""


@transaction.atomic
def restore_quarantined(*, by: Actor, at: datetime.datetime) -> Restored:
    """Release everything that was set aside and can be released now.

    The leaf of a report was stored when it was set aside, so its promise is kept already; only the
    rows are still owed.
    """
    demand("intake.seal", by=by, at=at)
    put_back = left = 0
    with connection.cursor() as cursor:
        cursor.execute("lock table intake_staged, intake_stagedletter in access exclusive mode")
        cursor.execute(_HELD)
        for held, kind, box in cursor.fetchall():
            release = _release_report if kind == "report" else _release_letter
            try:
                with transaction.atomic():
                    release(held, bytes(box), on=at.date())
                    cursor.execute("delete from intake_quarantined where id = %s", [held])
            except (DatabaseError, _NotReleased):
                left += 1
            else:
                put_back += 1
    return Restored(put_back=put_back, left=left)


def _release_report(held: uuid.UUID, box: bytes, *, on: datetime.date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_STAGE_REPORT, [held])
        cursor.execute(
            "select array[(package ->> 'file')::uuid] from intake_staged where mailbox_hash = %s",
            [box],
        )
        (files,) = cursor.fetchone()
        cursor.execute("select intake.release(%s)", [box])
        cursor.execute("select package is null from intake_staged where mailbox_hash = %s", [box])
        if not cursor.fetchone()[0]:
            raise _NotReleased
        _log(files, [], on=on)
        cursor.execute("delete from intake_staged where mailbox_hash = %s", [box])


def _release_letter(held: uuid.UUID, box: bytes, *, on: datetime.date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_STAGE_LETTER, [held])
        cursor.execute("select intake.release_letter(%s)", [held])
        _log([], [held], on=on)
        cursor.execute("delete from intake_stagedletter where id = %s", [held])


def _log(files: list[uuid.UUID], letters: list[uuid.UUID], *, on: datetime.date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select intake.log_released(%s::uuid[], %s::uuid[], %s)", [files, letters, on]
        )
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
