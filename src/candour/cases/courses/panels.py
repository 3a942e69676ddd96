"""Who may sit in proceedings: nobody a wall keeps from the case, and nobody who worked on it."""

import uuid

from django.db import connection

from candour.cases.courses.standing import Course
from candour.cases.models import StepTaken
from candour.core.states import Guard, Step

SEATS = ("chair", "member", "independent", "adviser")


def facts(*, of: Course) -> set[Guard]:
    """Return whether the panel that was named last is still without a conflict."""
    named = [row for row in of.taken if row.step == Step.NAME_PANEL]
    if not named:
        return set()
    is_clean = not conflicts(file=of.case.file_id, sitting=sitting(named[-1].answers))
    return {Guard.PANEL_HAS_NO_CONFLICT} if is_clean else set()


def sitting(answers: dict[str, str]) -> tuple[uuid.UUID, ...]:
    """Return the accounts that were named."""
    return tuple(uuid.UUID(answers[seat]) for seat in SEATS if answers.get(seat))


def conflicts(*, file: uuid.UUID, sitting: tuple[uuid.UUID, ...]) -> tuple[uuid.UUID, ...]:
    """Return who of those named is too close: walled, or with a part in the case already."""
    free = eligible(file=file)
    return tuple(account for account in sitting if account not in free)


def eligible(*, file: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Return who may sit: asked of the database, which never says why somebody may not."""
    with connection.cursor() as cursor:
        cursor.execute("select account_id from cases.may_sit(%s)", [file])
        free = [account for (account,) in cursor.fetchall()]
    busy = set(
        StepTaken.objects.filter(file_id=file, decided_by__isnull=False)
        .values_list("decided_by", flat=True)
    )  # fmt: skip
    return tuple(account for account in free if account not in busy)
