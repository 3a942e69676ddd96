"""Names another body that is given things of a case, such as a prosecutor or another force."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import Party
from candour.guard.actors import Actor
from candour.guard.permissions import demand


@transaction.atomic
def name_body(*, file: uuid.UUID, body: str, why: str, by: Actor, at: datetime.datetime) -> Party:
    """Put a body among the recipients; it has no account, and its copies are printed or sent."""
    demand("cases.name_body", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    item = words.seal_reason(case=case, text=why)
    party = Party(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        kind="body",
        side="none",
        body=body,
    )
    Party.objects.bulk_create([party])
    steps.finish(step="cases.name_body", case=case, after=[item, party], by=by, at=at)
    return party
