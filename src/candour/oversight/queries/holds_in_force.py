"""The legal holds in force, for whoever keeps papers and backups."""

import datetime

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.oversight.inquiries import covering
from candour.oversight.inquiries.covering import Standing


def holds_in_force(*, by: Actor, at: datetime.datetime) -> tuple[Standing, ...]:
    """Return every hold in force, the oldest first."""
    demand("oversight.list_holds", by=by, at=at)
    return covering.applied(files=None)
