"""Ends a watch: with the manager's own referral, or since it was set on the wrong person."""

import datetime
import uuid

from django.db import IntegrityError, connection, transaction

from candour.access.actions.draw_walls import draw_walls
from candour.cases import twins
from candour.cases.models import ManagerWatch, WatchSettlement
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
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
    *,
    watch: ManagerWatch,
    referral: str,
    why: str,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> WatchSettlement:
    """Tie a line manager's referral to the watch, or none where there was nothing to watch.

    Either way the wall of the watch falls; every other reason for a wall stands.
    """
    demand("cases.watch_manager", by=by, at=at, file=watch.file_id)
    file = watch.file_id
    found = ManagerWatch.objects.select_related("settlement", "failure").get(id=watch.id)
    if hasattr(found, "settlement") or hasattr(found, "failure"):
        raise AlreadySettled
    report = _referral(referral)
    place = keys.Place(file=file, organisation=found.organisation_id)
    item = keys.seal(place=place, kind="reason", text=why)
    row = WatchSettlement(
        file_id=file,
        organisation_id=found.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        watch=found,
        referral_file_id=report,
    )
    try:
        with transaction.atomic():
            WatchSettlement.objects.bulk_create([row])
    except IntegrityError:
        raise AlreadySettled from None
    entry = leaves.Entry(
        kind="write",
        what="cases.settle_watch",
        file=file,
        why="The manager's referral was found" if report else "There was nothing to watch",
        after=[item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    files = twins.files_of(file=file)
    with connection.cursor() as cursor:
        for one in files:
            cursor.execute("select access.end_watch(%s, %s)", [one, found.person_id])
    draw_walls(files=files, by=by, at=at, vault=vault)
    return row


def _referral(reference: str) -> uuid.UUID | None:
    if not reference.strip():
        return None
    report = Report.objects.filter(reference=reference.strip().upper(), route=ROUTE).first()
    if report is None:
        raise NoReferral
    return report.file_id
