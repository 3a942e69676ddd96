"""Writes an entry into the diary of a case: what was decided or happened, when, and why."""

import dataclasses
import datetime
import uuid

from django.db import transaction
from django.db.models import Max

from candour.cases import steps
from candour.cases.diary import sealing
from candour.cases.models import DiaryEntry
from candour.cases.models.diary import KINDS
from candour.cases.reading import heads
from candour.cases.work.actions.hand_case_to import NotOpen
from candour.guard.actors import Actor
from candour.guard.permissions import demand

DECISION, CORRECTION = "decision", "correction"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is written: its kind, when it happened, the words, and which entry it puts right."""

    kind: str
    happened_at: datetime.datetime
    what: str = dataclasses.field(repr=False)
    why: str = dataclasses.field(default="", repr=False)
    corrects: uuid.UUID | None = None


class NotAKind(Exception):
    """Say what kind of entry it is. A correction belongs to an entry of this case."""


class ReasonMissing(Exception):
    """Say why it was decided so, and what else was thought of."""


class InTheFuture(Exception):
    """The time lies ahead. Write down what has happened, when it has happened."""


@transaction.atomic
def write_entry(*, file: uuid.UUID, entry: Entry, by: Actor, at: datetime.datetime) -> DiaryEntry:
    """Add it with the next number; what stands in the diary is never changed."""
    demand("cases.write_entry", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if not heads.is_open(case):
        raise NotOpen
    _check(entry, file=file, at=at)
    said = {sealing.WHAT: entry.what, "why": entry.why}
    item = sealing.seal(case=case, kind=sealing.DIARY, said=said)
    before = DiaryEntry.objects.filter(file_id=file).aggregate(last=Max("number"))["last"]
    row = DiaryEntry(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        number=(before or 0) + 1,
        kind=entry.kind,
        happened_at=entry.happened_at,
        corrects_id=entry.corrects,
    )
    DiaryEntry.objects.bulk_create([row])
    steps.finish(step="cases.write_entry", case=case, after=[item, row], by=by, at=at)
    return row


def _check(entry: Entry, *, file: uuid.UUID, at: datetime.datetime) -> None:
    if entry.kind not in dict(KINDS) or (entry.kind == CORRECTION) != (entry.corrects is not None):
        raise NotAKind
    if entry.corrects is not None:
        corrected = DiaryEntry.objects.filter(id=entry.corrects, file_id=file)
        if not corrected.exists():
            raise NotAKind
    if entry.kind == DECISION and not entry.why.strip():
        raise ReasonMissing
    if entry.happened_at > at:
        raise InTheFuture
