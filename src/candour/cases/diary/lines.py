"""A line of enquiry that still runs, and the task that carries it: parts of steps that demanded."""

import uuid

from candour.cases.models import CaseTask, LineOfEnquiry, LineTask
from candour.guard.permissions import refused


class AlreadyClosed(Exception):
    """Somebody has closed this line of enquiry already."""


def running(*, file: uuid.UUID, line: uuid.UUID, step: str) -> LineOfEnquiry:
    """Return a line of a case that was not closed; refuse one that isn't there."""
    row = _of_case(file=file, line=line, step=step)
    if hasattr(row, "end"):
        raise AlreadyClosed
    return row


def found(*, file: uuid.UUID, line: uuid.UUID, step: str) -> LineOfEnquiry:
    """Return a line of a case; refuse one that isn't there, or for which nothing is left to do."""
    row = _of_case(file=file, line=line, step=step)
    if hasattr(row, "end"):
        raise refused(step, file=file)
    return row


def waiting_task(line: LineOfEnquiry) -> CaseTask | None:
    """Return the task that carries a line now; None where it has ended."""
    newest = (
        LineTask.objects.filter(line=line)
        .select_related("task", "task__end")
        .order_by("-given_at", "-id")
        .first()
    )
    return None if newest is None or hasattr(newest.task, "end") else newest.task


def _of_case(*, file: uuid.UUID, line: uuid.UUID, step: str) -> LineOfEnquiry:
    rows = LineOfEnquiry.objects.filter(id=line, file_id=file)
    row = rows.select_related("item", "end").first()
    if row is None:
        raise refused(step, file=file)
    return row
