"""Records who reported a case, as a mark alone: openly where they agreed, else for one person."""

import dataclasses
import datetime
import json
import uuid

from django.db import IntegrityError, models, transaction

from candour.access.actions.involve import DESCRIBED
from candour.access.models import Involvement
from candour.cases import steps, words
from candour.cases.models import Case
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Account, SealedItem
from candour.guard.permissions import demand
from candour.patterns.models import KnownReporter
from candour.patterns.retaliation import marks

OPEN, KEPT = "open", "kept"
KIND = "reporter"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who reported, and whether they agreed that those who decide about them know it."""

    person: uuid.UUID
    agreed: bool
    how_known: str = dataclasses.field(default="", repr=False)


class AboutThem(Exception):
    """This case is about that person. Choose who reported it."""


class YourOwnReport(Exception):
    """This would be about you. Leave it to another reader."""


class AlreadyKnown(Exception):
    """This person is recorded for this case already."""


class HowMissing(Exception):
    """Say how it is known who reported."""


@transaction.atomic
def name_reporter(
    *, file: uuid.UUID, named: Named, by: Actor, at: datetime.datetime
) -> KnownReporter:
    """Record the reporter; of one who has not agreed no name is kept, and only `by` sees it."""
    demand("patterns.name_reporter", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    _check(case, named, by)
    item = _seal(case, named) if named.agreed else None
    row = KnownReporter(
        file_id=file,
        organisation_id=case.organisation_id,
        mark=marks.mark_of(person=named.person),
        how=OPEN if named.agreed else KEPT,
        knower_id=None if named.agreed else by.account,
        since_on=case.received_on,
        noted_at=at,
        noted_by=by.account,
        item=item,
    )
    try:
        with transaction.atomic():
            KnownReporter.objects.bulk_create([row])
    except IntegrityError:
        raise AlreadyKnown from None
    after: list[models.Model] = [row, *([item] if item else [])]
    entry = leaves.Entry(
        kind="write",
        what="patterns.name_reporter",
        file=file,
        why="Who reported is kept in mind",
        after=after,
    )
    leaves.append(entry=entry, by=by, at=at)
    return row


def _check(case: Case, named: Named, by: Actor) -> None:
    if Account.objects.filter(id=by.account, person_id=named.person).exists():
        raise YourOwnReport
    here = Involvement.objects.filter(
        file_id=case.file_id, person_id=named.person, role__in=DESCRIBED
    )
    if here.exists():
        raise AboutThem
    if named.agreed and not named.how_known.strip():
        raise HowMissing


def _seal(case: Case, named: Named) -> SealedItem:
    said = json.dumps({"person": str(named.person), "how": named.how_known}, ensure_ascii=False)
    place = words.narrative(case.file_id, case.organisation_id)
    return keys.seal(place=place, kind=KIND, text=said)
