"""Records what was looked for before an allegation may end with no case to answer."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from candour.cases import steps, words
from candour.cases.courses import checked
from candour.cases.models import Allegation, NoCaseCheck
from candour.cases.reading import heads
from candour.guard.actors import Actor
from candour.guard.permissions import demand, refused


class ChecksMissing(Exception):
    """Something is missing that this decision can't do without."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = tuple(missing)


class IsClosed(Exception):
    """This case is closed."""


@transaction.atomic
def check_no_case(
    *,
    file: uuid.UUID,
    allegation: uuid.UUID,
    answers: Mapping[str, str],
    reason: str,
    by: Actor,
    at: datetime.datetime,
) -> NoCaseCheck:
    """Record the checks of one allegation; later ones take their place."""
    demand("cases.check_no_case", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if not Allegation.objects.filter(id=allegation, file_id=file).exists():
        raise refused("cases.check_no_case", file=file)
    if not heads.is_open(case):
        raise IsClosed
    found = checked.missing(answers)
    if found:
        raise ChecksMissing(found)
    item = words.seal_reason(case=case, text=reason)
    row = NoCaseCheck(
        file_id=file,
        organisation_id=case.organisation_id,
        allegation_id=allegation,
        answers=dict(answers),
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
        supersedes=NoCaseCheck.objects.filter(
            allegation_id=allegation, superseded_by__isnull=True
        ).first(),
    )
    NoCaseCheck.objects.bulk_create([row])
    steps.finish(step="cases.check_no_case", case=case, after=[item, row], by=by, at=at)
    return row
