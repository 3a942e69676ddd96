"""What people with accounts are called on the pages of a case: a name, a seat, a body."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable

from candour.cases.reading import wording
from candour.guard.actors import Actor
from candour.guard.models import Account
from candour.guard.seats import Seat
from candour.people import naming, queries


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Someone who reads, decides or investigates."""

    account_id: uuid.UUID
    name: str
    seat: str
    organisation_id: uuid.UUID
    organisation: str

    def __str__(self) -> str:
        return f"{self.name}, {self.seat.lower()}"


def called(
    *, accounts: Iterable[uuid.UUID | None], by: Actor, at: datetime.datetime
) -> dict[uuid.UUID, Colleague]:
    """Return these account-holders by id, in one look at the register."""
    wanted = {account for account in accounts if account is not None}
    if not wanted:
        return {}
    rows = list(Account.objects.filter(id__in=wanted).order_by("id"))
    persons = [row.person_id for row in rows if row.person_id is not None]
    cards = queries.cards(persons=persons, by=by, at=at) if persons else {}
    bodies = naming.organisation_names(organisations=[row.organisation_id for row in rows])
    return {
        row.id: Colleague(
            account_id=row.id,
            name=cards[row.person_id].name if row.person_id in cards else row.username,
            seat=wording.SEATS[Seat(row.seat)],
            organisation_id=row.organisation_id,
            organisation=bodies.get(row.organisation_id, ""),
        )
        for row in rows
    }


def named(known: dict[uuid.UUID, Colleague], account: uuid.UUID | None) -> str:
    """Return who did something, in words; what no account did, Candour did."""
    if account is None:
        return wording.SEATS[Seat.SERVICE]
    return str(known[account]) if account in known else "Someone with an account"
