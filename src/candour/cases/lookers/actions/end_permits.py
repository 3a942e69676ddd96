"""Takes the rights of those away who were let into a case for a time, once it is over."""

import datetime

from django.db import transaction

from candour.cases.lookers.actions.decide_asked import ROLE
from candour.cases.models import LookPermit
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Grant
from candour.guard.permissions import demand


@transaction.atomic
def end_permits(*, by: Actor, at: datetime.datetime) -> int:
    """End what has run out; return how many rights were taken. Doing it twice changes nothing."""
    demand("cases.end_permits", by=by, at=at)
    count = 0
    for grant in Grant.objects.filter(role=ROLE).order_by("file_id", "account_id"):
        still = LookPermit.objects.filter(
            file_id=grant.file_id,
            asked__account_id=grant.account_id,
            until_on__gte=at.date(),
        )
        if still.exists():
            continue
        entry = leaves.Entry(
            kind="write",
            what="cases.end_permits",
            file=grant.file_id,
            why="The time is over for which somebody was let in",
            gone=[grant],
        )
        leaves.append(entry=entry, by=by, at=at)
        Grant.objects.filter(id=grant.id).delete()
        count += 1
    return count
