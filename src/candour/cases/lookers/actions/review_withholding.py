"""A second person upholds a harm test that withholds looks, or undoes it."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import persons
from candour.cases.models import Withholding, WithholdingReview
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand


class NotASecondPerson(Exception):
    """Somebody must review it who neither decided it nor looked."""


class AlreadyReviewed(Exception):
    """This has been reviewed already."""


@transaction.atomic
def review_withholding(
    *, file: uuid.UUID, withholding: uuid.UUID, is_upheld: bool, by: Actor, at: datetime.datetime
) -> WithholdingReview:
    """Uphold it until its end, or show the looks again at once."""
    demand("cases.review_withholding", by=by, at=at, file=file)
    decided = Withholding.objects.get(id=withholding, file_id=file)
    if persons.is_one_of(by.account, [decided.decided_by, decided.looker_id]):
        raise NotASecondPerson
    review = WithholdingReview(
        file_id=file,
        organisation_id=decided.organisation_id,
        withholding=decided,
        is_upheld=is_upheld,
        reviewed_at=at,
        reviewed_by=by.account,
    )
    try:
        with transaction.atomic():
            WithholdingReview.objects.bulk_create([review])
    except IntegrityError:
        raise AlreadyReviewed from None
    entry = leaves.Entry(
        kind="write",
        what="cases.review_withholding",
        file=file,
        why="A harm test was upheld" if is_upheld else "A harm test was undone",
        after=[review],
    )
    leaves.append(entry=entry, by=by, at=at)
    return review
