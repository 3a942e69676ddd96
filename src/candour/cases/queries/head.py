"""A case's head alone, for pages that hold nothing but a form; and what became of a report."""

import datetime
import uuid

from candour.cases.models import Case
from candour.cases.reading import heads
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.models import KeyWrap
from candour.guard.permissions import demand


def case_head(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> CaseHead:
    """Return the head of a case."""
    demand("cases.read", by=by, at=at, file=file)
    return heads.read(file=file, by=by, on=at.date())


def recorded_as(*, report: uuid.UUID, by: Actor, at: datetime.datetime) -> CaseHead | None:
    """Return the case that was made of a report, if the actor may see it."""
    demand("intake.read", by=by, at=at, file=report)
    case = Case.objects.filter(report_file_id=report).first()
    return heads.read(file=case.file_id, by=by, on=at.date()) if case else None


def is_still_reader(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> bool:
    """Return whether the step just taken has left the actor among the case's readers.

    Asked in the step's own transaction, which still sees the file when the new wall hides it.
    """
    demand("cases.read", by=by, at=at, file=file)
    return KeyWrap.objects.filter(file_key__file_id=file, account_id=by.account).exists()
