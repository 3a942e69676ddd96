"""Ends urgent access when its hours are over: no key, no grant, and a new epoch for the others."""

import datetime

from django.db import connection, models, transaction

from candour.access.actions.renew_epochs import renew_epochs
from candour.cases.models import AccessEnd, CustodyTaking
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Grant, KeyWrap
from candour.guard.permissions import demand


@transaction.atomic
def end_access(*, by: Actor, at: datetime.datetime) -> int:
    """End every urgent access whose hours are over; return how many ended."""
    demand("cases.end_access", by=by, at=at)
    with connection.cursor() as cursor:
        # Two rounds at once would do it twice.
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.end_access'))")
    due = list(
        CustodyTaking.objects.filter(until_at__lte=at)
        .exclude(id__in=AccessEnd.objects.values("taking_id"))
        .order_by("until_at", "id")
    )
    for taking in due:
        _end(taking, by=by, at=at)
    return len(due)


def _end(taking: CustodyTaking, *, by: Actor, at: datetime.datetime) -> None:
    # Whoever was given the case meanwhile as its investigator keeps it.
    grants = list(Grant.objects.filter(id=taking.grant_id, role="urgent"))
    renewed: tuple[models.Model, ...] = ()
    said: dict[str, object] = {}
    if grants:
        KeyWrap.objects.filter(
            file_key__file_id=taking.file_id, account_id=taking.account_id
        ).delete()
        renewed, said = renew_epochs(file=taking.file_id, by=by, at=at)
    end = AccessEnd(
        file_id=taking.file_id,
        organisation_id=taking.organisation_id,
        taking=taking,
        ended_at=at,
    )
    AccessEnd.objects.bulk_create([end])
    entry = leaves.Entry(
        kind="write",
        what="cases.end_access",
        file=taking.file_id,
        why="Urgent access ended",
        detail={"taking": str(taking.id), "custody": said},
        after=[end, *renewed],
        gone=grants,
    )
    leaves.append(entry=entry, by=by, at=at)
    Grant.objects.filter(id__in=[one.id for one in grants]).delete()
