"""Screens one row of HR's register; what may be about conduct waits, sealed, for a decision."""

import datetime
import uuid

from django.db import transaction

from candour.cases import screening
from candour.cases.feeds import opening
from candour.cases.grievances.rows import GrievanceRow
from candour.cases.models import Grievance, GrievanceItem
from candour.cases.screening import Asked
from candour.core import grievances
from candour.core.grievances import Screened
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import DESCRIPTION, Place
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.policies.grievances import RULES, Result

STEP = "cases.record_grievance"


@transaction.atomic
def record_grievance(
    *, row: GrievanceRow, employer: uuid.UUID, by: Actor, at: datetime.datetime
) -> Result | None:
    """Screen a row once under each edition of the rules; None where that was done before.

    A row that indicates nothing is kept as a code and a day: no word and no name of it.
    """
    demand("cases.record_grievance", by=by, at=at)
    mark = row.mark()
    same = Grievance.objects.filter(employer_id=employer, ref=row.ref, mark=mark)
    if any(held.rules == RULES or held.file_id is not None for held in same):
        return None
    screened = grievances.screen(category=row.category, text=row.text)
    item = None
    if screened.result is not Result.NOT_INDICATED:
        item = _let_wait(row, screened, employer, by=by, at=at)
    held = Grievance(
        employer_id=employer,
        ref=row.ref,
        received_on=row.received_on,
        category=row.category,
        result=screened.result.value,
        rules=RULES,
        mark=mark,
        screened_on=at.date(),
        file_id=item.file_id if item else None,
    )
    Grievance.objects.bulk_create([held])
    entry = leaves.Entry(
        kind="write",
        what=STEP,
        file=held.file_id,
        why="A grievance was screened",
        detail={"result": held.result, "rules": RULES},
        after=[held],
    )
    leaves.append(entry=entry, by=by, at=at)
    return screened.result


def _let_wait(
    row: GrievanceRow, screened: Screened, employer: uuid.UUID, *,
    by: Actor, at: datetime.datetime,
) -> GrievanceItem:  # fmt: skip
    said = {name: value for name, value in row.about.items() if value}
    matches = screening.compare(asked=Asked(said=said, on=row.received_on), by=by, at=at)
    roles = {(one.person_id, "candidate") for one in matches}
    opened = opening.open_file(kind="report", organisation=employer, roles=roles, by=by, at=at)
    place = Place(file=opened.file, organisation=employer, compartment=DESCRIPTION)
    sealed = keys.seal(place=place, kind="grievance", text=row.sealed())
    item = GrievanceItem(
        file_id=opened.file,
        organisation_id=employer,
        ref=row.ref,
        category=row.category,
        result=screened.result.value,
        because=list(screened.because),
        told=list(screened.told),
        suggests=list(screened.suggests),
        received_on=row.received_on,
        came_on=at.date(),
        due_on=grievances.due_on(screened_on=at.date()),
        recorded_at=at,
        recorded_by=by.account_id,
        item=sealed,
    )
    GrievanceItem.objects.bulk_create([item])
    entry = leaves.Entry(
        kind="write",
        what=STEP,
        file=opened.file,
        why="A grievance that may be about conduct waits for a decision",
        detail={"result": item.result, "custody": opened.custody},
        after=[*opened.rows, sealed, item],
    )
    leaves.append(entry=entry, by=by, at=at)
    return item
