"""Tells a reporter that her report was opened, the first time that somebody at the desk does."""

import datetime
import uuid

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.intake.actions.tell_progress import tell_progress
from candour.intake.models import Correspondent, Progress
from candour.law.duties import FIRST_ANSWER

UNREAD = ("with_desk", "handed_on")


@transaction.atomic
def mark_read(*, report: uuid.UUID, by: Actor, at: datetime.datetime) -> Progress | None:
    """Add the step if nobody has opened the report before; None where somebody has."""
    demand("cases.mark_read", by=by, at=at, file=report)
    # Two readers may open it at once; the second then finds it read.
    contact = Correspondent.objects.select_for_update().filter(file_id=report).first()
    last = Progress.objects.filter(correspondent=contact).order_by("number").last()
    if contact is None or last is None or last.state not in UNREAD:
        return None
    promised = last.next_on or at.date()
    within = at.date() + datetime.timedelta(days=FIRST_ANSWER.number)
    next_on = promised if promised >= at.date() else within
    return tell_progress(file=report, state="read", next_on=next_on, by=by, at=at)
