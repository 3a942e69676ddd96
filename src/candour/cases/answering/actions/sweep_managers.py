"""Queues the failure of managers who did not refer within 72 hours, each as a report of its own."""

import datetime
import uuid

from django.db import connection, transaction

from candour.access import desks
from candour.access.desks import Asked
from candour.cases.models import ManagerFailure, ManagerWatch
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake import package, parts
from candour.intake.package import Said
from candour.people.models import Identifier, PersonName, Posting

ROUTE = "manager_failure"
KIND = "failure_to_report"
STORY = (
    "This line manager was told of misconduct on {told}. No referral came within 72 hours."
    " Candour made this report by itself. It says nothing of what the manager was told."
)


@transaction.atomic
def sweep_managers(*, by: Actor, at: datetime.datetime) -> tuple[uuid.UUID, ...]:
    """Make a report of each failure, sealed to a desk that is clean for the manager.

    Doing it twice changes nothing. Where no desk is clean it is tried again at the next sweep.
    """
    demand("cases.sweep_managers", by=by, at=at)
    with connection.cursor() as cursor:
        # Two rounds at once would make two reports of one failure.
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.sweep_managers'))")
    open_ones = ManagerWatch.objects.filter(settlement__isnull=True, failure__isnull=True)
    found = open_ones.order_by("told_on", "id")
    late = [watch for watch in found if watch.due_at(at.tzinfo) <= at]
    queued = [_queue(watch, by=by, at=at) for watch in late]
    return tuple(report for report in queued if report is not None)


def _queue(watch: ManagerWatch, *, by: Actor, at: datetime.datetime) -> uuid.UUID | None:
    said = _said(watch)
    force = next((one for one in desks.receivers() if one.organisation_id == said.force), None)
    if force is None:
        return None
    asked = Asked(receiver=force, written=package.written(said), on=at.date())
    try:
        desk = desks.choose(asked=asked, is_outside=False)
    except desks.NoDesk:
        return None
    report = parts.give(report=watch.file_id, said=said, desk=desk, on=at.date())
    row = ManagerFailure(
        file_id=watch.file_id,
        organisation_id=watch.organisation_id,
        watch=watch,
        kind=KIND,
        queued_at=at,
        report_file_id=report,
    )
    ManagerFailure.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="cases.sweep_managers",
        file=watch.file_id,
        why="72 hours passed without a referral",
        after=[row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return report


def _said(watch: ManagerWatch) -> Said:
    posting = Posting.objects.filter(person_id=watch.person_id, until_on__isnull=True)
    present = posting.select_related("unit").order_by("-from_on", "id").first()
    return Said(
        kind="not_said",
        story=STORY.format(told=f"{watch.told_on.day} {watch.told_on:%B %Y}"),
        on=watch.told_on,
        about_when="",
        place="",
        people=(_manager(watch, present),),
        must_not_see="",
        knows_desk=False,
        force=present.unit.organisation_id if present else watch.organisation_id,
        route=ROUTE,
        is_urgent=False,
    )


def _manager(watch: ManagerWatch, present: Posting | None) -> dict[str, str]:
    name = PersonName.objects.filter(person_id=watch.person_id, kind="current").first()
    numbers = Identifier.objects.filter(person_id=watch.person_id).exclude(kind="source_id")
    number = numbers.order_by("kind", "value").first()
    said = {
        "given": name.given if name else "",
        "family": name.family if name else "",
        "number": number.value if number else "",
        "rank": present.rank if present else "",
        "unit": present.unit.name if present else "",
    }
    return {key: value for key, value in said.items() if value}
