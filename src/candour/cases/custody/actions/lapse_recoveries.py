"""Ends a recovery that too few custodians answered in time, so that it can be asked for anew."""

import datetime

from django.db import connection, transaction

from candour.cases.models import (
    CustodyAnswer,
    CustodyLapse,
    CustodyRequest,
    CustodyTaking,
    GivenShare,
)
from candour.cases.models.custody import RECOVERY
from candour.guard.actors import Actor
from candour.guard.custody import splitting
from candour.guard.log import leaves
from candour.guard.permissions import demand

# Custodians are called, on numbers that they find themselves; two weeks bear a holiday.
LASTS = datetime.timedelta(days=14)


@transaction.atomic
def lapse_recoveries(*, by: Actor, at: datetime.datetime) -> int:
    """End every recovery that is older than its time and has too few shares; return how many."""
    demand("cases.lapse_recoveries", by=by, at=at)
    with connection.cursor() as cursor:
        # Two rounds at once would do it twice.
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.lapse_recoveries'))")
    overdue = (
        CustodyRequest.objects.filter(kind=RECOVERY, asked_at__lte=at - LASTS)
        .exclude(id__in=CustodyTaking.objects.values("request_id"))
        .exclude(id__in=CustodyLapse.objects.values("request_id"))
        .order_by("asked_at", "id")
    )
    return sum(_lapse(request, by=by, at=at) for request in overdue)


def _lapse(request: CustodyRequest, *, by: Actor, at: datetime.datetime) -> bool:
    given = CustodyAnswer.objects.filter(request=request, is_given=True).count()
    # Enough were given: whoever is named may still put them together.
    if given >= splitting.RECOVERS:
        return False
    lapse = CustodyLapse(
        file_id=request.file_id,
        organisation_id=request.organisation_id,
        request=request,
        given=given,
        lapsed_at=at,
    )
    CustodyLapse.objects.bulk_create([lapse])
    shares = list(GivenShare.objects.filter(request=request).order_by("id"))
    entry = leaves.Entry(
        kind="write",
        what="cases.lapse_recoveries",
        file=request.file_id,
        why="A recovery lapsed: too few custodians gave their shares in time",
        detail={"request": str(request.id), "given": given, "wanted": splitting.RECOVERS},
        after=[lapse],
        gone=shares,
    )
    leaves.append(entry=entry, by=by, at=at)
    # Kept, they would count towards opening the case although nobody asks any more.
    GivenShare.objects.filter(id__in=[one.id for one in shares]).delete()
    return True
