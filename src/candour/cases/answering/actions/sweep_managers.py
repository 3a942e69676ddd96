"""Queues the failure of managers who did not refer within 72 hours, each as a report of its own."""

import dataclasses
import datetime
import uuid

from django.db import connection, transaction

from candour.access import desks
from candour.access.desks import Asked, Desk, Receiver
from candour.cases.models import Case, ManagerFailure, ManagerWatch
from candour.cases.rules import chasing
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Wall
from candour.guard.permissions import demand
from candour.intake import package, parts
from candour.intake.models import Escalation
from candour.intake.package import Said
from candour.people import naming
from candour.people.models import Identifier, PersonName, Posting

ROUTE = "manager_failure"
KIND = "failure_to_report"
UNSENT = "failure_unsent"
STORY = (
    "This line manager was told of misconduct on {told}. No referral came within 72 hours."
    " Candour made this report by itself. It says nothing of what the manager was told."
)


@transaction.atomic
def sweep_managers(*, by: Actor, at: datetime.datetime) -> tuple[uuid.UUID, ...]:
    """Make a report of each failure, sealed to readers who may know of it.

    Doing it twice changes nothing. Where fewer than two may, the watch stays open, that is put to
    somebody higher, and it is tried again at the next sweep.
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
    walled = _walled(watch)
    desk = _desk(watch, said, walled, on=at.date())
    if desk is None:
        _raise(watch, by=by, at=at)
        return None
    # Whoever may not know of what the manager was told may not know that the manager was told.
    kept = dataclasses.replace(desk, walled=tuple(sorted({*desk.walled, *walled})))
    report = parts.give(report=watch.file_id, said=said, desk=kept, on=at.date())
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


def _walled(watch: ManagerWatch) -> frozenset[uuid.UUID]:
    """Return who is kept from the file, from the case made of it and from where the case began."""
    files = {watch.file_id}
    files |= set(
        Case.objects.filter(report_file_id=watch.file_id).values_list("file_id", flat=True)
    )
    began = Case.objects.filter(file_id=watch.file_id, report_file_id__isnull=False)
    files |= {one.report_file_id for one in began if one.report_file_id is not None}
    return frozenset(Wall.objects.filter(file_id__in=files).values_list("account_id", flat=True))


def _desk(
    watch: ManagerWatch, said: Said, walled: frozenset[uuid.UUID], *, on: datetime.date
) -> Desk | None:
    """Return the desk of the body that holds the watch, and no other: it alone knows of it."""
    holder = watch.organisation_id
    name = naming.organisation_names(organisations=[holder]).get(holder, "")
    receiver = Receiver(organisation_id=holder, name=name, outside=())
    written = package.written(said)
    asked = Asked(receiver=receiver, written=written, on=on, without=walled)
    desk = desks.of(organisation_id=holder, name=name, asked=asked)
    return desk if len(desk.readers) >= desks.FEWEST else None


def _raise(watch: ManagerWatch, *, by: Actor, at: datetime.datetime) -> None:
    """Tell the authority and oversight once that nobody here may take it; the watch stays open."""
    told = {"file_id": watch.file_id, "because": UNSENT}
    if Escalation.objects.filter(**told).exists():
        return
    rows = [
        Escalation(**told, organisation_id=watch.organisation_id, level=level, on_day=at.date())
        for level in (chasing.AUTHORITY, chasing.OVERSIGHT)
    ]
    Escalation.objects.bulk_create(rows)
    entry = leaves.Entry(
        kind="write",
        what="cases.sweep_managers",
        file=watch.file_id,
        why="72 hours passed, and no desk may take the failure",
        detail={"because": UNSENT},
        after=rows,
    )
    leaves.append(entry=entry, by=by, at=at)


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
