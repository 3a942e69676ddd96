"""Puts a case to wait for somebody else: with a person who watches it and a day to look again."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import Case, Hold
from candour.cases.reading import heads
from candour.cases.work import standing
from candour.guard.actors import Actor
from candour.guard.models import Account, Grant
from candour.guard.permissions import demand
from candour.law.events import EventKind
from candour.law.policies.escalation import REVIEW_DAYS
from candour.law.policies.ownership import WAITED_FOR, Owner

LONGEST = datetime.timedelta(days=REVIEW_DAYS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Whom the case waits for since when, who watches it, when they look again, and why.

    is_stopped: handling stops for criminal proceedings, and statutory clocks with it.
    """

    owner: Owner
    since_on: datetime.date
    keeper: uuid.UUID
    review_on: datetime.date
    is_stopped: bool = False
    why: str = dataclasses.field(repr=False)


class NotOpen(Exception):
    """A closed case waits for nobody."""


class InTheFuture(Exception):
    """The day since when it waits can't lie in the future, or before the case was received."""


class ReviewTooLate(Exception):
    """Look at it again within 28 days, and not before today."""


class NotAKeeper(Exception):
    """Choose somebody who has this case to watch over it."""


class NotAnOwner(Exception):
    """Choose whom the case waits for."""


@transaction.atomic
def hand_case_to(*, file: uuid.UUID, waiting: Waiting, by: Actor, at: datetime.datetime) -> Hold:
    """Record it; where handling stops, the event that stops clocks is recorded with it."""
    demand("cases.hand_case_to", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    _check(case, waiting, on=at.date())
    item = words.seal_reason(case=case, text=waiting.why)
    row = Hold(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        owner=waiting.owner.value,
        since_on=waiting.since_on,
        made_on=at.date(),
        keeper_id=waiting.keeper,
        review_on=waiting.review_on,
    )
    is_new_stop = waiting.is_stopped and not standing.held(files=[file])[file].is_stopped
    stop = {EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS: waiting.since_on} if is_new_stop else {}
    events = steps.events(case=case, facts=stop, by=by, at=at, item=item)
    Hold.objects.bulk_create([row])
    detail = {"owner": row.owner, "recipients": [str(waiting.keeper)]}
    steps.finish(
        step="cases.hand_case_to", case=case, after=[item, row, *events], by=by, at=at,
        detail=detail,
    )  # fmt: skip
    return row


def check_review(
    *, keeper: uuid.UUID, review_on: datetime.date, case: Case, on: datetime.date
) -> None:
    """Refuse a keeper who has not the case and a day too far away; part of every waiting."""
    if not on <= review_on <= on + LONGEST:
        raise ReviewTooLate
    if keeper not in keepers(file=case.file_id):
        raise NotAKeeper


def keepers(*, file: uuid.UUID) -> frozenset[uuid.UUID]:
    """Return the accounts that have the case; part of putting it to wait."""
    granted = Grant.objects.filter(file_id=file).values("account_id")
    active = Account.objects.filter(id__in=granted, is_active=True)
    return frozenset(active.values_list("id", flat=True))


def _check(case: Case, waiting: Waiting, *, on: datetime.date) -> None:
    if not heads.is_open(case):
        raise NotOpen
    if waiting.owner not in WAITED_FOR:
        raise NotAnOwner
    if not case.received_on <= waiting.since_on <= on:
        raise InTheFuture
    check_review(keeper=waiting.keeper, review_on=waiting.review_on, case=case, on=on)
