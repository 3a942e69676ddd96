"""What is owed the same day about a subject of a case, and whether a case is stopped."""

import datetime
import uuid
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from candour.cases.feeds import opening
from candour.cases.models import (
    Allegation,
    Case,
    CrimeItem,
    CrimeItemDecision,
    CrimeRecord,
    CrimeTask,
    Event,
    MisconductDecision,
)
from candour.cases.models.crime import GO_ON, STAYS_STOPPED
from candour.guard.actors import Actor
from candour.law.events import EventKind
from candour.law.policies import crime_side as policy
from candour.law.policies.crime_side import Owed

_QUESTIONS = len(policy.QUESTIONS)


def owe(
    *,
    case: Case,
    person: uuid.UUID | None,
    owed: Iterable[Owed],
    record: CrimeRecord | None,
    by: Actor,
    at: datetime.datetime,
) -> list[CrimeTask]:
    """Make owed what the policy says, to be done today, by somebody clean of the authority.

    What is owed already about the same subject is not owed twice. Part of the step that was
    demanded.
    """
    made = []
    for one in owed:
        waiting = CrimeTask.objects.filter(file_id=case.file_id, owed=one.value)
        if any(task.person_id == person and not is_done(task) for task in waiting):
            continue
        due_on = at.date() + datetime.timedelta(days=policy.duty(one.value).days)
        made.append(
            CrimeTask(
                file_id=case.file_id,
                organisation_id=case.organisation_id,
                owed=one.value,
                person_id=person,
                record=record,
                due_on=due_on,
                owner_id=opening.owner_of(file=case.file_id, organisation=case.organisation_id),
                made_at=at,
                made_by=by.account_id,
            )
        )
    return CrimeTask.objects.bulk_create(made)


def subjects_of(*, file: uuid.UUID) -> tuple[uuid.UUID | None, ...]:
    """Return everybody that a case is about; nobody known is one too."""
    rows = Allegation.objects.filter(file_id=file).order_by("number")
    found = dict.fromkeys(rows.values_list("subject_id", flat=True))
    known = tuple(one for one in found if one is not None)
    return known or (None,)


def is_done(task: CrimeTask) -> bool:
    """Say whether what was owed has been decided; a stop for other proceedings counts for now."""
    if task.owed == Owed.INTERIM.value:
        return task.interim.filter(superseded_by__isnull=True).count() == _QUESTIONS
    return task.misconduct.exists()


def due_on(task: CrimeTask) -> datetime.date | None:
    """Return the day by which it must be decided, or looked at again; None once nothing is."""
    if not is_done(task):
        return task.due_on
    stays = task.misconduct.filter(superseded_by__isnull=True, answer=STAYS_STOPPED).first()
    return stays.review_on if stays else None


def is_stopped(*, file: uuid.UUID) -> bool:
    """Say whether a case was stopped for criminal proceedings and not restarted since."""
    stop, go = EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS.value, EventKind.RESTARTED.value
    last = (
        Event.objects.filter(file_id=file, kind__in=(stop, go))
        # Of two at one moment the restart is the later: a stop is not restarted before it stands.
        .order_by("recorded_at", "-kind", "id")
        .last()
    )
    return last is not None and last.kind == stop


def open_tasks() -> QuerySet[CrimeTask]:
    """Return what is still owed in open cases, the first due first, as far as the actor sees it.

    until: the day by which it must be decided, or looked at again.
    """
    goes_on = MisconductDecision.objects.filter(task=OuterRef("pk"), answer=GO_ON)
    here = Case.objects.filter(
        file_id=OuterRef("file_id"), closed_on__isnull=True, is_closed_undated=False
    )
    answered = Count("interim", filter=Q(interim__superseded_by__isnull=True))
    return (
        CrimeTask.objects.annotate(answered=answered, until=_until())
        .filter(
            Exists(here),
            Q(owed=Owed.INTERIM.value, answered__lt=_QUESTIONS)
            | Q(owed=Owed.MISCONDUCT.value) & ~Exists(goes_on),
        )
        .order_by("until", "id")
    )


def _until() -> Coalesce:
    stays = MisconductDecision.objects.filter(task=OuterRef("pk"), superseded_by__isnull=True)
    return Coalesce(Subquery(stays.values("review_on")[:1]), "due_on")


def open_items() -> QuerySet[CrimeItem]:
    """Return the rows that nobody has settled yet, as far as the actor sees them."""
    settled = CrimeItemDecision.objects.filter(asked=OuterRef("pk")).exclude(answer="ask")
    return CrimeItem.objects.filter(~Exists(settled))


def count_due(*, on: datetime.date) -> int:
    """Return how much of the crime side waits for today or is late; for the first page."""
    return open_tasks().filter(Q(until__lte=on)).count() + open_items().count()
