"""Compares what was said of a person with the register: who it may be, and why."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.db import models

from candour.cases.models import LinkDecision, Screening
from candour.core.matching import score, weights
from candour.guard.actors import Actor
from candour.people import queries

# Which table of weights made a suggestion; a screening keeps it, since tables change.
RULES = weights.shipped().name
AT_LEAST = 4.0
MOST = 20


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was said of one person, and the day it is about (None if unsaid)."""

    said: Mapping[str, str]
    on: datetime.date | None


def compare(*, asked: Asked, by: Actor, at: datetime.datetime) -> tuple[score.Match, ...]:
    """Return the people of the register who fit well enough, best first."""
    if not any(value.strip() for value in asked.said.values()):
        return ()
    found = queries.candidates(said=asked.said, on=asked.on, by=by, at=at)
    return score.rank(
        readings=found.readings, register=found.register, at_least=AT_LEAST, most=MOST
    )


def last_change(*, described: uuid.UUID) -> datetime.datetime | None:
    """Return when someone described was last compared, or a suggestion of them last answered."""
    done = Screening.objects.filter(described_id=described)
    answered = LinkDecision.objects.filter(suggestion__described_id=described)
    moments = (
        done.aggregate(last=models.Max("completed_at"))["last"],
        answered.aggregate(last=models.Max("decided_at"))["last"],
    )
    return max((moment for moment in moments if moment is not None), default=None)
