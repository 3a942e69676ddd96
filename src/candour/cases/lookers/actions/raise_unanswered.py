"""Puts to oversight what reporters asked about a look and nobody has answered in time."""

import datetime

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake.models import Escalation, LookInquiry
from candour.law.duties import LOOK_INQUIRY

BECAUSE = "look_unanswered"
WITHIN = datetime.timedelta(days=LOOK_INQUIRY.number)


@transaction.atomic
def raise_unanswered(*, by: Actor, at: datetime.datetime) -> int:
    """Raise each file once for the day on which its question was asked; return how many."""
    demand("cases.raise_unanswered", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.raise_unanswered'))")
    late = LookInquiry.objects.filter(asked_on__lt=at.date() - WITHIN, answer__isnull=True)
    count = 0
    for asked in late.order_by("asked_on", "id"):
        told = {
            "file_id": asked.file_id,
            "level": "oversight",
            "because": BECAUSE,
            "on_day": asked.asked_on + WITHIN + datetime.timedelta(days=1),
        }
        if Escalation.objects.filter(**told).exists():
            continue
        row = Escalation(organisation_id=asked.organisation_id, **told)
        Escalation.objects.bulk_create([row])
        entry = leaves.Entry(
            kind="write",
            what="cases.raise_unanswered",
            file=asked.file_id,
            why="A question about a look was left without an answer",
            detail={"because": BECAUSE},
            after=[row],
        )
        leaves.append(entry=entry, by=by, at=at)
        count += 1
    return count
