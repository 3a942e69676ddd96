"""One member of the panel says what they make of a flag, before anybody else's view is shown."""

import datetime
import uuid

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand, deny
from candour.patterns.models import WarningDecision, WarningFlag, WarningView


class AlreadyViewed(Exception):
    """You have given your view of this one."""


class AlreadyDecided(Exception):
    """This has been decided."""


@transaction.atomic
def give_view(*, flag: uuid.UUID, view: str, by: Actor, at: datetime.datetime) -> WarningView:
    """Add a view; it can't be changed, so that nobody adapts theirs to another's."""
    demand("patterns.give_view", by=by, at=at)
    if not WarningFlag.objects.filter(id=flag).exists():
        deny("patterns.give_view", by=by, at=at)
    if WarningDecision.objects.filter(flag_id=flag).exists():
        raise AlreadyDecided
    if WarningView.objects.filter(flag_id=flag, viewed_by=by.account).exists():
        raise AlreadyViewed
    row = WarningView(flag_id=flag, view=view, viewed_by=by.account, viewed_at=at)
    WarningView.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="patterns.give_view",
        why="A member of the panel looked at the evidence",
        detail={"flag": str(flag)},
        after=[row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
