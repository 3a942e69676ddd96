"""Tests once a month whether more follows reports than came before them; no person is named."""

import datetime
import uuid

from django.db import transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.patterns.models import ExcessTest, KnownReporter
from candour.patterns.retaliation import histories
from candour.stats import self_controlled

COUNTER, HR = "counter", "hr"


@transaction.atomic
def run_excess_test(*, by: Actor, at: datetime.datetime) -> tuple[ExcessTest, ...]:
    """Test the month that ended last, for each force with somebody known to have reported.

    Those whom one person keeps count as well: a number over ten people or more tells of nobody.
    """
    demand("patterns.run_excess_test", by=by, at=at)
    month_on = (at.date().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    done = set(ExcessTest.objects.filter(month_on=month_on).values_list("organisation_id", "what"))
    forces = KnownReporter.objects.order_by("organisation_id").values_list(
        "organisation_id", flat=True
    )
    rows = [
        _tested(organisation, what, month_on, at)
        for organisation in forces.distinct()
        for what in (COUNTER, HR)
        if (organisation, what) not in done
    ]
    ExcessTest.objects.bulk_create(rows)
    if rows:
        entry = leaves.Entry(
            kind="write",
            what="patterns.run_excess_test",
            why="The monthly test of what follows reports",
            detail={"tests": len(rows), "month": month_on.isoformat()},
        )
        leaves.append(entry=entry, by=by, at=at)
    return tuple(rows)


def _tested(
    organisation: uuid.UUID, what: str, month_on: datetime.date, at: datetime.datetime
) -> ExcessTest:
    as_of = at.date().replace(day=1) - datetime.timedelta(days=1)
    found = histories.histories(
        organisation=organisation,
        days_of=_DAYS[what],
        known_from=histories.hr_known_from(employer=organisation) if what == HR else None,
        as_of=as_of,
    )
    excess = self_controlled.excess(histories=found)
    return ExcessTest(
        organisation_id=organisation,
        month_on=month_on,
        what=what,
        people=excess.people,
        before=excess.before,
        after=excess.after,
        days_before=excess.days_before,
        days_after=excess.days_after,
        p=excess.p,
        p_trend=self_controlled.course(histories=found).p_trend,
        made_at=at,
    )


_DAYS = {
    COUNTER: lambda persons: histories.matters_about(persons=persons),
    HR: lambda persons: histories.hr_days(persons=persons),
}
