"""What handlers, keepers and the person named see: alike with a name or without."""

import dataclasses
import datetime
import uuid

from django.db import connection

from candour.cases.custody import holding, telling
from candour.cases.custody.telling import Told
from candour.cases.models import NameAnswer, NameAsk, NameRequest
from candour.cases.reading import heads, staff
from candour.cases.reading.heads import CaseHead
from candour.cases.reading.staff import Colleague
from candour.cases.releasing import answers
from candour.core import envelope
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, deny

MOST = 200


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request in a case: for whom and why, and from when its answer shows."""

    named: str
    by: str
    purpose: str
    days: int
    asked_at: datetime.datetime
    is_answered: bool
    until_on: datetime.date | None
    has_lapsed: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseNames:
    """Every request about a case's reporter, and who may be named."""

    head: CaseHead
    requests: tuple[Requested, ...]
    people: tuple[Colleague, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeeperAsk:
    """One request that a keeper is asked to answer."""

    id: uuid.UUID
    purpose: str
    days: int
    asked_at: datetime.datetime
    is_answered: bool
    has_lapsed: bool

    @property
    def waits(self) -> bool:
        """Say whether a keeper may still answer."""
        return not self.is_answered and not self.has_lapsed


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An answer that may be opened now by the person named."""

    id: uuid.UUID
    until_on: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An answer that was opened: a name and how to reach her, or neither."""

    name: str = dataclasses.field(repr=False)
    reach: str = dataclasses.field(repr=False)
    until_on: datetime.date


def case_names(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> CaseNames:
    """Return what was asked about a case's reporter; nothing is looked for where names lie."""
    demand("cases.see_names", by=by, at=at, file=file)
    rows = list(NameRequest.objects.filter(file_id=file).order_by("-asked_at", "id"))
    with connection.cursor() as cursor:
        cursor.execute("select * from cases.names_answered(%s)", [file])
        shown = {row[0]: row[1:] for row in cursor.fetchall()}
    eligible = [one.account_id for one in holding.eligible(file=file, on=at.date())]
    accounts = [*eligible, *(one for row in rows for one in (row.named_id, row.asked_by))]
    names = staff.called(accounts=accounts, by=by, at=at)
    people = [names[one] for one in eligible if one in names]
    return CaseNames(
        head=heads.read(file=file, by=by, on=at.date()),
        requests=tuple(_requested(row, shown, names, at=at) for row in rows),
        people=tuple(sorted(people, key=lambda one: (one.organisation, one.name))),
    )


def asked_of_me(*, by: Actor, at: datetime.datetime) -> tuple[KeeperAsk, ...]:
    """Return what a keeper is asked, what waits first."""
    demand("cases.see_name_asks", by=by, at=at)
    rows = list(_own(by).order_by("-asked_at", "id")[:MOST])
    return tuple(sorted((_keeper_ask(row, at) for row in rows), key=lambda one: not one.waits))


def shown_to_me(*, by: Actor, at: datetime.datetime) -> tuple[Shown, ...]:
    """Return the answers that the actor may open today."""
    demand("cases.see_name_asks", by=by, at=at)
    rows = _answers(by, on=at.date()).order_by("until_on", "id")
    return tuple(Shown(id=row.id, until_on=row.until_on) for row in rows[:MOST])


def one_ask(
    *, ask: uuid.UUID, vault: Vault | None, by: Actor, at: datetime.datetime
) -> tuple[KeeperAsk, Told | None]:
    """Return one request with its words where the vault is open; 404 where it isn't the actor's."""
    demand("cases.see_name_asks", by=by, at=at)
    row = _own(by).filter(id=ask).first()
    if row is None:
        deny("cases.see_name_asks", by=by, at=at)
    return _keeper_ask(row, at), None if vault is None else _told(row, vault)


def opened_name(
    *, answer: uuid.UUID, vault: Vault | None, by: Actor, at: datetime.datetime
) -> Name | None:
    """Open an answer with the vault of the person named; each opening is a leaf."""
    demand("cases.open_name", by=by, at=at, why=f"Answer {answer}")
    row = _answers(by, on=at.date()).filter(id=answer).first()
    if row is None:
        deny("cases.open_name", by=by, at=at)
    if vault is None:
        return None
    found = answers.opened(
        ciphertext=bytes(row.ciphertext),
        file=row.file_id,
        answer=row.id,
        private=vault.private_key,
    )
    return Name(name=found.get("name", ""), reach=found.get("reach", ""), until_on=row.until_on)


def _own(by: Actor):  # type: ignore[no-untyped-def] # a query set stays in this file
    rows = NameAsk.objects.filter(account_id=by.account)
    return rows.extra(where=["file_id <> all(guard.hidden_files())"])


def _answers(by: Actor, *, on: datetime.date):  # type: ignore[no-untyped-def] # as above
    rows = NameAnswer.objects.filter(account_id=by.account, shown_on__lte=on, until_on__gt=on)
    return rows.extra(where=["file_id <> all(guard.hidden_files())"])


def _keeper_ask(row: NameAsk, at: datetime.datetime) -> KeeperAsk:
    with connection.cursor() as cursor:
        cursor.execute("select cases.name_is_answered(%s)", [row.id])
        is_answered = bool(cursor.fetchone()[0])
    return KeeperAsk(
        id=row.id,
        purpose=row.get_purpose_display(),
        days=row.days,
        asked_at=row.asked_at,
        is_answered=is_answered,
        has_lapsed=not is_answered and answers.has_lapsed(asked_at=row.asked_at, at=at),
    )


def _told(row: NameAsk, vault: Vault) -> Told | None:
    try:
        return telling.open_told(
            ciphertext=bytes(row.ciphertext),
            file=row.file_id,
            ask=row.id,
            private=vault.private_key,
        )
    except envelope.CannotOpen:
        return None


def _requested(
    row: NameRequest,
    shown: dict[uuid.UUID, tuple[datetime.date, datetime.date]],
    names: dict[uuid.UUID, Colleague],
    *,
    at: datetime.datetime,
) -> Requested:
    answer = shown.get(row.id)
    # An answer shows on the next day, whatever it is.
    is_answered = answer is not None and answer[0] <= at.date()
    return Requested(
        named=staff.named(names, row.named_id),
        by=staff.named(names, row.asked_by),
        purpose=row.get_purpose_display(),
        days=row.days,
        asked_at=row.asked_at,
        is_answered=is_answered,
        until_on=answer[1] if answer is not None and is_answered else None,
        # One that was answered today shows tomorrow: until then it is as if nobody had.
        has_lapsed=answer is None and answers.has_lapsed(asked_at=row.asked_at, at=at),
    )
