"""Opens a gate for every question that waits: a file with walls, readers and keys of its own."""

import datetime
import uuid
from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from candour.access.actions.name_readers import NoReader
from candour.cases.feeds import opening
from candour.core import gates
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.imports.models import PlannedChange
from candour.intake import package
from candour.law.policies import gates as policy
from candour.patterns.gates import asking
from candour.patterns.models import Gate, GateAsk, GateRound
from candour.patterns.models.gates import CLEAR, WAIT

_CAUSES = "select patterns.gate_causes(%s, %s)"


def open_gates(*, by: Actor, at: datetime.datetime) -> int:
    """Take in the planned changes of HR's files, and open what waits; doing it twice is harmless.

    A change that was clear is held against the rules again each day until its own: what arrives in
    between makes it wait.
    """
    demand("patterns.open_gates", by=by, at=at)
    for planned in _unasked():
        _ask(planned, by=by, at=at)
    waiting = GateAsk.objects.filter(said=WAIT, person__isnull=False, gate__isnull=True)
    found = [(ask, list(ask.because)) for ask in waiting.order_by("asked_on", "id")]
    found += list(_changed(at=at))
    return sum(_open(ask, because, by=by, at=at) for ask, because in found)


def _unasked() -> Iterator[PlannedChange]:
    asked = GateAsk.objects.filter(employer_id=OuterRef("employer_id"), ref=OuterRef("ref"))
    yield from PlannedChange.objects.filter(~Exists(asked)).order_by("came_on", "id")


@transaction.atomic
def _ask(planned: PlannedChange, *, by: Actor, at: datetime.datetime) -> None:
    key = uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "select patterns.put_gate_ask(%s, %s, %s, %s, %s, %s, 'file', %s, %s)",
            [
                key,
                planned.employer_id,
                planned.ref,
                planned.number,
                planned.change,
                planned.planned_on,
                at.date(),
                asking.rules(on=at.date()),
            ],
        )
        is_new = cursor.fetchone()[0]
    if not is_new:
        return
    entry = leaves.Entry(
        kind="write",
        what="patterns.open_gates",
        why="A planned change came in a file",
        detail={"change": planned.change},
        after=[asking.asked(key)],
    )
    leaves.append(entry=entry, by=by, at=at)


def _changed(*, at: datetime.datetime) -> Iterator[tuple[GateAsk, list[str]]]:
    """Yield what was clear and waits now; before the first round of a day looked at what was made.

    Once a day is enough: a question for each would otherwise be asked every minute.
    """
    if GateRound.objects.filter(looked_on__gte=at.date()).exists():
        return
    still = GateAsk.objects.filter(said=CLEAR, planned_on__gte=at.date(), gate__isnull=True)
    for ask in still.order_by("asked_on", "id"):
        because = causes(person=ask.person_id, on=at.date())
        if because:
            yield ask, because


def causes(*, person: uuid.UUID | None, on: datetime.date) -> list[str]:
    """Return why a change of somebody's work would wait; part of opening and of reconciling."""
    with connection.cursor() as cursor:
        cursor.execute(_CAUSES, [person, asking.rules(on=on)])
        return list(cursor.fetchone()[0])


def _open(ask: GateAsk, because: list[str], *, by: Actor, at: datetime.datetime) -> bool:
    assert ask.person_id is not None  # noqa: S101 - only questions about somebody known come here
    gate = Gate(
        ask=ask,
        person_id=ask.person_id,
        change=ask.change,
        planned_on=ask.planned_on,
        because=because,
        came_on=ask.asked_on,
        due_on=gates.due_on(asked_on=ask.asked_on),
    )
    return put(gate=gate, employer=ask.employer_id, by=by, at=at)


def put(*, gate: Gate, employer: uuid.UUID, by: Actor, at: datetime.datetime) -> bool:
    """Give a gate its file, walls, readers and keys; part of opening and of reconciling.

    Where nobody clean is left to decide it stays a question, and is tried again.
    """
    roles = {(gate.person_id, "candidate")}
    try:
        with transaction.atomic():
            opened = opening.open_file(
                kind="report", organisation=employer, roles=roles, by=by, at=at
            )
            gate.file_id, gate.organisation_id = opened.file, employer
            gate.reference = package.reference(letter="G")
            Gate.objects.bulk_create([gate])
            entry = leaves.Entry(
                kind="write",
                what="patterns.open_gates",
                file=opened.file,
                why="A change waits for a decision",
                detail={"change": gate.change, "custody": opened.custody},
                after=[*opened.rows, gate],
            )
            leaves.append(entry=entry, by=by, at=at)
    except NoReader:
        return False
    return True


NEAR = datetime.timedelta(days=policy.NEAR_DAYS)
