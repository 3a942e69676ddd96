"""Withholds the looks of one account from a reporter, for a time, under a harm test."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import words
from candour.cases.models import Case, Withholding
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.duties import LOOK_REVIEW, LOOK_WITHHELD
from candour.law.policies.looks import GROUNDS


class NotAGround(Exception):
    """Choose the harm that showing the look would do."""


class BadDay(Exception):
    """Choose an end at least seven days and at most 180 days from today."""


class YourOwn(Exception):
    """You can't withhold your own looks."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Whose looks, on which ground and why, until when."""

    looker: uuid.UUID
    ground: str
    why: str
    review_on: datetime.date


@transaction.atomic
def withhold_looks(
    *, file: uuid.UUID, chosen: Chosen, by: Actor, at: datetime.datetime
) -> Withholding:
    """Withhold at once; it lapses after seven days unless a second person upholds it."""
    demand("cases.withhold_looks", by=by, at=at, file=file)
    case = Case.objects.get(file_id=file)
    _check(chosen, by, on=at.date())
    item = words.seal_reason(case=case, text=chosen.why)
    row = Withholding(
        file_id=file,
        organisation_id=case.organisation_id,
        looker_id=chosen.looker,
        ground=chosen.ground,
        decided_at=at,
        decided_by=by.account,
        item=item,
        lapses_on=at.date() + datetime.timedelta(days=LOOK_REVIEW.number),
        review_on=chosen.review_on,
    )
    Withholding.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="cases.withhold_looks",
        file=file,
        why="Looks are withheld under a harm test",
        detail={"ground": chosen.ground},
        after=[item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row


def _check(chosen: Chosen, by: Actor, *, on: datetime.date) -> None:
    if chosen.ground not in {row.code for row in GROUNDS}:
        raise NotAGround
    if chosen.looker == by.account:
        raise YourOwn
    days = (chosen.review_on - on).days
    if not LOOK_REVIEW.number <= days <= LOOK_WITHHELD.number:
        raise BadDay
