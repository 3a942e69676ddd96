"""What is followed for a year, across the cases that somebody sees; what is late comes first."""

import dataclasses
import datetime
import uuid

from candour.cases.models import Case, FollowUp
from candour.cases.reading import staff
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.policies.checks import TOPICS

MOST = 200
_NAMES = {row.code: row.name for row in TOPICS}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenFollowUp:
    """One topic of one case that is looked at again: what, by whom, on which day."""

    file: uuid.UUID
    reference: str
    topic: str
    name: str
    owner: str
    is_mine: bool
    next_on: datetime.date
    until_on: datetime.date
    is_late: bool


def open_followups(*, by: Actor, at: datetime.datetime) -> tuple[OpenFollowUp, ...]:
    """Return what is still followed, of closed cases too, until its year is over."""
    demand("cases.followed", by=by, at=at)
    on = at.date()
    rows = list(
        FollowUp.objects.filter(
            state="goes_on", superseded_by__isnull=True, until_on__gte=on
        ).order_by("next_on", "id")[:MOST]
    )
    cases = Case.objects.in_bulk([row.file_id for row in rows])
    known = staff.called(accounts=[row.owner_id for row in rows], by=by, at=at)
    return tuple(
        OpenFollowUp(
            file=row.file_id,
            reference=cases[row.file_id].reference,
            topic=row.topic,
            name=_NAMES[row.topic],
            owner=staff.named(known, row.owner_id),
            is_mine=row.owner_id == by.account_id,
            next_on=row.next_on,
            until_on=row.until_on,
            is_late=row.next_on < on,
        )
        for row in rows
        if row.next_on is not None and row.file_id in cases
    )
