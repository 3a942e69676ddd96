"""Small registers written straight into the database, so that a test says what stands in it."""

import dataclasses
import datetime
import itertools
import pathlib
import uuid

from candour.cases.models import Allegation, Case, Outcome
from candour.guard.actors import service
from candour.guard.models import File
from candour.measures.actions.take_snapshot import Snapshot, take_snapshot
from candour.measures.parameters import Parameters
from candour.measures.register import reading
from candour.measures.register.pseudonyms import Key
from candour.measures.register.reading import Register
from candour.people.models import (
    Organisation,
    OrganisationName,
    Person,
    Posting,
    Service,
    Unit,
)

AS_OF = datetime.date(2020, 12, 31)
AT = datetime.datetime(2026, 6, 15, 10, 30, tzinfo=datetime.UTC)
KEY = Key(secret=bytes(range(32)))
BY = service("a test")
_NUMBERS = itertools.count(1)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def force(name: str = "Westmoor Police", key: uuid.UUID | None = None) -> uuid.UUID:
    organisation = Organisation.objects.create(id=key or uuid.uuid4(), kind="police_force")
    OrganisationName.objects.create(organisation=organisation, name=name)
    return organisation.id


def person(
    *,
    serves: uuid.UUID | None = None,
    joined: str = "2010-01-01",
    left: str = "",
    born: int | None = None,
) -> Person:
    found = Person.objects.create(birth_year=born)
    if serves is not None:
        Service.objects.create(
            person=found,
            organisation_id=serves,
            kind="officer",
            joined_on=day(joined),
            left_on=day(left) if left else None,
        )
    return found


def posting(whose: Person, *, organisation: uuid.UUID, from_on: str, until_on: str = "") -> None:
    unit, _ = Unit.objects.get_or_create(
        organisation_id=organisation, code="response", defaults={"name": "Response"}
    )
    Posting.objects.create(
        person=whose,
        unit=unit,
        from_on=day(from_on),
        until_on=day(until_on) if until_on else None,
    )


def case(
    organisation: uuid.UUID,
    *,
    received: str,
    closed: str = "",
    about: tuple[Person | None, ...] = (),
    sanction: str = "",
    **more: object,
) -> Case:
    """Write a case with one allegation about each of these people; None is nobody identified."""
    number = next(_NUMBERS)
    file = File.objects.create(
        kind="case", organisation_id=organisation, opened_on=day(received), wall_epoch=1
    )
    facts: dict[str, object] = {"kind": "complaint", "source": "public", "recorded_at": AT}
    made = Case.objects.create(
        file=file,
        organisation_id=organisation,
        reference=f"R-{number:06}",
        received_on=day(received),
        closed_on=day(closed) if closed else None,
        **{**facts, **more},
    )
    for place, subject in enumerate(about, start=1):
        allegation(made, number=place, subject=subject, sanction=sanction)
    return made


def allegation(
    of: Case, *, number: int, subject: Person | None, sanction: str = "", category: str = "B4"
) -> Allegation:
    made = Allegation.objects.create(
        file_id=of.file_id,
        organisation_id=of.organisation_id,
        number=number,
        category=category,
        subject=subject,
        recorded_at=AT,
    )
    if sanction:
        outcome(made, sanction=sanction)
    return made


def outcome(
    of: Allegation,
    *,
    sanction: str,
    on: str = "",
    supersedes: Outcome | None = None,
) -> Outcome:
    return Outcome.objects.create(
        file_id=of.file_id,
        organisation_id=of.organisation_id,
        allegation=of,
        result="proven",
        sanction=sanction,
        decided_on=day(on) if on else None,
        decided_at=AT,
        supersedes=supersedes,
    )


def snapshot(
    under: pathlib.Path, *, as_of: datetime.date = AS_OF, key: Key | None = KEY
) -> Snapshot:
    """Take a snapshot; the caller has set the worker's role where that matters."""
    return take_snapshot(as_of=as_of, under=under, by=BY, at=AT, key=key)


def opened(under: pathlib.Path, *, as_of: datetime.date = AS_OF) -> Register:
    return reading.read(folder=snapshot(under, as_of=as_of).folder)


def window(from_on: str = "2010-01-01", to_on: str = "2020-12-31", **more: object) -> Parameters:
    """Return parameters whose window ends with the register unless told otherwise."""
    asked = Parameters(as_of=AS_OF, from_on=day(from_on), to_on=day(to_on))
    return dataclasses.replace(asked, **more)
