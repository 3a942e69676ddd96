"""What somebody outside a force is asked: one question of a case, and nothing of the case."""

import dataclasses
import datetime
import uuid

from django.db import connection

from candour.cases.courses import seconded
from candour.cases.models import Case
from candour.cases.reading import wording
from candour.guard.actors import Actor
from candour.guard.models import Account
from candour.guard.permissions import demand
from candour.guard.seats import Seat
from candour.people import naming

MOST = 100
ASKED = (Seat.DESK_READER, Seat.INVESTIGATOR, Seat.APPROPRIATE_AUTHORITY)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAsked:
    """One question: by its reference, of which force, since when."""

    ask: uuid.UUID
    reference: str
    force: str
    asked_at: datetime.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ConsentsPage:
    """Every question that the actor is asked, the oldest first, and what a yes says."""

    asks: str
    waiting: tuple[ConsentAsked, ...]


def consents(*, by: Actor, at: datetime.datetime) -> ConsentsPage:
    """Return what the actor is asked and has not answered."""
    demand("cases.consents_asked", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select ask_id, organisation_id, reference, asked_at"
            " from cases.consents_asked_of_me() limit %s",
            [MOST],
        )
        rows = cursor.fetchall()
    names = naming.organisation_names(organisations=[row[1] for row in rows])
    return ConsentsPage(
        asks=seconded.CONSENT.asks,
        waiting=tuple(
            ConsentAsked(
                ask=ask,
                reference=reference,
                force=names.get(organisation, ""),
                asked_at=asked_at,
            )
            for ask, organisation, reference, asked_at in rows
        ),
    )


def outsiders(*, file: uuid.UUID, by: Actor) -> tuple[tuple[str, str], ...]:
    """Return who of other bodies may be asked, by body and seat; part of proposing it."""
    force = Case.objects.values_list("organisation_id", flat=True).get(file_id=file)
    rows = list(
        Account.objects.filter(seat__in=[seat.value for seat in ASKED], is_active=True)
        .exclude(organisation_id=force)
        .order_by("username")
    )
    mine = Account.objects.values_list("person_id", flat=True).get(id=by.account)
    rows = [row for row in rows if row.id != by.account and (mine is None or row.person_id != mine)]
    bodies = naming.organisation_names(organisations={row.organisation_id for row in rows})
    found = [
        (bodies.get(row.organisation_id, ""), wording.SEATS[Seat(row.seat)], row) for row in rows
    ]
    return tuple(
        (str(row.id), f"{body}: {row.username} ({seat.lower()})")
        for body, seat, row in sorted(found, key=lambda one: (one[0], one[2].username))
    )
