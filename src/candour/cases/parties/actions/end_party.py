"""Ends somebody's part in a case, and takes what they were given off their page."""

import datetime
import uuid

from django.db import connection, transaction

from candour.cases import steps, words
from candour.cases.models import PartyEnd
from candour.cases.parties import standing
from candour.guard.actors import Actor
from candour.guard.permissions import demand


class AlreadyEnded(Exception):
    """This part has ended already, or there is none."""


@transaction.atomic
def end_party(
    *, file: uuid.UUID, party: uuid.UUID, why: str, by: Actor, at: datetime.datetime
) -> PartyEnd:
    """End a party's part, and that of whoever stands by it; the ledger keeps every copy's row."""
    demand("cases.end_party", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    present = standing.parties(file=file)
    found = present.filter(id=party).first()
    if found is None:
        raise AlreadyEnded
    ending = [found, *present.filter(client=found)]
    item = words.seal_reason(case=case, text=why)
    ends = PartyEnd.objects.bulk_create(
        PartyEnd(
            file_id=file,
            organisation_id=case.organisation_id,
            noted_at=at,
            noted_by=by.account,
            item=item,
            party=one,
        )
        for one in ending
    )
    with connection.cursor() as cursor:
        for one in ending:
            cursor.execute("select cases.take_back(%s)", [one.id])
    steps.finish(step="cases.end_party", case=case, after=[item, *ends], by=by, at=at)
    return ends[0]
