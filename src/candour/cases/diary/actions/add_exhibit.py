"""Adds an exhibit to a case: its number, how and when it was taken; what it is stays sealed."""

import dataclasses
import datetime
import uuid

from django.db import transaction
from django.db.models import Max

from candour.cases import steps
from candour.cases.diary import sealing
from candour.cases.diary.actions.write_entry import InTheFuture
from candour.cases.models import Case, Exhibit
from candour.cases.models.diary import WAYS
from candour.cases.reading import heads
from candour.cases.work.actions.hand_case_to import NotOpen
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.models import Attachment


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How and when it was taken; what it is, who took it, where; which attached file it is."""

    way: str
    taken_at: datetime.datetime
    what: str = dataclasses.field(repr=False)
    who: str = dataclasses.field(repr=False)
    where: str = dataclasses.field(default="", repr=False)
    attachment: uuid.UUID | None = None


class NotAWay(Exception):
    """Say how it came here."""


class NotThere(Exception):
    """Choose a file that is attached to this case."""


class AlreadyAnExhibit(Exception):
    """That file is an exhibit already."""


@transaction.atomic
def add_exhibit(*, file: uuid.UUID, taken: Taken, by: Actor, at: datetime.datetime) -> Exhibit:
    """Add it with the case's next number, where its continuity begins."""
    demand("cases.add_exhibit", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    _check(case, taken, at=at)
    said = {sealing.WHAT: taken.what, "who": taken.who, "where": taken.where}
    item = sealing.seal(case=case, kind=sealing.EXHIBIT, said=said)
    before = Exhibit.objects.filter(file_id=file).aggregate(last=Max("number"))["last"]
    row = Exhibit(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        number=(before or 0) + 1,
        way=taken.way,
        taken_at=taken.taken_at,
        attachment_id=taken.attachment,
    )
    Exhibit.objects.bulk_create([row])
    steps.finish(step="cases.add_exhibit", case=case, after=[item, row], by=by, at=at)
    return row


def _check(case: Case, taken: Taken, *, at: datetime.datetime) -> None:
    if not heads.is_open(case):
        raise NotOpen
    if taken.way not in dict(WAYS):
        raise NotAWay
    if taken.taken_at > at:
        raise InTheFuture
    if taken.attachment is None:
        return
    files = [one for one in (case.file_id, case.report_file_id) if one]
    if not Attachment.objects.filter(id=taken.attachment, file_id__in=files).exists():
        raise NotThere
    if Exhibit.objects.filter(file_id=case.file_id, attachment_id=taken.attachment).exists():
        raise AlreadyAnExhibit
