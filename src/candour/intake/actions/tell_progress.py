"""Tells a reporter where her report stands now: a new row, which her mailbox shows."""

import datetime
import uuid

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake.models import Correspondent, Progress


def tell_progress(
    *,
    file: uuid.UUID,
    state: str,
    next_on: datetime.date | None,
    by: Actor,
    at: datetime.datetime,
) -> Progress | None:
    """Add a step to the mailbox of the file's reporter; None where the file has no reporter.

    An empty state keeps the one it has: only the next date is new. Belongs to its caller's
    transaction: she is told of a step exactly when it is taken.
    """
    demand("intake.tell_progress", by=by, at=at, file=file)
    # Two people may take a step at once; the second is numbered after the first.
    contact = Correspondent.objects.select_for_update().filter(file_id=file).first()
    if contact is None:
        return None
    last = Progress.objects.filter(correspondent=contact).order_by("-number").first()
    step = Progress(
        correspondent=contact,
        file_id=file,
        organisation_id=contact.organisation_id,
        number=(last.number if last else 0) + 1,
        state=state or (last.state if last else "recorded"),
        since_on=at.date(),
        next_on=next_on,
    )
    Progress.objects.bulk_create([step])
    entry = leaves.Entry(
        kind="write",
        what="intake.tell_progress",
        file=file,
        why="Reporter told",
        after=[step],
        recipients=["reporter"],
    )
    leaves.append(entry=entry, by=by, at=at)
    return step
