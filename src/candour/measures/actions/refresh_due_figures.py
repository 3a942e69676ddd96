"""Computes the figures of yesterday once they are due: new ones every day, or for a new wall."""

import datetime
import pathlib

from django.db import connection, transaction

from candour.cases.models import Case
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.measures.actions.refresh_figures import Refreshed, refresh_figures
from candour.measures.models import Figure

_DAY = datetime.timedelta(days=1)
_NOT_COVERED = """
    select exists (
        select from (select distinct organisation_id, computed_at from measures_figure) as held
        cross join lateral measures.walled_sets(held.organisation_id, held.computed_at) as needed
        where not exists (
            select from measures_figure as figure
            where figure.organisation_id = held.organisation_id
              and figure.without = needed.without))
"""


def refresh_due_figures(
    *, today: datetime.date, under: pathlib.Path, by: Actor, at: datetime.datetime
) -> Refreshed | None:
    """Refresh as of yesterday unless that has been done for every overseer; None if it has."""
    demand("measures.refresh", by=by, at=at)
    yesterday = today - _DAY
    with transaction.atomic():
        is_due = _is_due(yesterday)
    return refresh_figures(as_of=yesterday, under=under, by=by, at=at) if is_due else None


def _is_due(yesterday: datetime.date) -> bool:
    if not Case.objects.filter(received_on__lte=yesterday).exists():
        return False
    return not Figure.objects.filter(as_of__gte=yesterday).exists() or _lacks_one()


def _lacks_one() -> bool:
    """Say whether an overseer is kept from cases that every kept figure counts."""
    with connection.cursor() as cursor:
        cursor.execute(_NOT_COVERED)
        return bool(cursor.fetchone()[0])
