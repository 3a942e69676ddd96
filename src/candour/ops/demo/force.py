"""The invented force: bodies, units, a few hundred people, and the cast with their accounts."""

import dataclasses
import datetime
import random
import uuid

from candour.access.models import DeskReader
from candour.core.matching.conflicts import fold
from candour.guard.models import Account, Scope
from candour.guard.seats import Seat
from candour.ops.demo import cast, names
from candour.people.models import (
    Association,
    Identifier,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Posting,
    Service,
    Unit,
)

SEED = 20
PEOPLE = 240
NEIGHBOURS = 60
TEAMS = (
    "Northfold Response A", cast.RESPONSE, "Northfold Response C", "Harbour Neighbourhood",
    "Castle Neighbourhood", "Millside Neighbourhood", "Custody North", "Custody South",
    "Roads Policing", "Public Protection", "Domestic Abuse Unit", "Dog Section",
    "Control Room", "Crime Squad", "Training School", "Kings Cross Impact", cast.FIREARMS,
)  # fmt: skip


@dataclasses.dataclass(slots=True, kw_only=True)
class Built:
    """What was built, for the rest of the loading."""

    organisations: dict[str, uuid.UUID]
    units: dict[str, Unit]
    officers: list[Person]
    accounts: dict[str, Account]


def build(*, on: datetime.date) -> Built:
    """Write the bodies, the people and the accounts; the same every time, but for random ids."""
    rng = random.Random(SEED)  # noqa: S311 - invented people, not secrets
    organisations = _organisations()
    built = Built(organisations=organisations, units={}, officers=[], accounts={})
    _units(built)
    _officers(built, rng, on=on)
    _cast(built, on=on)
    _ties(built)
    return built


def _organisations() -> dict[str, uuid.UUID]:
    outside = Organisation.objects.create(kind="independent_body")
    board = Organisation.objects.create(kind="local_policing_body")
    force = Organisation.objects.create(kind="police_force", outside_body=outside)
    neighbour = Organisation.objects.create(kind="police_force", outside_body=outside)
    named = {
        cast.OUTSIDE: outside.id,
        cast.BOARD: board.id,
        cast.FORCE: force.id,
        cast.NEIGHBOUR: neighbour.id,
    }
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation_id=organisation, name=name)
        for name, organisation in named.items()
    )
    return named


def _units(built: Built) -> None:
    wanted = [(cast.FORCE, name) for name in TEAMS]
    wanted += [(cast.NEIGHBOUR, f"Eastmarch Response {letter}") for letter in "AB"]
    wanted += [(part.organisation, part.unit) for part in cast.CAST]
    for organisation, name in dict.fromkeys(wanted):
        built.units[name] = Unit.objects.create(
            organisation_id=built.organisations[organisation], code=name.lower(), name=name
        )


def _officers(built: Built, rng: random.Random, *, on: datetime.date) -> None:
    eastern = ("Eastmarch Response A", "Eastmarch Response B")
    for number in range(PEOPLE + NEIGHBOURS):
        is_ours = number < PEOPLE
        organisation = built.organisations[cast.FORCE if is_ours else cast.NEIGHBOUR]
        person = Person.objects.create(birth_year=rng.randint(1962, 2003))
        given, family = names.draw(rng)
        _name(person, given, family)
        prefix = "" if is_ours else "E"
        _number(person, organisation, "collar", f"{prefix}{5000 + number}")
        _number(person, organisation, "source_id", f"P{number:04d}")
        joined = on - datetime.timedelta(days=rng.randint(400, 9000))
        Service.objects.create(
            person=person, organisation_id=organisation, kind="officer", joined_on=joined
        )
        teams = rng.sample(TEAMS, 2) if is_ours else rng.sample(eastern, 2)
        moved = joined + (on - joined) / 2
        rank = rng.choice(("Constable", "Constable", "Constable", "Sergeant"))
        _post(built, person, teams[0], rank, joined, moved)
        _post(built, person, teams[1], rank, moved + datetime.timedelta(days=1), None)
        if is_ours:
            built.officers.append(person)


def _cast(built: Built, *, on: datetime.date) -> None:
    for part in cast.CAST:
        organisation = built.organisations[part.organisation]
        person = Person.objects.create(birth_year=1985)
        _name(person, part.given, part.family)
        _number(person, organisation, "collar", part.number)
        _number(person, organisation, "source_id", f"C-{part.username}")
        joined = on - datetime.timedelta(days=3200)
        Service.objects.create(
            person=person,
            organisation_id=organisation,
            kind="officer" if part.rank else "staff",
            joined_on=joined,
        )
        _post(built, person, part.unit, part.rank, joined, None)
        account = Account.objects.create(
            username=part.username,
            person_id=person.id,
            organisation_id=organisation,
            seat=part.seat,
        )
        account.set_unusable_password()
        account.save(update_fields=["password"])
        built.accounts[part.username] = account
        if part.on_desk:
            DeskReader.objects.create(organisation_id=organisation, account=account)
    _scopes(built)


def _scopes(built: Built) -> None:
    """The authority sees its force's cases; the watchdogs see the forces they oversee."""
    forces = [built.organisations[cast.FORCE], built.organisations[cast.NEIGHBOUR]]
    for part in cast.CAST:
        account = built.accounts[part.username]
        if part.seat is Seat.APPROPRIATE_AUTHORITY:
            Scope.objects.create(account=account, organisation_id=account.organisation_id)
        if part.seat is Seat.OVERSIGHT_READER:
            seen = forces if part.organisation == cast.OUTSIDE else forces[:1]
            for organisation in seen:
                Scope.objects.create(account=account, organisation_id=organisation)


def _ties(built: Built) -> None:
    """The subject's sergeant, and an alias under which the subject is known."""
    people = {name: account.person_id for name, account in built.accounts.items()}
    Posting.objects.filter(person_id=people["subject"]).update(
        line_manager_id=people["line-manager"]
    )
    PersonName.objects.create(
        person_id=people["subject"], kind="alias", given="Dan", family="Marlow",
        search_key="dan marlow",
    )  # fmt: skip
    Association.objects.create(
        person_id=people["subject"], other_id=people["colleague"], kind="friend"
    )


def _name(person: Person, given: str, family: str) -> None:
    PersonName.objects.create(
        person=person, kind="current", given=given, family=family,
        search_key=fold(f"{given} {family}"),
    )  # fmt: skip


def _number(person: Person, organisation: uuid.UUID, kind: str, value: str) -> None:
    Identifier.objects.create(person=person, organisation_id=organisation, kind=kind, value=value)


def _post(
    built: Built,
    person: Person,
    team: str,
    rank: str,
    from_on: datetime.date,
    until_on: datetime.date | None,
) -> None:
    Posting.objects.create(
        person=person,
        unit=built.units[team],
        role="police officer",
        rank=rank,
        from_on=from_on,
        until_on=until_on,
    )
