"""A colleague without a role in a case says what they need it for, and is refused until allowed."""

import datetime
import uuid

from django.db import connection, transaction

from candour.cases.models import Case, LookAsked
from candour.core import envelope
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.policies.looks import ASKED_FOR


class HasRole(Exception):
    """You have a role in this case already. Open it from your list."""


class AlreadyAsked(Exception):
    """You have asked already. The case's authority has not decided yet."""


class NotAReason(Exception):
    """Choose what you need it for."""


@transaction.atomic
def ask_to_see(
    *, file: uuid.UUID, reason: str, words: str, by: Actor, at: datetime.datetime
) -> LookAsked:
    """Ask the case's authority; the words are sealed to those who read the case."""
    demand("cases.ask_to_see", by=by, at=at, file=file)
    case = Case.objects.get(file_id=file)
    _check(file, reason, by)
    asked = LookAsked(
        file_id=file,
        organisation_id=case.organisation_id,
        account_id=by.account,
        asked_at=at,
        reason=reason,
    )
    _seal(asked, words)
    LookAsked.objects.bulk_create([asked])
    entry = leaves.Entry(
        kind="write",
        what="cases.ask_to_see",
        file=file,
        why="Somebody without a role asks to see a case",
        detail={"reason": reason},
        after=[asked],
    )
    leaves.append(entry=entry, by=by, at=at)
    return asked


def _check(file: uuid.UUID, reason: str, by: Actor) -> None:
    if reason not in {row.code for row in ASKED_FOR}:
        raise NotAReason
    with connection.cursor() as cursor:
        cursor.execute("select guard.has_role(%s)", [file])
        if cursor.fetchone()[0]:
            raise HasRole
    mine = LookAsked.objects.filter(file_id=file, account_id=by.account)
    if mine.filter(permit__isnull=True).exists():
        raise AlreadyAsked


def _seal(asked: LookAsked, words: str) -> None:
    """Seal the words as an item of the case; a case without keys keeps the code alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select compartment, epoch, public_key from cases.reason_target(%s)", [asked.file_id]
        )
        target = cursor.fetchone()
    if target is None:
        return
    asked.compartment, asked.epoch, public = target
    key = envelope.KeyContext(
        file_id=asked.file_id, compartment=asked.compartment, epoch=asked.epoch
    )
    asked.ciphertext = envelope.seal_item(
        plaintext=words.encode(),
        epoch_public=keys.own_public(stamped=bytes(public), context=key),
        context=envelope.ItemContext(key=key, item_id=asked.id),
    )
