"""Finds, each night, the changes that were made without the decision their gate asked for."""

import datetime
import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from candour.core import gates
from candour.core.gates import Post
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.policies import gates as policy
from candour.patterns.gates.actions import open_gates as opening
from candour.patterns.models import Gate, GateAsk, GateDecision, GateRound
from candour.patterns.models.gates import CLEAR
from candour.people.models import CourseAttendance, Posting


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One change that the register shows as made."""

    person: uuid.UUID
    employer: uuid.UUID
    change: str
    on: datetime.date


def find_passed(*, by: Actor, at: datetime.datetime) -> int:
    """Open a gate afterwards for each change that passed without one; once a day.

    Looks back as far as changes count as planned near; the first round only sets the day from
    which changes are asked about, since nobody could have asked before.
    """
    demand("patterns.find_passed", by=by, at=at)
    on = at.date()
    if GateRound.objects.filter(looked_on__gte=on).exists():
        return 0
    first = GateRound.objects.order_by("looked_on").first()
    since = max(first.looked_on, on - opening.NEAR) if first else on
    made = list(_made(since=since, on=on)) if first else []
    passed = sum(_passed(one, by=by, at=at) for one in made)
    row = GateRound(looked_on=on, since_on=since, changes=len(made), passed=passed)
    with transaction.atomic():
        GateRound.objects.bulk_create([row])
        entry = leaves.Entry(
            kind="write",
            what="patterns.find_passed",
            why="Changes that were made were held against their gates",
            detail={"changes": len(made), "passed": passed},
            after=[row],
        )
        leaves.append(entry=entry, by=by, at=at)
    return passed


def _made(*, since: datetime.date, on: datetime.date) -> Iterator[Made]:
    moved = Posting.objects.filter(from_on__gte=since, from_on__lte=on)
    rows = Posting.objects.filter(person_id__in=moved.values("person_id")).select_related("unit")
    ordered = rows.order_by("person_id", "from_on", "id")
    for person, group in itertools.groupby(ordered, key=lambda row: row.person_id):
        before: Post | None = None
        for row in group:
            post = Post(
                unit=str(row.unit_id), unit_name=row.unit.name, rank=row.rank, role=row.role
            )
            if since <= row.from_on <= on:
                for change in sorted(gates.changes_of(before=before, after=post)):
                    yield Made(
                        person=person,
                        employer=row.unit.organisation_id,
                        change=change,
                        on=row.from_on,
                    )
            before = post
    for course in CourseAttendance.objects.filter(from_on__gte=since, from_on__lte=on).order_by(
        "person_id", "from_on", "id"
    ):
        yield Made(
            person=course.person_id,
            employer=course.organisation_id,
            change=policy.COURSE,
            on=course.from_on,
        )


def _passed(made: Made, *, by: Actor, at: datetime.datetime) -> bool:
    known = Gate.objects.filter(person_id=made.person, change=made.change, made_on=made.on)
    if known.exists() or _was_let_through(made):
        return False
    because = opening.causes(person=made.person, on=made.on)
    if not because:
        return False
    gate = Gate(
        person_id=made.person,
        change=made.change,
        made_on=made.on,
        because=because,
        came_on=at.date(),
        due_on=gates.due_on(asked_on=at.date()),
    )
    return opening.put(gate=gate, employer=made.employer, by=by, at=at)


def _was_let_through(made: Made) -> bool:
    """Say whether the change was asked about near its day and clear, or decided by name."""
    near = Q(planned_on__gte=made.on - opening.NEAR, planned_on__lte=made.on + opening.NEAR)
    asked = GateAsk.objects.filter(near, person_id=made.person, change=made.change)
    if asked.filter(said=CLEAR, gate__isnull=True).exists():
        return True
    allowed = GateDecision.objects.filter(
        gate__ask__in=asked,
        superseded_by__isnull=True,
        answer__in=(policy.GO_AHEAD, policy.CONDITIONS),
    )
    return allowed.exists()
