"""Gives reports that an outside body did not answer in time to the next body, as she agreed."""

import dataclasses
import datetime
import uuid

from django.db import connection, transaction

from candour.access.models import Drawn, DrawnFile
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake.models import Escalation, Reserve

# What was answered, recorded or withdrawn needs no second body: its sealing is destroyed, unless a
# legal hold keeps it.
_ANSWERED = """
    select reserve.file_id
    from intake_reserve as reserve
    where not exists (
        select from intake_correspondent as contact
        where contact.file_id = reserve.file_id
          and not exists (
              select from intake_letter as letter
              where letter.correspondent_id = contact.id and not letter.is_from_reporter)
          and not exists (
              select from intake_progress as step
              where step.correspondent_id = contact.id and step.state in ('answered', 'closed'))
          and not exists (
              select from intake_reporterevent as event
              where event.correspondent_id = contact.id and event.kind = 'withdrawn'))
"""
_NOT_HELD = """
    select answered.file_id from unnest(%s::uuid[]) as answered (file_id)
    where not exists (select from guard.holds_over(answered.file_id))
"""
# The last day is the body's to its end. She may also have asked to withdraw by now.
_DUE = """
    select reserve.file_id
    from intake_reserve as reserve
    where reserve.hand_on_on < %s
      and not exists (
          select from intake_stagedletter as letter
          where letter.mailbox_hash = reserve.mailbox_hash
            and letter.package #>> '{event,kind}' = 'withdrawn')
    order by reserve.file_id
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn:
    """Which files the next bodies have now, and how many second sealings were destroyed."""

    files: tuple[uuid.UUID, ...]
    destroyed: int


@transaction.atomic
def hand_on_unanswered(*, by: Actor, at: datetime.datetime) -> HandedOn:
    """Hand on what is due and destroy what is no longer needed; doing it twice changes nothing."""
    demand("intake.hand_on", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED)
        answered = [file for (file,) in cursor.fetchall()]
        cursor.execute(_DUE, [at.date()])
        due = [file for (file,) in cursor.fetchall() if file not in answered]
        cursor.execute(_NOT_HELD, [answered])
        gone = [file for (file,) in cursor.fetchall()]
    Reserve.objects.filter(file_id__in=gone).delete()
    handed = [_hand_on(file, by=by, at=at) for file in due]
    files = tuple(file for file in handed if file is not None)
    return HandedOn(files=files, destroyed=len(gone))


def _hand_on(file: uuid.UUID, *, by: Actor, at: datetime.datetime) -> uuid.UUID | None:
    body = Reserve.objects.values_list("organisation_id", flat=True).get(file_id=file)
    with connection.cursor() as cursor:
        cursor.execute("select intake.hand_on(%s, %s)", [file, at.date()])
        (given,) = cursor.fetchone()
        if given is None:
            return None
        cursor.execute("select intake.log_released(%s, %s, %s)", [[given], [], at.date()])
    missed = Escalation(
        file_id=file,
        organisation_id=body,
        level="oversight",
        because="no_answer",
        on_day=at.date(),
    )
    Escalation.objects.bulk_create([missed])
    entry = leaves.Entry(
        kind="write",
        what="intake.hand_on",
        file=file,
        why="No answer in time",
        detail={"recipients": [str(given)]},
        after=[missed, *_walls(file)],
    )
    leaves.append(entry=entry, by=by, at=at)
    return given if isinstance(given, uuid.UUID) else uuid.UUID(given)


def _walls(file: uuid.UUID) -> list[Drawn]:
    """Return what stands round the file now, if its walls are in the log already."""
    return [Drawn(id=one.file_id) for one in DrawnFile.objects.filter(file_id=file)]
