"""Makes a token with which an employer's HR system asks, and ends the one before."""

import datetime
import secrets
import uuid

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.patterns.gates import asking
from candour.patterns.models import GateToken


@transaction.atomic
def make_token(*, employer: uuid.UUID, by: Actor, at: datetime.datetime) -> str:
    """Return a new token, which is shown once; earlier ones of the employer end with the day."""
    demand("patterns.make_token", by=by, at=at)
    token = secrets.token_urlsafe(32)
    before = list(GateToken.objects.filter(employer_id=employer, ended_on__isnull=True))
    GateToken.objects.filter(id__in=[one.id for one in before]).update(ended_on=at.date())
    row = GateToken(employer_id=employer, digest=asking.digest(token), made_on=at.date())
    GateToken.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write", what="patterns.make_token", why="HR's system may ask", after=[*before, row]
    )
    leaves.append(entry=entry, by=by, at=at)
    return token
