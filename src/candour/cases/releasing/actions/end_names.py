"""Takes answers about names away when their days are over, with a name in them or without."""

import datetime

from django.db import connection, transaction

from candour.cases.models import NameAnswer, NameEnd
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand


@transaction.atomic
def end_names(*, by: Actor, at: datetime.datetime) -> int:
    """Delete every answer whose last day has passed; return how many."""
    demand("cases.end_names", by=by, at=at)
    with connection.cursor() as cursor:
        # Two rounds at once would do it twice.
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.end_names'))")
    due = list(NameAnswer.objects.filter(until_on__lte=at.date()).order_by("id"))
    for answer in due:
        end = NameEnd(
            file_id=answer.file_id,
            organisation_id=answer.organisation_id,
            request_id=answer.request_id,
            ended_at=at,
        )
        NameEnd.objects.bulk_create([end])
        entry = leaves.Entry(
            kind="write",
            what="cases.end_names",
            file=answer.file_id,
            why="The days for a name are over",
            after=[end],
            gone=[answer],
        )
        leaves.append(entry=entry, by=by, at=at)
        NameAnswer.objects.filter(id=answer.id).delete()
    return len(due)
