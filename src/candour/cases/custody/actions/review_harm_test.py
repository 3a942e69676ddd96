"""Somebody else agrees to a harm test; only then is the reporter not told, until its day."""

import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import persons
from candour.cases.models import HarmReview, HarmTest
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand, deny


class YourOwnTest(Exception):
    """You wrote this test. Somebody else must review it."""


class AlreadyReviewed(Exception):
    """Somebody has reviewed this test already."""


@transaction.atomic
def review_harm_test(
    *, test: uuid.UUID, file: uuid.UUID, by: Actor, at: datetime.datetime
) -> HarmReview:
    """Agree to a harm test that another person wrote."""
    demand("cases.review_harm_test", by=by, at=at, file=file)
    noted = HarmTest.objects.filter(id=test, file_id=file).first()
    if noted is None:
        deny("cases.review_harm_test", by=by, at=at, file=file)
    if persons.is_one_of(by.account, [noted.noted_by]):
        raise YourOwnTest
    review = HarmReview(
        file_id=file,
        organisation_id=noted.organisation_id,
        test=noted,
        noted_by=noted.noted_by,
        reviewed_at=at,
        reviewed_by=by.account,
    )
    try:
        with transaction.atomic():
            HarmReview.objects.bulk_create([review])
    except IntegrityError:
        raise AlreadyReviewed from None
    entry = leaves.Entry(
        kind="write",
        what="cases.review_harm_test",
        file=file,
        why="A harm test was reviewed",
        after=[review],
    )
    leaves.append(entry=entry, by=by, at=at)
    return review
