"""Gives a subject a seat: a page of their own, on which nothing stands until it is served."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import Allegation, Case, Party
from candour.cases.parties import involving, standing
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import Account
from candour.guard.permissions import demand
from candour.guard.seats import Seat


class NoSuchSeat(Exception):
    """Choose a subject of this case whose account is a subject's seat and who has none here yet."""


@transaction.atomic
def give_seat(
    *, file: uuid.UUID, account: uuid.UUID, why: str, vault: Vault, by: Actor, at: datetime.datetime
) -> Party:
    """Make an account the seat of the subject it belongs to, and draw the walls anew.

    Every other account of the same person is walled from the case, before and after.
    """
    demand("cases.give_seat", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    person = eligible(file=file).get(account)
    if person is None:
        raise NoSuchSeat
    item = words.seal_reason(case=case, text=why)
    party = _seat(case, account, person, by=by, at=at)
    party.item = item
    Party.objects.bulk_create([party])
    steps.finish(step="cases.give_seat", case=case, after=[item, party], by=by, at=at)
    involving.also(case=case, also=(person, "subject"), vault=vault, by=by, at=at)
    return party


def eligible(*, file: uuid.UUID) -> dict[uuid.UUID, uuid.UUID]:
    """Return the accounts that could be given a seat, with the subject; part of giving one."""
    subjects = Allegation.objects.filter(file_id=file, subject__isnull=False).values("subject_id")
    seated = standing.parties(file=file).filter(kind="subject").values("person_id")
    rows = Account.objects.filter(
        seat=Seat.SUBJECT.value, is_active=True, person_id__in=subjects
    ).exclude(person_id__in=seated)
    return {
        account: person
        for account, person in rows.values_list("id", "person_id").order_by("id")
        if person is not None
    }


def _seat(
    case: Case, account: uuid.UUID, person: uuid.UUID, *, by: Actor, at: datetime.datetime
) -> Party:
    return Party(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        kind="subject",
        side="subject",
        account_id=account,
        person_id=person,
    )
