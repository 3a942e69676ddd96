"""A keeper releases a name to the person named for some days, or refuses; the reporter is told."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, connection, transaction

from candour.cases.models import NameAnswer, NameAsk, NameDecision, NameRequest
from candour.cases.releasing import answers
from candour.core import envelope
from candour.guard import files, keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.permissions import demand, deny
from candour.intake.mailboxes import letters
from candour.intake.mailboxes.letters import Letter
from candour.intake.models import Correspondent
from candour.people import naming

# Whatever the answer, it shows on the next day: how long it took tells nothing.
SHOWN_AFTER = datetime.timedelta(days=1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the keeper decided; a reason where she refuses."""

    is_released: bool
    reason: str = ""


class AlreadyAnswered(Exception):
    """A keeper has answered this already. An answer stands."""


class Lapsed(Exception):
    """Nobody answered this in 28 days, so it has lapsed. Whoever asked can ask again."""


class ReasonMissing(Exception):
    """Choose why you refuse."""


@transaction.atomic
def answer_for_name(
    *, ask: uuid.UUID, decision: Decision, vault: Vault, by: Actor, at: datetime.datetime
) -> NameDecision:
    """Answer for every keeper: the same rows, sizes and letter, with a name or without."""
    demand("cases.answer_for_name", by=by, at=at)
    asked = NameAsk.objects.filter(id=ask, account_id=by.account).first()
    files.token()
    if asked is None or not _open_asked(ask):
        deny("cases.answer_for_name", by=by, at=at)
    if not decision.is_released and not decision.reason:
        raise ReasonMissing
    if answers.has_lapsed(asked_at=asked.asked_at, at=at):
        raise Lapsed
    kept = answers.kept(ask=ask, vault=vault)
    name = kept if decision.is_released else None
    request = NameRequest.objects.get(id=asked.request_id)
    answer = _answer(request, asked, name, on=at.date())
    decided = _decided(asked, decision, is_kept=kept is not None, by=by, at=at)
    _tell(request, answer, is_released=name is not None, on=at.date())
    entry = leaves.Entry(
        kind="key",
        what="cases.answer_for_name",
        file=asked.file_id,
        why="A keeper answered for a name",
        detail={"request": str(request.id), "recipients": [str(request.named_id)]},
        after=[answer, decided],
    )
    leaves.append(entry=entry, by=by, at=at)
    return decided


def _open_asked(ask: uuid.UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select cases.open_name_asked(%s)", [ask])
        return cursor.fetchone()[0] is not None


def _answer(
    request: NameRequest, asked: NameAsk, name: dict[str, str] | None, *, on: datetime.date
) -> NameAnswer:
    shown = on + SHOWN_AFTER
    answer = uuid.uuid4()
    row = NameAnswer(
        id=answer,
        file_id=request.file_id,
        organisation_id=request.organisation_id,
        request=request,
        account_id=request.named_id,
        shown_on=shown,
        until_on=shown + datetime.timedelta(days=request.days),
        ciphertext=answers.seal(
            name=name, file=request.file_id, answer=answer, public=bytes(asked.named_public)
        ),
    )
    try:
        with transaction.atomic():
            NameAnswer.objects.bulk_create([row])
    except IntegrityError:
        raise AlreadyAnswered from None
    return row


def _decided(
    asked: NameAsk, decision: Decision, *, is_kept: bool, by: Actor, at: datetime.datetime
) -> NameDecision:
    found = "released" if is_kept else "nothing"
    row = NameDecision(
        file_id=asked.file_id,
        organisation_id=asked.organisation_id,
        ask=asked,
        account_id=by.account,
        outcome=found if decision.is_released else "refused",
        reason="" if decision.is_released else decision.reason,
        decided_at=at,
    )
    NameDecision.objects.bulk_create([row])
    return row


def _tell(
    request: NameRequest, answer: NameAnswer, *, is_released: bool, on: datetime.date
) -> None:
    """Write to her mailbox alone: a copy for the handlers would tell them of her name."""
    contact = Correspondent.objects.filter(file_id=request.file_id, is_reachable=True).first()
    if contact is None:
        return
    letter = Letter(text=_text(request, answer, is_released=is_released))
    letter_id = uuid.uuid4()
    hers = envelope.seal_item(
        plaintext=letters.encode(letter),
        epoch_public=keys.own_box(stored=bytes(contact.box_public), place=contact.place()),
        context=letters.letter_context(correspondent=contact.id, letter=letter_id),
    )
    with connection.cursor() as cursor:
        cursor.execute("select intake.deliver(%s, %s, %s, %s)", [contact.id, letter_id, on, hers])


def _text(request: NameRequest, answer: NameAnswer, *, is_released: bool) -> str:
    body = Account.objects.get(id=request.named_id).organisation_id
    names = naming.organisation_names(organisations=[body])
    who = f"Who: one person at {names.get(body, 'another body')}."
    why = f"Why: {request.get_purpose_display()}."
    if not is_released:
        ending = "They were not given a name. If you never gave one, there was nothing to give."
        return "\n".join(["Somebody asked for your name.", "", who, why, "", ending])
    until = f"Until: {answer.until_on:%d %B %Y}. Then they can't see it here any more."
    since = f"From: {answer.shown_on:%d %B %Y}."
    return "\n".join(
        ["Your name is shown to one person, as you gave it in confidence.", "",
         who, why, since, until, "", "If this puts you in danger, write here now."]
    )  # fmt: skip
