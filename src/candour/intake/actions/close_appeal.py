"""Closes a public appeal for witnesses before its day; who is writing an answer can still send."""

import datetime
import uuid

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake.models import Appeal


class NoSuchAppeal(Exception):
    """No appeal that is open has this id."""


def close_appeal(*, appeal: uuid.UUID, by: Actor, at: datetime.datetime) -> None:
    """Take an appeal off the public page from now on."""
    demand("intake.open_appeal", by=by, at=at)
    yesterday = at.date() - datetime.timedelta(days=1)
    with transaction.atomic():
        found = Appeal.objects.select_for_update().filter(id=appeal, closes_on__gt=yesterday)
        one = found.first()
        if one is None:
            raise NoSuchAppeal("No appeal that is open has this id.")
        # Opened today, it closes today: an appeal never ends before it began.
        one.closes_on = max(yesterday, one.opened_on)
        Appeal.objects.bulk_update([one], ["closes_on"])
        entry = leaves.Entry(
            kind="write", what="intake.close_appeal", detail={"appeal": str(one.id)}
        )
        leaves.append(entry=entry, by=by, at=at)
