"""Measures what came after a decision: as many days before it as until its review."""

import datetime
import uuid

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.patterns.models import WarningDecision, WarningEffect
from candour.patterns.warning.known import register
from candour.patterns.warning.known.history import as_known
from candour.patterns.warning.scoring import incidents
from candour.patterns.warning.scoring.incidents import Incident


@transaction.atomic
def measure_effects(*, by: Actor, at: datetime.datetime) -> int:
    """Add what is due; return how many were measured."""
    demand("patterns.measure_effects", by=by, at=at)
    with connection.cursor() as cursor:
        # The worker and a hand-started tick may come at once.
        cursor.execute("select pg_advisory_xact_lock(hashtext('patterns.measure_effects'))")
    measured = WarningEffect.objects.values("decision_id")
    due = list(
        WarningDecision.objects.filter(review_on__lte=at.date())
        .exclude(id__in=measured)
        .select_related("flag")
        .order_by("review_on", "id")
    )
    if not due:
        return 0
    known = as_known(history=register.read(by=by, at=at), on=at.date())
    of = incidents.of_each(matters=known.matters)
    rows = [_effect(one, of.get(str(one.flag.person_id), ()), at.date()) for one in due]
    WarningEffect.objects.bulk_create(rows)
    entry = leaves.Entry(
        kind="write",
        what="patterns.measure_effects",
        why="The day of its review has come",
        after=rows,
    )
    leaves.append(entry=entry, by=by, at=at)
    return len(rows)


def _effect(
    decision: WarningDecision, told: tuple[Incident, ...], on: datetime.date
) -> WarningEffect:
    decided = decision.decided_at.date()
    long = decision.review_on - decided
    return WarningEffect(
        id=uuid.uuid4(),
        decision=decision,
        measured_on=on,
        days=long.days,
        before=sum(decided - long <= one.received_on < decided for one in told),
        after=sum(decided <= one.received_on < decision.review_on for one in told),
    )
