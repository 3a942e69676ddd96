"""Writes down that the evidence says a supervisor knew, and keeps that supervisor from the case."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.models import SupervisorNoted
from candour.cases.parties import involving
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import Account
from candour.guard.permissions import demand


class AlreadyNoted(Exception):
    """This supervisor is noted in this case already."""


class YourOwnMatter(Exception):
    """This would be about you. Leave it to another reader."""


@transaction.atomic
def note_supervisor(
    *, file: uuid.UUID, person: uuid.UUID, how: str, vault: Vault, by: Actor,
    at: datetime.datetime,
) -> SupervisorNoted:  # fmt: skip
    """Note the supervisor; from now on the case waits for a decision about them."""
    demand("cases.note_supervisor", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if Account.objects.filter(id=by.account, person_id=person).exists():
        raise YourOwnMatter
    item = words.seal_reason(case=case, text=how)
    row = SupervisorNoted(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        person_id=person,
    )
    try:
        with transaction.atomic():
            SupervisorNoted.objects.bulk_create([row])
    except IntegrityError:
        raise AlreadyNoted from None
    steps.finish(step="cases.note_supervisor", case=case, after=[item, row], by=by, at=at)
    involving.also(case=case, also=(person, "witness"), vault=vault, by=by, at=at)
    return row
