"""Settles an alert of words that got out: a person says what became of it, and accuses nobody."""

import datetime

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import LeakAlert, LeakTriage
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.policies.looks import OUTCOMES


class NotAnOutcome(Exception):
    """Choose what became of it."""


class SettledAlready(Exception):
    """This has been settled already."""


@transaction.atomic
def settle_leak(
    *, leak: LeakAlert, outcome: str, why: str, by: Actor, at: datetime.datetime
) -> LeakTriage:
    """Keep what became of an alert, with the reason sealed; no allegation comes of it by itself."""
    demand("cases.settle_leak", by=by, at=at, file=leak.file_id)
    if outcome not in {row.code for row in OUTCOMES}:
        raise NotAnOutcome
    case = steps.get_case(file=leak.file_id)
    if LeakTriage.objects.filter(alert=leak).exists():
        raise SettledAlready
    place = words.narrative(case.file_id, case.organisation_id)
    item = keys.seal(place=place, kind=words.REASON, text=why)
    row = LeakTriage(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        alert=leak,
        outcome=outcome,
        item=item,
        settled_at=at,
        settled_by=by.account,
    )
    LeakTriage.objects.bulk_create([row])
    detail = {"outcome": outcome}
    steps.finish(
        step="cases.settle_leak", case=case, after=[item, row], by=by, at=at, detail=detail
    )
    return row
