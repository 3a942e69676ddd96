"""Reads who has an account, who can read what, who waits for keys, and what an account opened."""

import dataclasses
import datetime
import uuid

from django.db import connection

from candour.guard.actors import Actor
from candour.guard.ceremony import standing, taking
from candour.guard.ceremony.register import Register
from candour.guard.ceremony.taking import Held
from candour.guard.models import Account
from candour.guard.permissions import demand
from candour.people.models import OrganisationName


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An account as the list shows it."""

    account: uuid.UUID
    username: str
    organisation: str
    seat: str
    is_active: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One compartment of a file that a colleague waits for, with what a seal must check."""

    id: uuid.UUID
    file: uuid.UUID
    organisation: uuid.UUID
    compartment: str
    account: uuid.UUID
    since_on: datetime.date
    body: bytes
    signatures: object


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who waits: since when, and for how many files."""

    account: uuid.UUID
    username: str
    since_on: datetime.date
    files: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What an account did with one file, or with none: the first and last time, and what."""

    file: uuid.UUID | None
    reference: str
    first_at: datetime.datetime
    last_at: datetime.datetime
    what: tuple[str, ...]


def accounts(*, by: Actor, at: datetime.datetime) -> tuple[Listed, ...]:
    """Return every account, by name."""
    demand("access.list_accounts", by=by, at=at)
    bodies = _bodies()
    return tuple(
        Listed(
            account=row.id,
            username=row.username,
            organisation=bodies.get(row.organisation_id, ""),
            seat=row.seat,
            is_active=row.is_active,
        )
        for row in Account.objects.order_by("username", "id")
    )


def register_of_names(*, by: Actor, at: datetime.datetime) -> Register:
    """Return the names that a ceremony brings along: of bodies, and of accounts."""
    demand("access.list_accounts", by=by, at=at)
    active = Account.objects.filter(is_active=True).order_by("username")
    return Register(bodies=_bodies(), accounts=dict(active.values_list("id", "username")))


def thin_files(*, by: Actor, at: datetime.datetime) -> tuple[Held, ...]:
    """Return every compartment of a file that has fewer live readers than it must."""
    demand("access.thin_files", by=by, at=at)
    found = taking.live_readers(files=None, on=at.date())
    return tuple(one for one in found if one.is_thin)


def opened_since(
    *, account: uuid.UUID, since: datetime.datetime, by: Actor, at: datetime.datetime
) -> tuple[Opened, ...]:
    """Return what the log says an account did since a moment, one row for each file."""
    demand("access.opened_since", by=by, at=at)
    moment = since.astimezone(datetime.UTC).isoformat(timespec="milliseconds")
    with connection.cursor() as cursor:
        cursor.execute(_OPENED, [str(account), moment])
        return tuple(
            Opened(
                file=file,
                reference=reference,
                first_at=datetime.datetime.fromisoformat(first),
                last_at=datetime.datetime.fromisoformat(last),
                what=tuple(what),
            )
            for file, reference, first, last, what in cursor.fetchall()
        )


_OPENED = """
    with done as (
        select (said.body ->> 'file')::uuid as file, said.body ->> 'at' as at,
               said.body ->> 'what' as what
        from (select convert_from(body, 'UTF8')::jsonb as body
              from guard_leaf where body is not null) as said
        where said.body #>> '{by,account}' = %s and said.body ->> 'at' >= %s)
    select done.file,
        coalesce(max(known.reference), max(report.reference), ''),
        min(done.at), max(done.at), array_agg(distinct done.what)
    from done
    left join cases_case as known on known.file_id = done.file
    left join intake_report as report on report.file_id = done.file
    group by done.file
    order by min(done.at), done.file
"""


def colleagues(*, by: Actor, at: datetime.datetime) -> tuple[Colleague, ...]:
    """Return the colleagues who wait for keys that this reader can give, the longest first."""
    demand("access.colleagues", by=by, at=at)
    waits: dict[uuid.UUID, list[Waiting]] = {}
    for one in waiting():
        waits.setdefault(one.account, []).append(one)
    names = dict(Account.objects.filter(id__in=waits).values_list("id", "username"))
    found = [
        Colleague(
            account=account,
            username=names[account],
            since_on=min(one.since_on for one in ones),
            files=len({one.file for one in ones}),
        )
        for account, ones in waits.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.since_on, one.username)))


def own_thin_cases(*, by: Actor, at: datetime.datetime) -> tuple[Held, ...]:
    """Return the cases this reader can open that have fewer than three live readers."""
    demand("access.own_thin_cases", by=by, at=at)
    thin: dict[uuid.UUID, Held] = {}
    for one in live_readers_of_mine(on=at.date()):
        if one.kind == "case" and one.is_thin:
            thin.setdefault(one.file, one)
    return tuple(thin.values())


def waiting() -> tuple[Waiting, ...]:
    """Return every wait that the actor can end; part of the page and of the step."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select wait_id, file_id, organisation_id, compartment, account_id, since_on, body,"
            " signatures from guard.waiting_colleagues()"
        )
        return tuple(
            Waiting(id=row[0], file=row[1], organisation=row[2], compartment=row[3],
                    account=row[4], since_on=row[5], body=bytes(row[6]), signatures=row[7])
            for row in cursor.fetchall()
        )  # fmt: skip


def live_readers_of_mine(*, on: datetime.date) -> tuple[Held, ...]:
    """Return who can read the files that the actor can; part of the page and of the step."""
    return taking.read_rows("live_readers_of_mine", [list(standing.certified_accounts(on=on))])


def _bodies() -> dict[uuid.UUID, str]:
    rows = OrganisationName.objects.filter(until_on__isnull=True).order_by("name", "id")
    return dict(rows.values_list("organisation_id", "name"))
