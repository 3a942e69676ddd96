"""How much of each kind waits for somebody, as numbers for the first page after signing in."""

import dataclasses
import datetime

from django.db import connection

from candour.cases import persons
from candour.cases.custody import queries as custody
from candour.cases.feeds import owing
from candour.cases.grievances import waiting as grievances
from candour.cases.models import LookAsked, NameAsk
from candour.cases.releasing import answers
from candour.guard.actors import Actor
from candour.guard.permissions import demand, table
from candour.guard.seats import Seat
from candour.intake.models import LookInquiry

_NOT_HIDDEN = "file_id <> all(guard.hidden_files())"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Requests for keys, names and consent, looks, forces that ask, crime side and grievances."""

    keys: int = 0
    names: int = 0
    looks: int = 0
    forces: int = 0
    crime: int = 0
    grievances: int = 0
    consents: int = 0


def may(name: str, *, by: Actor) -> bool:
    """Say whether a seat may do something at all; part of showing where that is done."""
    return by.seat in table()[name].seats


def waits(*, by: Actor, at: datetime.datetime) -> Waits:
    """Return how much waits; no word and no case of it is shown here."""
    demand("cases.list", by=by, at=at)
    return Waits(
        keys=custody.count_waiting(by=by, at=at),
        names=_names(by, at),
        looks=_looks(by, at) if may("cases.looks_waiting", by=by) else 0,
        forces=_forces() if may("cases.asked_of_me", by=by) else 0,
        crime=owing.count_due(on=at.date()) if may("cases.crime_list", by=by) else 0,
        grievances=(
            grievances.count_due(on=at.date()) if may("cases.grievance_list", by=by) else 0
        ),
        consents=_consents(),
    )


def _names(by: Actor, at: datetime.datetime) -> int:
    rows = NameAsk.objects.filter(account_id=by.account, asked_at__gte=at - answers.LAPSES_AFTER)
    rows = rows.extra(where=[_NOT_HIDDEN, "not cases.name_is_answered(id)"])  # noqa: S610 - constants
    return rows.count()


def _looks(by: Actor, at: datetime.datetime) -> int:
    asked = LookInquiry.objects.filter(answer__isnull=True).values_list("looker_id", flat=True)
    found = sum(not persons.is_one_of(by.account, [looker]) for looker in asked)
    if by.seat is Seat.APPROPRIATE_AUTHORITY:
        found += LookAsked.objects.filter(permit__isnull=True).count()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from cases.alarms(%s) where outcome is null", [at.date()])
        return found + int(cursor.fetchone()[0])


def _forces() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from cases.asked_of_me()")
        return int(cursor.fetchone()[0])


def _consents() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from cases.consents_asked_of_me()")
        return int(cursor.fetchone()[0])
