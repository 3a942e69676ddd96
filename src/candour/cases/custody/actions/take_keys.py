"""The person named puts the shares together and becomes a reader, for good or for some hours."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction

from candour.cases.custody import holding
from candour.cases.models import CustodyAsk, CustodyTaking, GivenShare
from candour.cases.models.custody import BREAK_GLASS, NAMED
from candour.core import envelope
from candour.guard import files
from candour.guard.actors import Actor
from candour.guard.custody import giving
from candour.guard.custody.giving import Given
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import FileKey, Grant, KeyWrap
from candour.guard.permissions import demand, deny


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of it: the taking, or none; and who gave a share that was none."""

    taking: CustodyTaking | None
    wrong: tuple[uuid.UUID, ...] = ()


class NotEnough(Exception):
    """Not enough custodians have given their shares yet."""


class AlreadyTaken(Exception):
    """These keys were taken already."""


@transaction.atomic
def take_keys(*, ask: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> Taken:
    """Open every key of the case from the shares given, and wrap them for the person named.

    A wrong share is left out and its giver named in the log; the others may still suffice.
    """
    demand("cases.take_keys", by=by, at=at)
    asked = CustodyAsk.objects.filter(id=ask, account_id=by.account, role=NAMED).first()
    state = holding.state(ask=ask)
    if asked is None or state is None:
        deny("cases.take_keys", by=by, at=at)
    if state.is_lapsed:
        raise holding.Lapsed
    if state.is_taken:
        raise AlreadyTaken
    if not state.suffices(kind=asked.kind):
        raise NotEnough
    given = holding.given(ask=ask, file=asked.file_id)
    wanted = holding.wanted(ask=ask)
    opened, wrong = _opened(given, wanted, vault, asked.request_id)
    if not opened or not wanted <= set(opened):
        _log_wrong(asked, wrong, by=by, at=at)
        return Taken(taking=None, wrong=wrong)
    files.token()
    if not holding.open_asked(ask=ask):
        deny("cases.take_keys", by=by, at=at)
    _wrap(opened, given, vault)
    taking = _take(asked, wrong, by=by, at=at)
    return Taken(taking=taking, wrong=wrong)


def _opened(
    given: Sequence[Given], wanted: frozenset[uuid.UUID], vault: Vault, request: uuid.UUID
) -> tuple[Mapping[uuid.UUID, bytes], tuple[uuid.UUID, ...]]:
    needed = [one for one in given if one.key.id in wanted]
    opened, wrong = _put_together(needed, vault, request)
    found = dict(opened)
    # Who a witness is comes with them where it can, and never keeps the case itself shut.
    for more in {one.key.id for one in given} - wanted:
        others = [one for one in given if one.key.id == more]
        found.update(_put_together(others, vault, request)[0])
    return found if opened else {}, wrong


def _put_together(
    given: Sequence[Given], vault: Vault, request: uuid.UUID
) -> tuple[Mapping[uuid.UUID, bytes], tuple[uuid.UUID, ...]]:
    wrong: list[uuid.UUID] = []
    while True:
        rest = [one for one in given if one.account_id not in wrong]
        try:
            found = giving.put_together(given=rest, private=vault.private_key, request=request)
        except giving.WrongShare as error:
            wrong.append(error.account)
        except giving.TooFew:
            return {}, tuple(wrong)
        else:
            return found, tuple(wrong)


def _take(
    asked: CustodyAsk, wrong: tuple[uuid.UUID, ...], *, by: Actor, at: datetime.datetime
) -> CustodyTaking:
    grant = Grant.objects.filter(file_id=asked.file_id, account_id=by.account).first()
    grants = [] if grant else _grant(asked, by=by, at=at)
    until = _until(asked, at)
    taking = CustodyTaking(
        file_id=asked.file_id,
        organisation_id=asked.organisation_id,
        request_id=asked.request_id,
        grant_id=(grant or grants[0]).id,
        account_id=by.account,
        taken_at=at,
        until_at=until,
    )
    try:
        with transaction.atomic():
            CustodyTaking.objects.bulk_create([taking])
    except IntegrityError:
        raise AlreadyTaken from None
    spent = list(GivenShare.objects.filter(request_id=asked.request_id, account_id=by.account))
    entry = leaves.Entry(
        kind="key",
        what="cases.take_keys",
        file=asked.file_id,
        why=f"{asked.get_kind_display()}: {asked.get_purpose_display()}",
        detail={
            "request": str(asked.request_id),
            "recipients": [str(by.account)],
            "until": None if until is None else until.isoformat(),
            "wrong_shares_of": sorted(map(str, wrong)),
        },
        after=[taking, *grants],
        gone=spent,
    )
    leaves.append(entry=entry, by=by, at=at)
    # Kept, they would open the same keys again after the access has ended.
    GivenShare.objects.filter(id__in=[one.id for one in spent]).delete()
    return taking


def _grant(asked: CustodyAsk, *, by: Actor, at: datetime.datetime) -> list[Grant]:
    return files.grant(
        file=asked.file_id,
        organisation=asked.organisation_id,
        accounts=[by.account],
        role="urgent" if asked.kind == BREAK_GLASS else "reader",
        on=at.date(),
    )


def _wrap(opened: Mapping[uuid.UUID, bytes], given: Sequence[Given], vault: Vault) -> None:
    keys: dict[uuid.UUID, FileKey] = {one.key.id: one.key for one in given}
    public = envelope.public_of(private=vault.private_key)
    KeyWrap.objects.bulk_create(
        [
            KeyWrap(
                file_key_id=key_id,
                account_id=vault.account_id,
                wrapped=envelope.wrap_key(
                    private=private,
                    reader_public=public,
                    context=giving.context_of(keys[key_id]),
                ),
            )
            for key_id, private in opened.items()
        ],
        ignore_conflicts=True,
    )


def _until(asked: CustodyAsk, at: datetime.datetime) -> datetime.datetime | None:
    return None if asked.hours is None else at + datetime.timedelta(hours=asked.hours)


def _log_wrong(
    asked: CustodyAsk, wrong: Sequence[uuid.UUID], *, by: Actor, at: datetime.datetime
) -> None:
    entry = leaves.Entry(
        kind="key",
        what="cases.take_keys",
        file=asked.file_id,
        why="The shares given did not open the keys",
        detail={
            "request": str(asked.request_id),
            "wrong_shares_of": sorted(map(str, wrong)),
        },
    )
    leaves.append(entry=entry, by=by, at=at)
