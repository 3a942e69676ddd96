"""Records why telling a reporter of urgent access would harm somebody, and until when."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases.models import CustodyRequest, HarmTest
from candour.cases.models.custody import BREAK_GLASS
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand, deny

LONGEST = datetime.timedelta(days=90)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """Who would be harmed and how, and the day on which somebody looks at it again."""

    why: str = dataclasses.field(repr=False)
    review_on: datetime.date


class TooLong(Exception):
    """Choose a day of review after today and within 90 days."""


@transaction.atomic
def note_harm_test(
    *, request: uuid.UUID, file: uuid.UUID, harm: Harm, by: Actor, at: datetime.datetime
) -> HarmTest:
    """Write the test; it forbids nothing until somebody else has reviewed it."""
    demand("cases.note_harm_test", by=by, at=at, file=file)
    asked = CustodyRequest.objects.filter(id=request, file_id=file, kind=BREAK_GLASS).first()
    if asked is None:
        deny("cases.note_harm_test", by=by, at=at, file=file)
    if not at.date() < harm.review_on <= at.date() + LONGEST:
        raise TooLong
    place = keys.Place(file=file, organisation=asked.organisation_id)
    item = keys.seal(place=place, kind="reason", text=harm.why)
    test = HarmTest(
        file_id=file,
        organisation_id=asked.organisation_id,
        request=asked,
        item=item,
        noted_at=at,
        noted_by=by.account,
        review_on=harm.review_on,
    )
    HarmTest.objects.bulk_create([test])
    entry = leaves.Entry(
        kind="write",
        what="cases.note_harm_test",
        file=file,
        why="Telling the reporter may harm somebody",
        detail={"review_on": harm.review_on.isoformat()},
        after=[item, test],
    )
    leaves.append(entry=entry, by=by, at=at)
    return test
