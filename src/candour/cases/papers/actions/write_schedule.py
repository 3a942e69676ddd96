"""Writes the next version of a stage's schedule: every item there is, with what becomes of it."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Mapping

from django.db import models, transaction

from candour.cases import steps, words
from candour.cases.models import Case, Schedule, ScheduleLine
from candour.cases.papers import contents, material
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand

GIVEN = "given"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What becomes of one item: used or not, given or not; if not, by which code and words."""

    use: str
    answer: str
    reason: str = ""
    why: str = dataclasses.field(default="", repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A version: its stage, what becomes of each item, and which version the writer had."""

    stage: str
    lines: Mapping[uuid.UUID, Line]
    after: int = 0


class SomethingMissing(Exception):
    """Something has come in since you began. Look at the list again: nothing may be left out."""


class ReasonMissing(Exception):
    """Say why each item is withheld, or given with words removed: by its reason and in words."""


class WrittenMeanwhile(Exception):
    """Somebody has written another version since you began. Look at it first, then write yours."""


@transaction.atomic
def write_schedule(
    *, file: uuid.UUID, listed: Listed, vault: Vault, by: Actor, at: datetime.datetime
) -> Schedule:
    """Add a version that names every item of the case that its writer can open."""
    demand("cases.write_schedule", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    before = Schedule.objects.filter(file_id=file, stage=listed.stage).order_by("-version").first()
    if (before.version if before else 0) != listed.after:
        raise WrittenMeanwhile
    known = material.material(file=file, vault=vault, by=by, at=at)
    if {one.id for one in known} != set(listed.lines):
        raise SomethingMissing
    if any(_is_unexplained(one) for one in listed.lines.values()):
        raise ReasonMissing
    titles = {str(one.id): one.title for one in known}
    why = {str(source): one.why for source, one in listed.lines.items() if one.why}
    place = words.narrative(case.file_id, case.organisation_id)
    text = json.dumps({"titles": titles, "why": why})
    item = keys.seal(place=place, kind=contents.SCHEDULE, text=text)
    schedule = Schedule(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        stage=listed.stage,
        version=listed.after + 1,
        supersedes=before,
    )
    Schedule.objects.bulk_create([schedule])
    lines = ScheduleLine.objects.bulk_create(
        _line(case, schedule, number, one.id, listed.lines[one.id])
        for number, one in enumerate(known, start=1)
    )
    after: list[models.Model] = [item, schedule, *lines]
    steps.finish(step="cases.write_schedule", case=case, after=after, by=by, at=at)
    return schedule


def _is_unexplained(line: Line) -> bool:
    return line.answer != GIVEN and not (line.reason and line.why.strip())


def _line(
    case: Case, schedule: Schedule, number: int, source: uuid.UUID, line: Line
) -> ScheduleLine:
    return ScheduleLine(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        schedule=schedule,
        number=number,
        source_id=source,
        use=line.use,
        answer=line.answer,
        reason="" if line.answer == GIVEN else line.reason,
    )
