"""Names who reviews a case: somebody outside the force, who is given papers and never the case."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.models import Case, Party
from candour.cases.parties import standing
from candour.guard.actors import Actor
from candour.guard.models import Account
from candour.guard.permissions import demand
from candour.guard.seats import Seat


class AlreadyNamed(Exception):
    """A reviewer is named already. End their part first."""


class NotOutside(Exception):
    """This reviewer can't be named here. Choose another."""


@transaction.atomic
def name_reviewer(
    *, file: uuid.UUID, account: uuid.UUID, why: str, by: Actor, at: datetime.datetime
) -> Party:
    """Name one reviewer. Every refusal of a person says the same, so that none tells why."""
    demand("cases.name_reviewer", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if standing.parties(file=file).filter(kind="reviewer").exists():
        raise AlreadyNamed
    party = _reviewer(case, account, by=by, at=at)
    item = words.seal_reason(case=case, text=why)
    party.item = item
    _write(party)
    steps.finish(step="cases.name_reviewer", case=case, after=[item, party], by=by, at=at)
    return party


def _reviewer(case: Case, account: uuid.UUID, *, by: Actor, at: datetime.datetime) -> Party:
    seat = Account.objects.filter(id=account, seat=Seat.REVIEWER.value, is_active=True).first()
    if seat is None:
        raise NotOutside
    return Party(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        kind="reviewer",
        side="none",
        account=seat,
        person_id=seat.person_id,
    )


def _write(party: Party) -> None:
    # The database knows every tie and every part, also what whoever asks does not see.
    try:
        with transaction.atomic():
            Party.objects.bulk_create([party])
    except IntegrityError:
        raise NotOutside from None
