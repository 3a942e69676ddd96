"""Settles a watch with the manager's own referral, which a desk reader has found."""

import datetime
import uuid

from django.db import transaction

from candour.cases.models import ManagerWatch, WatchSettlement
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake.models import Report

ROUTE = "line_manager"


class NoReferral(Exception):
    """No referral by a line manager has this reference, among the reports you can open."""


class AlreadySettled(Exception):
    """This watch is settled, or its hours are over and the failure is queued."""


@transaction.atomic
def settle_watch(
    *, file: uuid.UUID, watch: uuid.UUID, referral: str, why: str, by: Actor, at: datetime.datetime
) -> WatchSettlement:
    """Tie a line manager's referral to the watch, with the reason for taking it as this one's."""
    demand("cases.watch_manager", by=by, at=at, file=file)
    found = ManagerWatch.objects.select_related("settlement", "failure").get(id=watch, file_id=file)
    if hasattr(found, "settlement") or hasattr(found, "failure"):
        raise AlreadySettled
    report = Report.objects.filter(reference=referral.strip().upper(), route=ROUTE).first()
    if report is None:
        raise NoReferral
    place = keys.Place(file=file, organisation=found.organisation_id)
    item = keys.seal(place=place, kind="reason", text=why)
    row = WatchSettlement(
        file_id=file,
        organisation_id=found.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        watch=found,
        referral_file_id=report.file_id,
    )
    WatchSettlement.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="cases.settle_watch",
        file=file,
        why="The manager's referral was found",
        after=[item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
