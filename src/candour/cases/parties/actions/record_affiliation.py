"""Records for which body and branch an account represents people, as its own body confirms."""

import datetime

from django.db import transaction

from candour.cases.models import Affiliation
from candour.cases.parties import affiliation
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.permissions import demand
from candour.guard.seats import Seat


class NotARepresentative(Exception):
    """There is no account of this name with a representative's seat."""


@transaction.atomic
def record_affiliation(
    *, username: str, body: str, branch: str, by: Actor, at: datetime.datetime
) -> Affiliation:
    """Write or correct the body and branch of a representative's account."""
    demand("cases.record_affiliation", by=by, at=at)
    account = Account.objects.filter(username=username, seat=Seat.REPRESENTATIVE.value).first()
    if account is None:
        raise NotARepresentative
    row = affiliation.of(account=account.id, body=body, branch=branch)
    Affiliation.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["account"],
        update_fields=["body", "branch", "key"],
    )
    entry = leaves.Entry(
        kind="write",
        what="cases.record_affiliation",
        why="Whom a representative stands for",
        detail={"account": str(account.id)},
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
