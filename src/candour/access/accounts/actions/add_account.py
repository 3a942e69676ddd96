"""Adds an account for a person in the register: a seat, and a code to sign in with once."""

import dataclasses
import datetime
import uuid

from django.db import connection, transaction

from candour.access.actions.draw_walls import draw_walls
from candour.access.models import DeskReader
from candour.guard.actors import Actor
from candour.guard.ceremony import codes
from candour.guard.ceremony.papers import Refusal
from candour.guard.log import leaves
from candour.guard.models import Account, Scope
from candour.guard.permissions import demand
from candour.guard.seats import Seat

MOST_AT_A_DESK = 8


class NameTaken(Refusal):
    """An account of that name is there already. Choose another name."""


class HasThisSeat(Refusal):
    """This person has an account in this seat already."""


class DeskFull(Refusal):
    """This desk has eight readers already, which is the most there may be."""


class NotAtADesk(Refusal):
    """Only a desk reader sits at a receiving desk."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who gets an account: `is_on_desk` for a receiving desk, `sees` for bodies seen as a whole."""

    username: str
    person: uuid.UUID
    organisation: uuid.UUID
    seat: Seat
    is_on_desk: bool = False
    sees: tuple[uuid.UUID, ...] = ()


@transaction.atomic
def add_account(*, wanted: Wanted, by: Actor, at: datetime.datetime) -> tuple[Account, str]:
    """Make an account and its set-up code, and draw the walls that keep its person from files."""
    demand("access.add_account", by=by, at=at)
    _check(wanted)
    account = Account(
        username=wanted.username,
        person_id=wanted.person,
        organisation_id=wanted.organisation,
        seat=wanted.seat,
    )
    account.set_unusable_password()
    account.save()
    if wanted.is_on_desk:
        DeskReader.objects.create(organisation_id=wanted.organisation, account=account)
    own = (wanted.organisation,) if wanted.seat is Seat.APPROPRIATE_AUTHORITY else ()
    for organisation in sorted({*own, *wanted.sees}, key=str):
        Scope.objects.create(account=account, organisation_id=organisation)
    code = codes.give(account=account, on=at.date())
    entry = leaves.Entry(
        kind="account",
        what="access.add_account",
        why="An account was made",
        detail={"account": str(account.id), "seat": wanted.seat.value},
    )
    leaves.append(entry=entry, by=by, at=at)
    _draw_walls(account.id, by=by, at=at)
    return account, code


def _check(wanted: Wanted) -> None:
    if Account.objects.filter(username=wanted.username).exists():
        raise NameTaken(str(NameTaken.__doc__))
    if Account.objects.filter(person_id=wanted.person, seat=wanted.seat).exists():
        raise HasThisSeat(str(HasThisSeat.__doc__))
    if not wanted.is_on_desk:
        return
    if wanted.seat is not Seat.DESK_READER:
        raise NotAtADesk(str(NotAtADesk.__doc__))
    desk = DeskReader.objects.filter(organisation_id=wanted.organisation, account__is_active=True)
    if desk.count() >= MOST_AT_A_DESK:
        raise DeskFull(str(DeskFull.__doc__))


# The files of whoever the new account's person is close to, and of the same people's other cases.
_NEAR = """
    with involved as (
        select array_agg(distinct one.person_id) as persons from access_involvement as one),
    close as (
        select near.person_id
        from involved, access.near(involved.persons, %s) as near
        where near.account_id = %s)
    select distinct one.file_id
    from access_involvement as one
    join close on close.person_id = one.person_id
    order by one.file_id
"""
_OTHERS = """
    select distinct other.file_id
    from access_involvement as one
    join access_involvement as other
      on other.person_id = one.person_id and other.file_id <> one.file_id
    where one.file_id = any(%s) and not other.file_id = any(%s)
    order by other.file_id
"""


def _draw_walls(account: uuid.UUID, *, by: Actor, at: datetime.datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [at.date(), account])
        near = [file for (file,) in cursor.fetchall()]
        cursor.execute(_OTHERS, [near, near])
        others = [file for (file,) in cursor.fetchall()]
    # The second kind is walled because the first is, and so comes after it.
    for files in (near, others):
        if files:
            draw_walls(files=files, by=by, at=at)
