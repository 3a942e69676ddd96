"""Recomputes the stored days of every open case from its events."""

import datetime

from django.db import transaction

from candour.cases import deadlines
from candour.guard.actors import Actor
from candour.guard.permissions import demand


@transaction.atomic
def refresh_deadlines(*, by: Actor, at: datetime.datetime) -> int:
    """Refresh the cache; nothing is decided here, so nothing but the cache changes."""
    demand("cases.refresh_deadlines", by=by, at=at)
    return deadlines.refresh_open(on=at.date())
