"""Seals the day's submissions: leaves in hash order among covers, rows rewritten, released."""

import dataclasses
import datetime
import secrets
import uuid

from django.db import DatabaseError, connection, transaction

from candour.core import merkle, receipts
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake.models import SealedDay

# The number of leaves a sealing adds is a multiple of this, whatever came in.
MULTIPLE = 16

# Classes of SQLSTATE that a row's own content causes: its data, a constraint, a limit, a refusal.
# Anything else is the server's trouble or ours, and speaks against no report.
_OF_THE_CONTENT = ("22", "23", "54", "P0")

_REPORTS = """
    select staged.mailbox_hash, staged.leaf_body, staged.day
    from intake_staged as staged
    left join intake_mailbox as known on known.mailbox_hash = staged.mailbox_hash
    where staged.package is null or known.leaf_hash is distinct from staged.leaf_hash
    order by staged.leaf_hash
"""
# Other content under words that are released already: no repeat of anything.
_FOREIGN = """
    select staged.mailbox_hash
    from intake_staged as staged
    join intake_mailbox as known on known.mailbox_hash = staged.mailbox_hash
    where staged.package is not null and known.leaf_hash <> staged.leaf_hash
"""
_SET_REPORTS_ASIDE = """
    insert into intake_quarantined (id, kind, mailbox_hash, day, leaf_body, leaf_hash, package)
    select gen_random_uuid(), 'report', mailbox_hash, day, leaf_body, leaf_hash, package
    from intake_staged where mailbox_hash = any(%s) order by leaf_hash
"""
_SET_LETTERS_ASIDE = """
    insert into intake_quarantined (id, kind, mailbox_hash, day, not_before, package)
    select id, 'letter', mailbox_hash, day, not_before, package
    from intake_stagedletter where id = any(%s) order by day, id
"""
# A wish waits for its day, and can be taken back until then.
_WISHES = """
    select id, mailbox_hash, day, not_before, package::text
    from intake_stagedletter where not_before > %s order by id
"""
_KEEP_WISH = """
    insert into intake_stagedletter (id, mailbox_hash, day, not_before, package)
    values (%s, %s, %s, %s, %s)
"""
_FILES = """
    select (package ->> 'file')::uuid from intake_staged
    where mailbox_hash = any(%s) and package is not null order by leaf_hash
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """How much a sealing released and set aside, and how many leaves cover it."""

    reports: int
    letters: int
    covers: int
    aside: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """What is released together: mailboxes in hash order of their leaves, letters by day."""

    boxes: list[bytes]
    letters: list[uuid.UUID]


class _Undone(Exception):
    """A trial has told what it was for."""


def seal_submissions(
    *, by: Actor, at: datetime.datetime, day: datetime.date | None = None
) -> Sealed:
    """Release everything staged, in an order that says nothing about when it came.

    `day` is the day whose one sealing this is. What can't be released is set aside, whole.
    """
    demand("intake.seal", by=by, at=at)
    with transaction.atomic():
        sealed = _seal(on=at.date()) if _anything_staged() else None
        if day is not None:
            SealedDay.objects.all().delete()
            SealedDay.objects.create(day=day)
    return sealed or Sealed(reports=0, letters=0, covers=0)


def _seal(*, on: datetime.date) -> Sealed:
    with connection.cursor() as cursor:
        # Whoever sends a report at this moment waits; nothing slips between reading and emptying.
        cursor.execute("lock table intake_staged, intake_stagedletter in access exclusive mode")
        cursor.execute(_REPORTS)
        reports = [(bytes(box), bytes(body), day) for box, body, day in cursor]
        cursor.execute(_FOREIGN)
        foreign = {bytes(box) for (box,) in cursor}
        cursor.execute(
            "select id from intake_stagedletter"
            " where not_before is null or not_before <= %s order by day, id",
            [on],
        )
        whole = _Batch(
            boxes=[box for box, _, _ in reports if box not in foreign],
            letters=[letter for (letter,) in cursor],
        )
        # A promise holds for every report that came in, also for one that is set aside.
        covers = _store_leaves([(body, day) for _, body, day in reports])
        sound = _release_what_can_be(whole, on=on)
        aside = [box for box, _, _ in reports if box not in sound.boxes]
        left = [letter for letter in whole.letters if letter not in sound.letters]
        cursor.execute(_SET_REPORTS_ASIDE, [aside])
        cursor.execute(_SET_LETTERS_ASIDE, [left])
        cursor.execute(_WISHES, [on])
        wishes = cursor.fetchall()
        # Truncating replaces the table's file: no dead row is left to tell the order of arrival.
        cursor.execute("truncate intake_staged, intake_stagedletter")
        cursor.executemany(_KEEP_WISH, wishes)
    return Sealed(
        reports=len(sound.boxes),
        letters=len(sound.letters),
        covers=covers,
        aside=len(aside) + len(left),
    )


def _release_what_can_be(batch: _Batch, *, on: datetime.date) -> _Batch:
    """Release a batch as one, or else as much of it as can be; return what was released.

    All rows of a sealing must carry one transaction number, so that they are never released one
    by one: a trial that is undone finds those that fail, and the others are released as one.
    """
    try:
        _release(batch, on=on)
    except DatabaseError as error:
        if not _is_of_the_content(error):
            raise
        sound = _sound(batch, on=on)
        _release(sound, on=on)
        return sound
    return batch


@transaction.atomic
def _release(batch: _Batch, *, on: datetime.date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FILES, [batch.boxes])
        files = [file for (file,) in cursor]
        for box in batch.boxes:
            cursor.execute("select intake.release(%s)", [box])
        for letter in batch.letters:
            cursor.execute("select intake.release_letter(%s)", [letter])
        cursor.execute("select intake.log_released(%s, %s, %s)", [files, batch.letters, on])
        # What is only checked at the end of the transaction must fail here, where it can be undone.
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def _sound(batch: _Batch, *, on: datetime.date) -> _Batch:
    """Return what can be released together, found by trying in the same order and undoing it."""
    sound = _Batch(boxes=[], letters=[])
    try:
        with transaction.atomic():
            for box in batch.boxes:
                if _can_be_released(_Batch(boxes=[box], letters=[]), on=on):
                    sound.boxes.append(box)
            for letter in batch.letters:
                if _can_be_released(_Batch(boxes=[], letters=[letter]), on=on):
                    sound.letters.append(letter)
            raise _Undone
    except _Undone:
        return sound


def _can_be_released(one: _Batch, *, on: datetime.date) -> bool:
    try:
        _release(one, on=on)
    except DatabaseError as error:
        if not _is_of_the_content(error):
            raise
        return False
    return True


def _is_of_the_content(error: DatabaseError) -> bool:
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return state.startswith(_OF_THE_CONTENT)


def _anything_staged() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from intake_staged) or exists (select from intake_stagedletter)"
        )
        return bool(cursor.fetchone()[0])


def _store_leaves(reports: list[tuple[bytes, datetime.date]]) -> int:
    """Store the reports' leaves among cover leaves, in hash order; return how many are covers.

    A cover bears the day of one of the reports: that of the sealing would give it away.
    """
    days = [day for _, day in reports]
    covers = [receipts.cover_leaf(day=secrets.choice(days)) for _ in range(-len(days) % MULTIPLE)]
    bodies = [*(body for body, _ in reports), *covers]
    for body in sorted(bodies, key=merkle.leaf_hash):
        leaves.store(leaf_id=uuid.uuid4(), body=body)
    return len(covers)
