"""Alerts overseers at once to what can't wait for the night: a head that is late or refused."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.oversight.models import Alert
from candour.oversight.proving import Fault, alert_of, unknown


@transaction.atomic
def raise_alerts(*, faults: Sequence[Fault], by: Actor, at: datetime.datetime) -> int:
    """Raise an alert for every fault that is not an open alert yet; return how many."""
    demand("oversight.raise_alerts", by=by, at=at)
    alerts = [alert_of(fault, on=at.date()) for fault in unknown(faults)]
    if not alerts:
        return 0
    Alert.objects.bulk_create(alerts)
    entry = leaves.Entry(
        kind="write", what="oversight.raise_alerts", why="The log needs somebody", after=alerts
    )
    leaves.append(entry=entry, by=by, at=at)
    return len(alerts)
