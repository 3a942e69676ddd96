"""Moves the person complained of where nobody decided in time how two people are kept apart."""

import datetime
import uuid
from collections.abc import Iterator

from django.db import connection, models, transaction

from candour.cases import words
from candour.cases.courses import persons
from candour.cases.feeds import opening
from candour.cases.models import Case, CaseTask, Event, SeparationDefault, StepTaken
from candour.core import calendar
from candour.core.states import Step
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.clocks import CLOCKS
from candour.law.events import EventKind

STEP = "cases.propose_separation"
CHECK = "check"
_CLOCK = next(clock for clock in CLOCKS if clock.id == "separation")
_TEXT = (
    "Nobody decided in time how the two are kept apart. The person complained of moves, from now,"
    " until you decide otherwise with a reason: Next steps, Decide how people are kept apart."
)


def propose_separation(*, by: Actor, at: datetime.datetime) -> int:
    """Propose the move of everybody about whom it is late; return how many there were.

    Never of whoever reported. Doing it twice changes nothing.
    """
    demand("cases.propose_separation", by=by, at=at)
    found = Event.objects.filter(kind=EventKind.WORK_TOGETHER_FOUND.value)
    late: dict[uuid.UUID, datetime.date] = {}
    for file, on in found.order_by("happened_on", "id").values_list("file_id", "happened_on"):
        due_on = calendar.due_on(rule=_CLOCK.rule, amount=_CLOCK.amount, event_on=on)
        if due_on is not None and due_on < at.date():
            late[file] = due_on
    return sum(_propose(file, due_on, by=by, at=at) for file, due_on in sorted(late.items()))


@transaction.atomic
def _propose(file: uuid.UUID, due_on: datetime.date, *, by: Actor, at: datetime.datetime) -> int:
    with connection.cursor() as cursor:
        # Two rounds at once would propose the same twice.
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.propose_separation'))")
    case = Case.objects.filter(
        file_id=file, closed_on__isnull=True, is_closed_undated=False
    ).first()
    waiting = list(_undecided(case)) if case is not None else []
    if case is None or not waiting:
        return 0
    told = opening.owner_of(file=file, organisation=case.organisation_id)
    rows = [
        SeparationDefault(
            file_id=file,
            organisation_id=case.organisation_id,
            person_id=person,
            due_on=due_on,
            proposed_at=at,
            told_id=told,
        )
        for person in waiting
    ]
    SeparationDefault.objects.bulk_create(rows)
    entry = leaves.Entry(
        kind="write",
        what=STEP,
        file=file,
        why="Nobody decided in time how people are kept apart",
        recipients=[str(told)] if told else [],
        after=[*rows, *_told(case, told, at=at)],
    )
    leaves.append(entry=entry, by=by, at=at)
    return len(rows)


def _undecided(case: Case) -> Iterator[uuid.UUID]:
    decided = StepTaken.objects.filter(file_id=case.file_id, step=Step.SEPARATE.value)
    moved = SeparationDefault.objects.filter(file_id=case.file_id)
    done = {*decided.values_list("about_id", flat=True), *moved.values_list("person_id", flat=True)}
    yield from (person for person in persons.subjects(case=case) if person not in done)


def _told(case: Case, told: uuid.UUID | None, *, at: datetime.datetime) -> list[models.Model]:
    """Put it on the list of the authority, for today."""
    known = CaseTask.objects.filter(
        file_id=case.file_id, code=CHECK, due_on=at.date(), made_by__isnull=True
    )
    if known.exists():
        return []
    item = words.seal_reason(case=case, text=_TEXT)
    task = CaseTask(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        code=CHECK,
        account_id=told,
        due_on=at.date(),
        made_at=at,
        item=item,
    )
    CaseTask.objects.bulk_create([task])
    return [item, task]
