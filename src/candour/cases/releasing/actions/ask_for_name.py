"""Asks the keepers to show the reporter's name to one person, whether there is one or not."""

import dataclasses
import datetime
import uuid

from django.db import connection, transaction

from candour.access import certifying, custody
from candour.cases.custody import holding, telling
from candour.cases.custody.telling import Told
from candour.cases.models import Case, NameAsk, NameRequest
from candour.guard.actors import Actor
from candour.guard.custody.splitting import Holder
from candour.guard.log import leaves
from candour.guard.permissions import demand


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who should know the name, why, and for how many days."""

    named: uuid.UUID
    purpose: str
    days: int
    told: Told


class NotClean(Exception):
    """This person can't be shown anything of the case. Choose somebody else."""


class NoReport(Exception):
    """This case came from no report here, so nobody keeps a name for it."""


@transaction.atomic
def ask_for_name(*, file: uuid.UUID, wish: Wish, by: Actor, at: datetime.datetime) -> NameRequest:
    """Write the request and tell each keeper; no name is looked for on this way."""
    demand("cases.ask_for_name", by=by, at=at, file=file)
    case = Case.objects.get(file_id=file)
    if case.report_file_id is None:
        raise NoReport
    people = holding.eligible(file=file, on=at.date())
    named = next((one for one in people if one.account_id == wish.named), None)
    if named is None:
        raise NotClean
    request = NameRequest(
        file_id=file,
        organisation_id=case.organisation_id,
        report_id=case.report_file_id,
        named_id=wish.named,
        purpose=wish.purpose,
        days=wish.days,
        asked_at=at,
        asked_by=by.account,
    )
    NameRequest.objects.bulk_create([request])
    asks = NameAsk.objects.bulk_create(
        _ask(request, wish, keeper, named) for keeper in _keepers(file, on=at.date())
    )
    entry = leaves.Entry(
        kind="write",
        what="cases.ask_for_name",
        file=file,
        why=f"Asked for a name: {request.get_purpose_display()}",
        detail={"recipients": [str(wish.named)], "days": wish.days},
        after=[request, *asks],
    )
    leaves.append(entry=entry, by=by, at=at)
    return request


def _keepers(file: uuid.UUID, *, on: datetime.date) -> tuple[Holder, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select * from cases.name_keepers(%s)", [file])
        seats = cursor.fetchall()
    return custody.certified(seats=seats, officers=certifying.officers(), on=on)


def _ask(request: NameRequest, wish: Wish, keeper: Holder, named: Holder) -> NameAsk:
    ask = uuid.uuid4()
    return NameAsk(
        id=ask,
        file_id=request.file_id,
        organisation_id=request.organisation_id,
        request=request,
        account_id=keeper.account_id,
        report_id=request.report_id,
        purpose=request.purpose,
        days=request.days,
        asked_at=request.asked_at,
        named_public=named.public_key,
        ciphertext=telling.seal(
            told=wish.told, file=request.file_id, ask=ask, public=keeper.public_key
        ),
    )
