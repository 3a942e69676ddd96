"""A custodian gives her shares of a case to the person named, or declines and says why."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases.custody import holding
from candour.cases.models import CustodyAnswer, CustodyAsk, GivenShare
from candour.cases.models.custody import CUSTODIAN
from candour.guard import files
from candour.guard.actors import Actor
from candour.guard.custody import giving
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.permissions import demand, deny


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the custodian decided; a reason where she declines."""

    is_given: bool
    reason: str = ""


class AlreadyAnswered(Exception):
    """You have answered this already. An answer stands."""


class ReasonMissing(Exception):
    """Choose why you decline."""


class NothingHeld(Exception):
    """You hold no share for this any more."""


@transaction.atomic
def answer_ask(
    *, ask: uuid.UUID, answer: Answer, vault: Vault, by: Actor, at: datetime.datetime
) -> CustodyAnswer:
    """Write the answer; where the shares are given, each is sealed to the person named alone.

    Raises giving.WrongShare where what is stored is not what was committed to.
    """
    demand("cases.answer_custodians", by=by, at=at)
    asked = CustodyAsk.objects.filter(id=ask, account_id=by.account, role=CUSTODIAN).first()
    state = holding.state(ask=ask)
    if asked is None or state is None:
        deny("cases.answer_custodians", by=by, at=at)
    if state.is_lapsed:
        raise holding.Lapsed
    if state.is_answered or state.is_taken:
        raise AlreadyAnswered
    if not answer.is_given and not answer.reason:
        raise ReasonMissing
    files.token()
    if not holding.open_asked(ask=ask):
        deny("cases.answer_custodians", by=by, at=at)
    row = _write(asked, answer, by=by, at=at)
    given = _give(asked, vault, by) if answer.is_given else []
    entry = leaves.Entry(
        kind="key" if answer.is_given else "write",
        what="cases.answer_custodians",
        file=asked.file_id,
        why="A custodian gave a share" if answer.is_given else "A custodian declined",
        detail={"request": str(asked.request_id)},
        after=[row, *given],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row


def _write(asked: CustodyAsk, answer: Answer, *, by: Actor, at: datetime.datetime) -> CustodyAnswer:
    row = CustodyAnswer(
        file_id=asked.file_id,
        organisation_id=asked.organisation_id,
        ask=asked,
        request_id=asked.request_id,
        body_id=asked.body_id,
        is_given=answer.is_given,
        reason="" if answer.is_given else answer.reason,
        answered_at=at,
        answered_by=by.account,
    )
    try:
        with transaction.atomic():
            CustodyAnswer.objects.bulk_create([row])
    except IntegrityError:
        raise AlreadyAnswered from None
    return row


def _give(asked: CustodyAsk, vault: Vault, by: Actor) -> list[GivenShare]:
    held = holding.held(ask=asked.id, file=asked.file_id, account=by.account)
    if not held:
        raise NothingHeld
    named = _named(asked)
    rows = []
    for share in held:
        number, wrapped = giving.give(
            held=share,
            private=vault.private_key,
            to_public=bytes(asked.named_public),
            request=asked.request_id,
        )
        rows.append(
            GivenShare(
                file_id=asked.file_id,
                organisation_id=asked.organisation_id,
                request_id=asked.request_id,
                account_id=named,
                giver_id=by.account,
                body_id=asked.body_id,
                file_key_id=share.file_key.id,
                scheme=share.scheme,
                number=number,
                commitment=share.commitment,
                wrapped=wrapped,
            )
        )
    return GivenShare.objects.bulk_create(rows)


def _named(asked: CustodyAsk) -> uuid.UUID:
    # The file is open for this transaction, and the request with it.
    return asked.request.named_id
