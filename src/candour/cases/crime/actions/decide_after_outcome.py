"""Takes the misconduct question up once the criminal outcome is known; an outcome ends nothing."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, models, transaction

from candour.cases import steps, words
from candour.cases.feeds import owing
from candour.cases.models import Case, CrimeTask, MisconductDecision
from candour.cases.models.crime import GO_ON, STAYS_STOPPED
from candour.guard.actors import Actor
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, refused
from candour.law.events import EventKind
from candour.law.policies.crime_side import PROCEEDINGS, REVIEW_DAYS, Owed

STEP = "cases.decide_after_outcome"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What becomes of the matter, and why.

    test: what could be proven on the balance of probabilities, and the least that is done now;
    where it goes on. proceeding and review_on: where it stays stopped for something else.
    """

    answer: str
    reason: str = dataclasses.field(repr=False)
    test: str = dataclasses.field(default="", repr=False)
    proceeding: str = ""
    review_on: datetime.date | None = None


class TestMissing(Exception):
    """Say what could be proven on the balance of probabilities, and what is done now."""


class ProceedingMissing(Exception):
    """Name the other proceedings that it waits for, and a day to look again within 28 days."""


class NotYours(Exception):
    """Only the appropriate authority decides this, and nobody about themselves."""


class AlreadyGoesOn(Exception):
    """The misconduct question was taken up already."""


@transaction.atomic
def decide_after_outcome(
    *, file: uuid.UUID, task: uuid.UUID, decided: Decided, by: Actor, at: datetime.datetime
) -> MisconductDecision:
    """Record the decision; a matter that was stopped is restarted, or waits for something named."""
    demand("cases.decide_after_outcome", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    owed = CrimeTask.objects.filter(id=task, file_id=file, owed=Owed.MISCONDUCT.value).first()
    if owed is None:
        raise refused(STEP, file=file)
    before = owed.misconduct.filter(superseded_by__isnull=True).first()
    if before is not None and before.answer == GO_ON:
        raise AlreadyGoesOn
    _check(decided, on=at.date())
    is_going_on = decided.answer == GO_ON
    reason = words.seal_reason(case=case, text=decided.reason)
    test = _test(case, decided)
    row = MisconductDecision(
        file_id=file,
        organisation_id=case.organisation_id,
        task=owed,
        answer=decided.answer,
        decided_on=at.date(),
        proceeding="" if is_going_on else decided.proceeding,
        review_on=None if is_going_on else decided.review_on,
        reason_item=reason,
        test_item=test,
        decided_at=at,
        decided_by=by.account,
        supersedes=before,
    )
    try:
        with transaction.atomic():
            MisconductDecision.objects.bulk_create([row])
    except IntegrityError:
        raise NotYours from None
    after: list[models.Model] = [reason, *([test] if test else []), row]
    # What else is owed in this case must be decided before it can be restarted.
    if is_going_on and owing.is_stopped(file=file) and not _is_owed(file):
        facts = {EventKind.RESTARTED: at.date()}
        after += steps.events(case=case, facts=facts, by=by, at=at)
    detail = {"answer": decided.answer, "proceeding": row.proceeding}
    steps.finish(step=STEP, case=case, after=after, by=by, at=at, detail=detail)
    return row


def _check(decided: Decided, *, on: datetime.date) -> None:
    if decided.answer == GO_ON:
        if not decided.test.strip():
            raise TestMissing
        return
    latest = on + datetime.timedelta(days=REVIEW_DAYS)
    is_named = decided.proceeding in {one.code for one in PROCEEDINGS}
    day = decided.review_on
    if decided.answer != STAYS_STOPPED or not is_named or day is None or not on < day <= latest:
        raise ProceedingMissing


def _test(case: Case, decided: Decided) -> SealedItem | None:
    if decided.answer != GO_ON:
        return None
    return words.seal_reason(case=case, text=decided.test)


def _is_owed(file: uuid.UUID) -> bool:
    tasks = CrimeTask.objects.filter(file_id=file, owed=Owed.MISCONDUCT.value)
    return any(not owing.is_done(task) for task in tasks)
