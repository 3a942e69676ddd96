"""Asks the custodians of one case to give its keys to one person, for a purpose."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django.db import models, transaction

from candour.cases import persons
from candour.cases.custody import holding, telling
from candour.cases.custody.telling import Told
from candour.cases.models import Case, CustodyAsk, CustodyRequest, GivenShare
from candour.cases.models.custody import BREAK_GLASS, CUSTODIAN, FOR_RECOVERY, NAMED, RECOVERY
from candour.guard import files
from candour.guard.actors import Actor
from candour.guard.custody import giving, splitting
from candour.guard.custody.splitting import Holder
from candour.guard.keys import COMPARTMENTS, Vault
from candour.guard.log import leaves
from candour.guard.models import FileKey, KeyShare
from candour.guard.permissions import demand, deny


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for: recovery, or urgent access for some hours; for whom, and why."""

    kind: str
    purpose: str
    named: uuid.UUID
    told: Told
    hours: int | None = None


class WrongPurpose(Exception):
    """Choose a purpose that fits what you ask for."""


class NotClean(Exception):
    """This person can't be given the case. Choose somebody else."""


class ForYourself(Exception):
    """You can't ask for urgent access for yourself. Somebody else must ask for you."""


class TooFewCustodians(Exception):
    """Too few custodians hold shares of this case. Its keys can't be put together again."""


class NoPartOfYours(Exception):
    """You hold no part of this case's keys, so you can't ask for urgent access to it."""


@transaction.atomic
def ask_custodians(
    *, file: uuid.UUID, wish: Wish, vault: Vault | None, by: Actor, at: datetime.datetime
) -> CustodyRequest:
    """Write the request and tell each custodian and the person named, each under their own key.

    For urgent access whoever asks gives what she holds herself: custodians alone open nothing.
    """
    demand("cases.ask_custodians", by=by, at=at)
    files.token()
    if not holding.open_for_asking(file=file):
        deny("cases.ask_custodians", by=by, at=at, file=file)
    _check(wish, by)
    named = next(
        (one for one in holding.eligible(file=file, on=at.date()) if one.account_id == wish.named),
        None,
    )
    if named is None:
        raise NotClean
    asked = _asked(file, wish, on=at.date())
    case = Case.objects.get(file_id=file)
    request = CustodyRequest(
        file_id=file,
        organisation_id=case.organisation_id,
        kind=wish.kind,
        purpose=wish.purpose,
        hours=wish.hours,
        named_id=wish.named,
        asked_at=at,
        asked_by=by.account,
    )
    CustodyRequest.objects.bulk_create([request])
    asks = _tell(request, wish, named, asked)
    parts = _own_parts(request, named, vault, by) if wish.kind == BREAK_GLASS else []
    _log(request, [*asks, *parts], asked, by=by, at=at)
    return request


def _check(wish: Wish, by: Actor) -> None:
    if (wish.kind == RECOVERY) != (wish.purpose in FOR_RECOVERY):
        raise WrongPurpose
    if wish.kind == BREAK_GLASS and persons.is_one_of(by.account, [wish.named]):
        raise ForYourself


def _asked(file: uuid.UUID, wish: Wish, *, on: datetime.date) -> tuple[Holder, ...]:
    scheme = splitting.RECOVERY if wish.kind == RECOVERY else splitting.BODY
    found = holding.holders(file=file, scheme=scheme, on=on)
    is_enough = (
        len(found) >= splitting.RECOVERS
        if wish.kind == RECOVERY
        else len({one.body_id for one in found}) >= splitting.BODIES
    )
    if not is_enough:
        raise TooFewCustodians
    return found


def _tell(
    request: CustodyRequest, wish: Wish, named: Holder, asked: Sequence[Holder]
) -> list[CustodyAsk]:
    asks = [
        _ask(request, wish, one, role, named)
        for role, holders in ((CUSTODIAN, asked), (NAMED, (named,)))
        for one in holders
    ]
    return CustodyAsk.objects.bulk_create(asks)


def _ask(
    request: CustodyRequest, wish: Wish, holder: Holder, role: str, named: Holder
) -> CustodyAsk:
    ask = uuid.uuid4()
    return CustodyAsk(
        id=ask,
        file_id=request.file_id,
        organisation_id=request.organisation_id,
        request=request,
        account_id=holder.account_id,
        role=role,
        body_id=holder.body_id,
        kind=request.kind,
        purpose=request.purpose,
        hours=request.hours,
        asked_at=request.asked_at,
        named_public=named.public_key,
        ciphertext=telling.seal(
            told=wish.told, file=request.file_id, ask=ask, public=holder.public_key
        ),
    )


def _own_parts(
    request: CustodyRequest, named: Holder, vault: Vault | None, by: Actor
) -> list[GivenShare]:
    own = list(
        KeyShare.objects.filter(
            file_id=request.file_id,
            file_key__compartment__in=COMPARTMENTS,
            scheme=splitting.ASKING,
            account_id=by.account,
        )
    )
    keys = {key.id: key for key in FileKey.objects.filter(file_id=request.file_id)}
    if vault is None or not own:
        raise NoPartOfYours
    rows = []
    for share in own:
        # Whoever asks may hold a part without being one of the case's readers.
        share.file_key = keys[share.file_key_id]
        number, wrapped = giving.give(
            held=share, private=vault.private_key, to_public=named.public_key, request=request.id
        )
        rows.append(
            GivenShare(
                file_id=request.file_id,
                organisation_id=request.organisation_id,
                request=request,
                account_id=named.account_id,
                giver_id=by.account,
                body_id=share.body_id,
                file_key=share.file_key,
                scheme=share.scheme,
                number=number,
                commitment=share.commitment,
                wrapped=wrapped,
            )
        )
    return GivenShare.objects.bulk_create(rows)


def _log(
    request: CustodyRequest,
    rows: Sequence[models.Model],
    asked: Sequence[Holder],
    *,
    by: Actor,
    at: datetime.datetime,
) -> None:
    entry = leaves.Entry(
        kind="write",
        what="cases.ask_custodians",
        file=request.file_id,
        why=f"{request.get_kind_display()}: {request.get_purpose_display()}",
        detail={
            "recipients": [str(request.named_id)],
            "asked": sorted(str(one.account_id) for one in asked),
            "hours": request.hours,
        },
        after=[request, *rows],
    )
    leaves.append(entry=entry, by=by, at=at)
