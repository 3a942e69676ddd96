"""The invented force: bodies, units, a few hundred people, and the cast with their accounts."""

import dataclasses
import datetime
import random
import uuid

from django.contrib.auth.hashers import make_password
from django.db import models

from candour.access.models import Acceptance, DeskReader
from candour.cases.models import Affiliation
from candour.cases.parties import affiliation
from candour.core.matching.conflicts import fold
from candour.guard.models import Account, Scope
from candour.guard.seats import Seat
from candour.ops.demo import cast, names
from candour.people.models import (
    Association,
    CourseAttendance,
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
ACCEPTED_ON = datetime.date(2026, 1, 5)
PASSED_ON = (
    "If what you say is a crime, or if someone may get hurt, this body must tell the force enough"
    " to act. It tells you first if it can."
)
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
    _ties(built, on=on)
    return built


def _organisations() -> dict[str, uuid.UUID]:
    outside = Organisation.objects.create(kind="independent_body")
    board = Organisation.objects.create(kind="local_policing_body")
    force = Organisation.objects.create(kind="police_force", outside_body=outside)
    neighbour = Organisation.objects.create(kind="police_force", outside_body=outside)
    ombudsman = Organisation.objects.create(kind="independent_body")
    association = Organisation.objects.create(kind="charity")
    union = Organisation.objects.create(kind="charity")
    named = {
        cast.ASSOCIATION: association.id,
        cast.UNION: union.id,
        cast.OUTSIDE: outside.id,
        cast.OMBUDSMAN: ombudsman.id,
        cast.BOARD: board.id,
        cast.FORCE: force.id,
        cast.NEIGHBOUR: neighbour.id,
    }
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation_id=organisation, name=name)
        for name, organisation in named.items()
    )
    Acceptance.objects.bulk_create(
        Acceptance(
            body=outside, force=about, turn=1, must_pass_on=PASSED_ON, accepted_on=ACCEPTED_ON
        )
        for about in (force, neighbour)
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
    rows = _Rows()
    for number in range(PEOPLE + NEIGHBOURS):
        is_ours = number < PEOPLE
        organisation = built.organisations[cast.FORCE if is_ours else cast.NEIGHBOUR]
        person = Person(birth_year=rng.randint(1962, 2003))
        rows.add(person, _name(person, *names.draw(rng)))
        prefix = "" if is_ours else "E"
        rows.add(_number(person, organisation, "collar", f"{prefix}{5000 + number}"))
        rows.add(_number(person, organisation, "source_id", f"P{number:04d}"))
        joined = on - datetime.timedelta(days=rng.randint(400, 9000))
        rows.add(_service(person, organisation, "officer", joined))
        teams = rng.sample(TEAMS if is_ours else eastern, 2)
        moved = joined + (on - joined) / 2
        rank = rng.choice(("Constable", "Constable", "Constable", "Sergeant"))
        rows.add(_post(built, person, teams[0], rank, joined, until_on=moved))
        rows.add(_post(built, person, teams[1], rank, moved + datetime.timedelta(days=1)))
        if is_ours:
            built.officers.append(person)
    rows.write()


class _Rows:
    """Rows kept by table, in the order in which tables refer to each other."""

    def __init__(self) -> None:
        self.by_model: dict[type[models.Model], list[models.Model]] = {
            model: [] for model in (Person, PersonName, Identifier, Service, Posting)
        }

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self.by_model[type(row)].append(row)

    def write(self) -> None:
        for model, rows in self.by_model.items():
            model._default_manager.bulk_create(rows)


def _cast(built: Built, *, on: datetime.date) -> None:
    joined = on - datetime.timedelta(days=3200)
    rows = _Rows()
    accounts, readers, affiliations = [], [], []
    for part in cast.CAST:
        organisation = built.organisations[part.organisation]
        person = _person(built, rows, part, joined)
        account = Account(
            username=part.username,
            person_id=person,
            organisation_id=organisation,
            seat=part.seat,
            password=make_password(None),
        )
        accounts.append(account)
        built.accounts[part.username] = account
        if part.on_desk:
            readers.append(DeskReader(organisation_id=organisation, account=account))
        if part.seat is Seat.REPRESENTATIVE:
            affiliations.append(
                affiliation.of(account=account.id, body=part.organisation, branch=part.unit)
            )
    rows.write()
    Account.objects.bulk_create(accounts)
    DeskReader.objects.bulk_create(readers)
    Affiliation.objects.bulk_create(affiliations)
    _scopes(built)


def _person(built: Built, rows: _Rows, part: cast.Part, joined: datetime.date) -> uuid.UUID:
    """Put a part's person on the register; a second account of somebody puts nobody there."""
    known = built.accounts.get(part.same_as)
    if known is not None and known.person_id is not None:
        return known.person_id
    organisation = built.organisations[part.organisation]
    person = Person(birth_year=1985)
    rows.add(person, _name(person, part.given, part.family))
    rows.add(_number(person, organisation, "collar", part.number))
    rows.add(_number(person, organisation, "source_id", f"C-{part.username}"))
    kind = "officer" if part.rank else "staff"
    rows.add(_service(person, organisation, kind, joined))
    rows.add(_post(built, person, part.unit, part.rank, joined))
    return person.id


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


def _ties(built: Built, *, on: datetime.date) -> None:
    """The subject's sergeant, an alias, a friend, and a course with somebody of another force."""
    people = {
        name: account.person_id for name, account in built.accounts.items() if account.person_id
    }
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
    CourseAttendance.objects.bulk_create(
        CourseAttendance(
            person_id=people[name],
            organisation_id=built.organisations[cast.FORCE],
            run="FA-2",
            from_on=on - datetime.timedelta(days=900),
            until_on=on - datetime.timedelta(days=886),
        )
        for name in ("subject", "stranger")
    )


def _name(person: Person, given: str, family: str) -> PersonName:
    return PersonName(
        person=person,
        kind="current",
        given=given,
        family=family,
        search_key=fold(f"{given} {family}"),
    )


def _number(person: Person, organisation: uuid.UUID, kind: str, value: str) -> Identifier:
    return Identifier(person=person, organisation_id=organisation, kind=kind, value=value)


def _service(person: Person, organisation: uuid.UUID, kind: str, joined: datetime.date) -> Service:
    return Service(person=person, organisation_id=organisation, kind=kind, joined_on=joined)


def _post(
    built: Built,
    person: Person,
    team: str,
    rank: str,
    from_on: datetime.date,
    *,
    until_on: datetime.date | None = None,
) -> Posting:
    return Posting(
        person=person,
        unit=built.units[team],
        role="police officer",
        rank=rank,
        from_on=from_on,
        until_on=until_on,
    )
