"""Answers one line of the checklist for domestic abuse by police, and says what shows it."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.models import AbuseCheck, Case
from candour.cases.reading import heads
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.models import Attachment


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One answer, what shows it in words, and the attached file that does, if one does."""

    code: str
    answer: str
    evidence: uuid.UUID | None
    shown_by: str = dataclasses.field(repr=False)


class NothingShown(Exception):
    """Say what shows it: who did it, when, and where that is written down."""


class NotAttached(Exception):
    """Choose a file that is attached to this case."""


class FirearmsStay(Exception):
    """A weapon or a threat is spoken of. Only the appropriate authority leaves firearms."""


class IsClosed(Exception):
    """This case is closed."""


@transaction.atomic
def check_abuse(*, file: uuid.UUID, shown: Shown, by: Actor, at: datetime.datetime) -> AbuseCheck:
    """Record the answer; a later one takes its place and the earlier stays on the record."""
    demand("cases.check_abuse", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if not heads.is_open(case):
        raise IsClosed
    if not shown.shown_by.strip():
        raise NothingShown
    if shown.evidence is not None and not _is_attached(case, shown.evidence):
        raise NotAttached
    item = words.seal_reason(case=case, text=shown.shown_by)
    row = AbuseCheck(
        file_id=file,
        organisation_id=case.organisation_id,
        code=shown.code,
        answer=shown.answer,
        evidence_id=shown.evidence,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
        supersedes=AbuseCheck.objects.filter(
            file_id=file, code=shown.code, superseded_by__isnull=True
        ).first(),
    )
    try:
        with transaction.atomic():
            AbuseCheck.objects.bulk_create([row])
    except IntegrityError:
        raise FirearmsStay from None
    detail = {"code": shown.code, "answer": shown.answer}
    steps.finish(
        step="cases.check_abuse", case=case, after=[item, row], by=by, at=at, detail=detail
    )
    return row


def _is_attached(case: Case, evidence: uuid.UUID) -> bool:
    files = [one for one in (case.file_id, case.report_file_id) if one is not None]
    return Attachment.objects.filter(id=evidence, file_id__in=files).exists()
