"""What early warning does by itself: put people to the panel, measure what came after decisions."""

import datetime

from candour.guard.actors import Actor
from candour.patterns.models import WarningRound
from candour.patterns.warning.actions.measure_effects import measure_effects
from candour.patterns.warning.actions.propose_flags import propose_flags


def early_warnings(*, by: Actor, at: datetime.datetime) -> WarningRound | None:
    """Do what is due; doing it twice is harmless. None where no round was due."""
    measure_effects(by=by, at=at)
    return propose_flags(by=by, at=at)
